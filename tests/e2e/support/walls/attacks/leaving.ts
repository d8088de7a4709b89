import type { Attack, WallName } from '../attack.ts';

/* Ways to take a page, a frame or a window to another place. */

const out: readonly WallName[] = ['navigation', 'requests'];
const framed: readonly WallName[] = ['content-security-policy', 'navigation', 'requests'];

export const leaving: readonly Attack[] = [
  { name: 'location', from: 'workspace', walls: out, leaves: true, act: (address) => void (location.href = address) },
  {
    name: 'link',
    from: 'workspace',
    walls: out,
    leaves: true,
    act: (address) => {
      const link = document.createElement('a');
      link.href = address;
      document.body.append(link);
      link.click();
    },
  },
  {
    name: 'refresh',
    from: 'workspace',
    walls: out,
    leaves: true,
    act: (address) => {
      const meta = document.createElement('meta');
      meta.httpEquiv = 'refresh';
      meta.content = `0;url=${address}`;
      document.head.append(meta);
    },
  },
  {
    name: 'form',
    from: 'workspace',
    walls: framed,
    leaves: true,
    act: (address) => {
      const form = document.createElement('form');
      form.method = 'post';
      form.action = address;
      document.body.append(form);
      form.submit();
    },
  },
  {
    name: 'frame',
    from: 'workspace',
    walls: framed,
    act: (address) => {
      const frame = document.createElement('iframe');
      frame.src = address;
      document.body.append(frame);
    },
  },
  {
    name: 'frame-later',
    from: 'workspace',
    walls: framed,
    act: (address) => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      frame.contentWindow?.location.replace(address);
    },
  },
  { name: 'window', from: 'workspace', walls: ['new-windows', 'requests'], act: (address) => void open(address) },
  {
    name: 'window-link',
    from: 'workspace',
    walls: ['new-windows', 'requests'],
    act: (address) => {
      const link = document.createElement('a');
      Object.assign(link, { href: address, target: '_blank', rel: 'noopener' });
      document.body.append(link);
      link.click();
    },
  },
  {
    name: 'web-view',
    from: 'workspace',
    walls: ['web-views', 'requests'],
    act: (address) => {
      const view = document.createElement('webview');
      view.setAttribute('partition', 'persist:workspace');
      view.setAttribute('src', address);
      document.body.append(view);
    },
  },
  {
    name: 'engine-location',
    from: 'engine-page',
    walls: out,
    leaves: true,
    act: (address) => void (location.href = address),
  },
];

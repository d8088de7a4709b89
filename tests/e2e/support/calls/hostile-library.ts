import type { Attack } from '../walls/attack.ts';
import { askingLeave } from '../walls/attacks/asking.ts';
import { leaving } from '../walls/attacks/leaving.ts';
import { node } from '../walls/attacks/node.ts';
import { requesting } from '../walls/attacks/requesting.ts';

/* A lib-jitsi-meet that a deployment may serve: it can do all that the page of a call can do. */

/** The attacks that are known of pages, from the page of a call. */
const ofPages = (attacks: readonly Attack[]): readonly Attack[] => attacks.filter(({ from }) => from === 'workspace');

const own: readonly Attack[] = [
  {
    name: 'web-transport',
    from: 'workspace',
    walls: ['content-security-policy'],
    scheme: 'https',
    heardAs: '(datagram)',
    act: (address) => new WebTransport(address).ready,
  },
  {
    name: 'blob-worker',
    from: 'workspace',
    walls: ['content-security-policy', 'requests'],
    act: (address) =>
      new Promise((resolve) => {
        const source = new Blob([`fetch('${address}', { mode: 'no-cors' }).then(() => postMessage(0), () => postMessage(1))`]);
        const worker = new Worker(URL.createObjectURL(source));
        worker.onmessage = worker.onerror = resolve;
      }),
  },
  {
    name: 'display',
    from: 'workspace',
    walls: ['permissions'],
    act: async (address) => {
      const stream = await navigator.mediaDevices.getDisplayMedia({ video: true });
      for (const track of stream.getTracks()) track.stop();
      await fetch(address, { mode: 'no-cors' });
    },
  },
];

/** A web view is of a partition of its own choice, which has no filter here; so there is one wall. */
const leavingHere = leaving.map((one): Attack => (one.name === 'web-view' ? { ...one, walls: ['web-views'] } : one));

/** In an audio call the microphone is what the person agreed to. */
const asking = askingLeave.filter(({ name }) => name !== 'microphone');

export const outward: readonly Attack[] = ofPages([...requesting, ...asking, ...leavingHere, ...own]);
export const programs: readonly Attack[] = ofPages(node);

/** The library as text: `window.attacks` by name. */
export const hostileLibrary = `window.attacks = {
${[...outward, ...programs].map(({ name, act }) => `  ${JSON.stringify(name)}: ${act.toString()},`).join('\n')}
};
window.JitsiMeetJS = { version: '1', init() {} };
`;

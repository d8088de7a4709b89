import { ipcRenderer } from 'electron';
import type { portMessages } from './contract.ts';

// The page gets no bridge, only ports: it hands them to its worker. The channels are those of main/ipc.ts.
const kinds: readonly unknown[] = [
  'host-port',
  'client-port',
] satisfies (typeof portMessages)[keyof typeof portMessages][];

ipcRenderer.on('desktop.port', ({ ports }, kind: unknown) => {
  if (kinds.includes(kind)) window.postMessage({ einklang: kind }, window.location.origin, [...ports]);
});

// By then the page's module has run, so that it listens.
window.addEventListener('DOMContentLoaded', () => ipcRenderer.send('desktop.hello'), { once: true });

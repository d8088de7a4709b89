import { ipcRenderer } from 'electron';
import type { portMessages } from './contract.ts';

// One port, once the page listens; nothing is exposed to the page, and nothing goes to main but over the port.
const kind: (typeof portMessages)['call'] = 'call-port';

ipcRenderer.once('desktop.port', ({ ports }) => {
  window.postMessage({ einklang: kind }, window.location.origin, [...ports]);
});

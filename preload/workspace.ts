import { contextBridge, ipcRenderer } from 'electron';
import type { DesktopBridge, portMessages, WorkspaceEvents } from './contract.ts';

// Names only as types: the contract's schemas stay in main. The channels are those of main/ipc.ts.
const enginePort: (typeof portMessages)['engine'] = 'engine-port';

const bridge: DesktopBridge = {
  request: (name, args) => ipcRenderer.invoke('desktop.request', name, args),
  listen: <K extends keyof WorkspaceEvents>(name: K, listener: (value: WorkspaceEvents[K]) => void) => {
    const handle = (_event: unknown, event: unknown, value: WorkspaceEvents[K]): void => {
      if (event === name) listener(value);
    };
    ipcRenderer.on('desktop.event', handle);
    return () => void ipcRenderer.off('desktop.event', handle);
  },
  hello: () => ipcRenderer.send('desktop.hello'),
};
contextBridge.exposeInMainWorld('desktop', bridge);

// A port cannot pass the bridge; a window message carries it into the page's world.
ipcRenderer.on('desktop.port', ({ ports }, kind: unknown) => {
  if (kind === enginePort) window.postMessage({ einklang: kind }, window.location.origin, [...ports]);
});

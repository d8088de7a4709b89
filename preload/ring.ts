import { contextBridge, ipcRenderer } from 'electron';
import type { RingBridge, RingEvents } from './contract.ts';

// Names only as types: the contract's schemas stay in main. The channels are those of main/ipc.ts.
const bridge: RingBridge = {
  request: (name, args) => ipcRenderer.invoke('desktop.request', name, args),
  listen: <K extends keyof RingEvents>(name: K, listener: (value: RingEvents[K]) => void) => {
    const handle = (_event: unknown, event: unknown, value: RingEvents[K]): void => {
      if (event === name) listener(value);
    };
    ipcRenderer.on('desktop.event', handle);
    return () => void ipcRenderer.off('desktop.event', handle);
  },
};
contextBridge.exposeInMainWorld('desktop', bridge);

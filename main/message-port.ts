import type { MessagePortMain } from 'electron';
import type { Wire } from '../renderer/base/wire.ts';

/** One of Electron's ports in the main process as a wire. */
export function mainWire(port: MessagePortMain): Wire {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => {
      const handle = (event: { readonly data: unknown }): void => listener(event.data);
      port.on('message', handle);
      port.start();
      return () => port.off('message', handle);
    },
    onClose: (listener) => {
      port.on('close', listener);
      return () => port.off('close', listener);
    },
    close: () => port.close(),
  };
}

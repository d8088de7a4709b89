import { portMessages } from '../../preload/contract.ts';

/*
 * The hidden page hosts the worker and does nothing else: what its preload hands it goes on to the worker. It takes
 * messages of its own window only, so nothing but the preload can put a port into the engine.
 */

const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'engine' });
const kinds: readonly unknown[] = [portMessages.host, portMessages.client];

window.addEventListener('message', (event) => {
  const port = event.ports[0];
  const message: unknown = event.data;
  if (event.source !== window || !port || typeof message !== 'object' || message === null || !('einklang' in message)) return;
  if (kinds.includes(message.einklang)) worker.postMessage({ einklang: message.einklang }, [port]);
});

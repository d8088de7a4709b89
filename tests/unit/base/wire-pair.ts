import { createEmitter } from '../../../renderer/base/listen.ts';
import type { Wire } from '../../../renderer/base/wire.ts';

/** Two joined wires in memory. Messages are cloned as a real port clones them and arrive only by `deliver`. */
export function wirePair(): { readonly client: Wire; readonly server: Wire; deliver(): void; readonly sent: unknown[] } {
  const queue: (() => void)[] = [];
  const sent: unknown[] = [];
  let closed = false;
  const toClient = createEmitter<unknown>();
  const toServer = createEmitter<unknown>();
  const closing = createEmitter<undefined>();
  const close = (): void => {
    if (closed) return;
    closed = true;
    closing.emit(undefined);
  };
  const end = (inward: typeof toClient, outward: typeof toClient): Wire => ({
    post: (message) => {
      const copy: unknown = structuredClone(message);
      sent.push(copy);
      queue.push(() => outward.emit(copy));
    },
    onMessage: (listener) => inward.listen(listener),
    onClose: (listener) => closing.listen(listener),
    close,
  });
  return {
    client: end(toClient, toServer),
    server: end(toServer, toClient),
    sent,
    deliver: () => {
      while (!closed) {
        const next = queue.shift();
        if (!next) return;
        next();
      }
    },
  };
}

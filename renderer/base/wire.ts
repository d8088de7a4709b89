import type { Failure } from './failure.ts';
import type { Keyed, ListStep } from './keyed-list.ts';
import type { Unsubscribe } from './listen.ts';

/** What a topic says: a head (plain data) and a keyed list, either of which may be empty. */
export interface TopicState<Head = unknown, Item extends Keyed = Keyed> {
  readonly head: Head;
  readonly items: readonly Item[];
}

/** What goes over the wire from the asking side. `id` counts up within one port. */
export type ClientMessage =
  | { readonly kind: 'request'; readonly id: number; readonly name: string; readonly args: unknown }
  | { readonly kind: 'subscribe'; readonly id: number; readonly name: string; readonly params: unknown }
  | { readonly kind: 'unsubscribe'; readonly id: number };

/** What comes back. A topic sends one snapshot, then patches; `closed` says that it failed or is not there. */
export type ServerMessage =
  | { readonly kind: 'result'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly failure: Failure }
  | { readonly kind: 'snapshot'; readonly id: number; readonly state: TopicState }
  | { readonly kind: 'patch'; readonly id: number; readonly head?: { readonly value: unknown }; readonly steps?: readonly ListStep<Keyed>[] }
  | { readonly kind: 'closed'; readonly id: number; readonly failure: Failure };

/** One end of a message channel, whichever kind carries it (DOM MessagePort, Electron's MessagePortMain, a fake). */
export interface Wire {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): Unsubscribe;
  onClose(listener: () => void): Unsubscribe;
  close(): void;
}

/** The part of a DOM MessagePort that is used; declared here because the ground floor compiles without DOM types. */
export interface DomPort {
  postMessage(message: unknown): void;
  addEventListener(type: string, listener: (event: { readonly data?: unknown }) => void): void;
  removeEventListener(type: string, listener: (event: { readonly data?: unknown }) => void): void;
  start(): void;
  close(): void;
}

/** A DOM MessagePort (window or worker) as a wire. `close` fires when the other end goes (Chromium 122 and newer). */
export function domWire(port: DomPort): Wire {
  const on = (type: string, handle: (event: { readonly data?: unknown }) => void): Unsubscribe => {
    port.addEventListener(type, handle);
    return () => port.removeEventListener(type, handle);
  };
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => {
      const stop = on('message', (event) => listener(event.data));
      port.start();
      return stop;
    },
    onClose: (listener) => on('close', () => listener()),
    close: () => port.close(),
  };
}

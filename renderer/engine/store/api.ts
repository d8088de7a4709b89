/*
 * What the rest of the engine may ask of the two databases. Every call is synchronous: the wasm build answers in the
 * same task (one row 0.4 ms, the last 50 of a room 0.6 ms), so a transaction is one function that nothing can
 * interleave with, and a topic reads a consistent state without a lock.
 *
 * Errors: every call may throw a FailureError with `StoreFailureCode`. A write that throws has changed nothing.
 */
export type * from './api/events.ts';
export type * from './api/sync.ts';
export type * from './api/chat-store.ts';
export type * from './api/queue-store.ts';
export type * from './api/open.ts';

import type { Failure } from '../../base/failure.ts';
import type { Unsubscribe } from '../../base/listen.ts';
import type { JsonObject } from '../store/api.ts';

/*
 * What the signed-in session gives to the rest of the engine. All of it can be called from the moment the stores are
 * open; what needs the network or the SDK rejects until they are there.
 */

export interface RequestOptions {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: JsonObject;
}

/**
 * One authenticated call of the client-server API, path from `/_matrix/` on.
 * @throws FailureError rate-limited | server-error | expired-session | account-locked | forbidden | not-found | too-large |
 * refused, or what main knows of an address that does not answer: offline, unreachable, name-not-found, ...
 */
export type Request = (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  options?: RequestOptions,
) => Promise<JsonObject>;

export interface Outgoing {
  readonly roomId: string;
  readonly txnId: string;
  readonly type: string;
  readonly content: JsonObject;
}

/** The way of messages to the server, for the send queue. */
export interface Transport {
  /** Transaction IDs are per device. */
  readonly deviceId: string;
  /** True once the classic sync of this run is through. */
  ready(): boolean;
  /** Called when a try may succeed that did not before. */
  listen(listener: () => void): Unsubscribe;
  /**
   * Encrypts where the room asks for it and sends with exactly this transaction ID: a repetition is the same message
   * to the server. Resolves with the event ID.
   * @throws FailureError as Request, with `offline` for whatever keeps the server from answering, or `not-ready`: nothing went out, wait for `listen`;
   * or `encryption-failed`: nothing went out
   */
  send(message: Outgoing): Promise<string>;
}

export interface HistoryState {
  readonly loading: boolean;
  readonly failure: Failure | undefined;
}

/** Older messages from the server into the store. */
export interface History {
  /** One step into the gap with this token; resolves when it is in the store. Rejects with the codes of Request. */
  fill(roomId: string, token: string | undefined): Promise<void>;
  state(roomId: string): HistoryState;
  /** Called with the room whose state changed. */
  listen(listener: (roomId: string) => void): Unsubscribe;
}

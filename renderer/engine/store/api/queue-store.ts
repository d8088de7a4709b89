import type { Failure } from '../../../base/failure.ts';
import type { Unsubscribe } from '../../../base/listen.ts';
import type { JsonObject } from './events.ts';

/** A message on its way out. It keeps its transaction ID for life. */
export interface OutgoingMessage {
  readonly txnId: string;
  readonly roomId: string;
  /** Counts up over all rooms; the order of sending within a room. */
  readonly sequence: number;
  /** Event type and content before encryption. */
  readonly type: string;
  readonly content: JsonObject;
  /** What the person typed, for discard and copy. */
  readonly text: string;
  /** UTC milliseconds at which the person sent it. */
  readonly createdAt: number;
  readonly state: 'queued' | 'sending' | 'sent' | 'failed';
  readonly attempts: number;
  /** UTC milliseconds of the first request with this transaction ID; undefined: no request has ever gone out. */
  readonly firstAttemptAt: number | undefined;
  /** The device whose access token the last request carried: transaction IDs are per device. */
  readonly deviceId: string | undefined;
  /** Known from `sent` on; the row goes when the event is in the chat store. */
  readonly eventId: string | undefined;
  readonly failure: Failure | undefined;
}

export interface Draft {
  readonly roomId: string;
  readonly text: string;
  /** UTC milliseconds. */
  readonly changedAt: number;
}

/** Told after each commit, in a microtask of its own. */
export interface QueueChange {
  /** Rooms whose outgoing messages changed. */
  readonly messages: ReadonlySet<string>;
  readonly drafts: ReadonlySet<string>;
}

/** The second database: queue, drafts, small settings. Every call is synchronous and throws as the chat store does. */
export interface QueueStore {
  listen(listener: (change: QueueChange) => void): Unsubscribe;

  /**
   * Safe on disk when it returns; the draft of this room that says the same goes in the same transaction, so that a
   * kill in between cannot leave both. A known transaction ID answers the row that is there and changes nothing.
   */
  add(message: Pick<OutgoingMessage, 'txnId' | 'roomId' | 'type' | 'content' | 'text' | 'createdAt'>): OutgoingMessage;
  message(txnId: string): OutgoingMessage | undefined;
  /** By sequence. */
  messages(where?: { readonly roomId?: string; readonly state?: OutgoingMessage['state'] }): readonly OutgoingMessage[];
  /** Before the request goes out: counts the attempt, keeps the first attempt's time. `at` in UTC milliseconds. */
  markSending(txnId: string, request: { readonly deviceId: string; readonly at: number }): void;
  /** After a failure that passes, at start, or on retry by hand: waits again, in its old place. */
  markQueued(txnId: string): void;
  markSent(txnId: string, eventId: string): void;
  markFailed(txnId: string, failure: Failure): void;
  remove(txnId: string): void;
  removeRoom(roomId: string): void;

  draft(roomId: string): string;
  /** An empty text removes the draft. `at` in UTC milliseconds. */
  putDraft(roomId: string, text: string, at: number): void;
  drafts(): readonly Draft[];

  /** Small JSON values that must outlive a damaged chat store: account, last open room. */
  setting(key: string): unknown;
  /** Undefined removes it. */
  putSetting(key: string, value: unknown): void;

  close(): void;
}

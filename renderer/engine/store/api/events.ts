import type { DecryptionProblem, MessageItem } from '../../contract/timeline.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * An event as the server sent it (client-server API, "Room event format"), untrusted: only `type` is sure to be a
 * string, `content` an object; the store drops what has not even that.
 */
export interface RawEvent {
  readonly type: string;
  readonly content: JsonObject;
  readonly event_id: string;
  readonly sender: string;
  /** UTC milliseconds by the sender's server. Never an order. */
  readonly origin_server_ts: number;
  readonly state_key?: string;
  readonly unsigned?: JsonObject;
  readonly redacts?: string;
}

/** Events without a place in a timeline: account data, stripped state of an invitation, ephemeral events. */
export interface MinimalEvent {
  readonly type: string;
  readonly content: JsonObject;
  readonly sender?: string;
  readonly state_key?: string;
}

/** Where an event stands in its room. Fragments are numbered oldest first; both numbers change when fragments join. */
export interface Position {
  readonly fragment: number;
  readonly index: number;
}

export type Shield = NonNullable<MessageItem['shield']>;

export interface StoredEvent extends Position {
  readonly roomId: string;
  readonly eventId: string;
  readonly sender: string;
  /** UTC milliseconds. */
  readonly ts: number;
  /** Type and content as they are to be read: decrypted where that has happened, otherwise as they came. */
  readonly type: string;
  readonly content: JsonObject;
  readonly stateKey: string | undefined;
  /** As it came; after a redaction what the redaction left of it. */
  readonly raw: RawEvent;
  /** `undecrypted`: no try has been made yet, or it failed with `problem`. */
  readonly encryption: 'none' | 'decrypted' | 'undecrypted';
  readonly problem: DecryptionProblem | undefined;
  readonly shield: Shield | undefined;
  /** True after a redaction that this store has seen, or that the server had applied before. */
  readonly redacted: boolean;
  /** `unsigned.transaction_id`: set on own events that this device sent. */
  readonly txnId: string | undefined;
}

/** An event that relates to another: an edit, a reaction, a thread reply (`m.relates_to` with `rel_type`). */
export interface StoredRelation {
  readonly targetId: string;
  readonly relType: string;
  /** The reaction's symbol of `m.annotation`. */
  readonly key: string | undefined;
  readonly event: StoredEvent;
}

/** What decrypting an event came to. */
export type DecryptionResult =
  | { readonly roomId: string; readonly eventId: string; readonly type: string; readonly content: JsonObject; readonly shield?: Shield }
  | { readonly roomId: string; readonly eventId: string; readonly problem: DecryptionProblem };

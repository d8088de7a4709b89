import type { Failure } from '../../base/failure.ts';
import type { Keyed } from '../../base/keyed-list.ts';
import type { CallRecord } from './calls.ts';
import type { Person } from './rooms.ts';

/** Where an own message stands on its way. Absent = the server has it. */
export type SendState =
  | { readonly state: 'queued' }
  | { readonly state: 'sending' }
  /** The server refused for good; the person decides: retry, copy, discard. */
  | { readonly state: 'failed'; readonly failure: Failure };

/** Why a message cannot be read, by what would help. */
export type DecryptionProblem =
  /** The key has not come yet; it may still come by itself. */
  | 'key-missing'
  /** Sent before this device existed; the recovery key may bring it. */
  | 'before-this-device'
  /** The sender's client withholds keys from devices that are not confirmed. */
  | 'withheld-unverified'
  | 'withheld'
  | 'broken';

interface ItemBase extends Keyed {
  /** Undefined until the server has given one. */
  readonly eventId: string | undefined;
  readonly sender: Person;
  readonly own: boolean;
  /** UTC milliseconds. */
  readonly ts: number;
}

export interface Reaction {
  readonly symbol: string;
  readonly count: number;
  readonly own: boolean;
}

export interface MessageItem extends ItemBase {
  readonly kind: 'message';
  readonly style: 'text' | 'notice' | 'emote';
  /** Plain text, always there. */
  readonly text: string;
  /** HTML as it came, not yet sanitised: it passes the one sanitiser before it is shown. */
  readonly html: string | undefined;
  readonly emojiOnly: boolean;
  readonly mentionsMe: boolean;
  readonly edited: boolean;
  readonly replyTo: { readonly eventId: string; readonly sender: Person | undefined; readonly text: string | undefined } | undefined;
  readonly reactions: readonly Reaction[];
  readonly send: SendState | undefined;
  /** The transaction ID of an own message that this device sends; the handle of retry and discard. */
  readonly txnId: string | undefined;
  /** A warning about who really sent it; undefined where there is none. */
  readonly shield: 'unverified-device' | 'unknown-device' | 'not-encrypted' | 'authenticity' | undefined;
}

export interface AttachmentItem extends ItemBase {
  readonly kind: 'attachment';
  readonly media: 'image' | 'file' | 'audio' | 'video';
  readonly name: string;
  /** Bytes. */
  readonly size: number | undefined;
}

export interface UndecryptableItem extends ItemBase {
  readonly kind: 'undecryptable';
  readonly problem: DecryptionProblem;
}

export interface RedactedItem extends ItemBase {
  readonly kind: 'redacted';
}

/** A change of the room's state, or what is told like one, in parts that the screen puts into words. */
export type StateChange =
  | { readonly what: 'created' | 'encrypted' | 'avatar' | 'permissions' | 'history-visibility' | 'join-rules' | 'pinned' | 'conference' | 'conference-removed' }
  /** Somebody began a call in a program whose calls cannot be joined from here. */
  | { readonly what: 'call-elsewhere' }
  | { readonly what: 'name' | 'topic'; readonly text: string }
  | { readonly what: 'joined' | 'left' | 'invited' | 'declined' | 'removed' | 'banned' | 'unbanned' | 'withdrawn'; readonly person: Person }
  | { readonly what: 'renamed'; readonly person: Person; readonly from: string }
  | { readonly what: 'portrait'; readonly person: Person }
  | { readonly what: 'moved' };

/** Folded with its neighbours where several follow each other. */
export interface StateItem extends ItemBase {
  readonly kind: 'state';
  readonly change: StateChange;
}

/** One card for a whole call, where it began; the events of its course fold into it. */
export interface CallItem extends ItemBase {
  readonly kind: 'call';
  readonly call: CallRecord;
}

export interface UnsupportedItem extends ItemBase {
  readonly kind: 'unsupported';
  /** The event type, for the details. */
  readonly type: string;
  /** The plain text that the event carries for clients that do not know it. */
  readonly fallback: string | undefined;
}

/** History is missing here; it is fetched as it comes into view. */
export interface GapItem extends Keyed {
  readonly kind: 'gap';
  readonly state: 'open' | 'loading' | 'failed';
  readonly failure: Failure | undefined;
}

export type TimelineItem =
  | MessageItem
  | AttachmentItem
  | UndecryptableItem
  | RedactedItem
  | StateItem
  | CallItem
  | UnsupportedItem
  | GapItem;

/** The head of the topic `timeline`; its items are in the room's order, oldest first, own queued messages last. */
export interface TimelineHead {
  readonly roomId: string;
  /** The room's first event is among the items. */
  readonly atStart: boolean;
  readonly loadingOlder: boolean;
  /** Why older history could not be loaded; what is there stays. */
  readonly olderFailure: Failure | undefined;
  /** The event up to which this account had read when the topic was opened. */
  readonly readUpTo: string | undefined;
}

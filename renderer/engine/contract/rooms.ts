import type { Keyed } from '../../base/keyed-list.ts';
import type { CallOutcome } from './call-outcome.ts';

/** `do-not-disturb`, `in-call` and `presenting`: online, with the marker that our clients put before the status text. */
export type Presence = 'online' | 'unavailable' | 'busy' | 'do-not-disturb' | 'in-call' | 'presenting' | 'offline' | 'unknown';

export interface Person {
  readonly userId: string;
  /** The display name, or the user ID where there is none. */
  readonly name: string;
  /** mxc: URI. */
  readonly avatar: string | undefined;
}

/** A room's name before it is put into words: `people` where it has none of its own, `empty` where nobody else is there. */
export type RoomName =
  | { readonly kind: 'named'; readonly text: string }
  | { readonly kind: 'people'; readonly names: readonly string[]; readonly others: number }
  | { readonly kind: 'empty' };

/** The last thing that happened in a room, for the second line of its row. Text is one line of plain text. */
export type Preview =
  | { readonly kind: 'text'; readonly sender: string; readonly own: boolean; readonly text: string }
  | { readonly kind: 'attachment'; readonly sender: string; readonly own: boolean; readonly name: string }
  | { readonly kind: 'undecryptable' | 'redacted'; readonly sender: string; readonly own: boolean }
  | { readonly kind: 'call'; readonly sender: string; readonly own: boolean; readonly outcome: CallOutcome; readonly durationMs: number | undefined }
  | { readonly kind: 'joined' | 'left' | 'invited' | 'created'; readonly sender: string; readonly own: boolean };

/** One row of the room list; `key` is the room ID. */
export interface RoomSummary extends Keyed {
  readonly roomId: string;
  readonly name: RoomName;
  readonly kind: 'direct' | 'room';
  readonly membership: 'join' | 'invite';
  readonly avatar: string | undefined;
  /** The other person of a direct chat. */
  readonly peer: Person | undefined;
  readonly presence: Presence;
  readonly inviter: Person | undefined;
  readonly encrypted: boolean;
  readonly unread: number;
  readonly mentions: number;
  /** UTC milliseconds of the last thing that happened; 0 where nothing is known. */
  readonly lastTs: number;
  readonly preview: Preview | undefined;
  /** The first line of a draft that waits in this room. */
  readonly draft: string | undefined;
  readonly queued: number;
  readonly failed: number;
}

/** The head of the topic `roomList`; its items are sorted: invitations, then the newest first. */
export interface RoomListHead {
  /** False until the store has been read; an empty list means "no rooms" only after that. */
  readonly loaded: boolean;
  readonly unread: number;
  readonly mentions: number;
  readonly invitations: number;
}

export interface Member extends Keyed, Person {
  readonly membership: 'join' | 'invite';
  readonly role: 'admin' | 'moderator' | 'member';
  readonly presence: Presence;
}

/** The head of the topic `room`; its items are the members, by role and name. */
export interface RoomDetails {
  readonly roomId: string;
  readonly name: RoomName;
  readonly topic: string | undefined;
  readonly kind: 'direct' | 'room';
  readonly membership: 'join' | 'invite' | 'leave' | 'ban' | 'unknown';
  readonly avatar: string | undefined;
  readonly peer: Person | undefined;
  readonly presence: Presence;
  readonly inviter: Person | undefined;
  readonly encrypted: boolean;
  readonly memberCount: number;
  readonly canSend: boolean;
  readonly canInvite: boolean;
  /** The host of the conference that the room has, whoever is in it; undefined where it has none but for a call that runs. */
  readonly conference: string | undefined;
  readonly canSetConference: boolean;
}

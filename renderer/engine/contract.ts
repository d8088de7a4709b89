import { z } from 'zod';
import type { ContractOf } from '../base/port-types.ts';
import type { Keyed } from '../base/keyed-list.ts';
import {
  callEngineRequests,
  type CallEngineResults,
  type CallHistoryHead,
  type CallRecord,
  type RunningCall,
} from './contract/calls.ts';
import type { Person, Presence, RoomDetails, RoomListHead, RoomSummary, Member } from './contract/rooms.ts';
import type { OwnPresenceHead, SessionState, SignOutCost } from './contract/session.ts';
import type { TimelineHead, TimelineItem } from './contract/timeline.ts';

export type * from './contract/call-outcome.ts';
export type * from './contract/calls.ts';
export type * from './contract/rooms.ts';
export type * from './contract/session.ts';
export type * from './contract/timeline.ts';

/*
 * What windows may ask of the engine. A command is idempotent: it carries an ID made by the window (`txnId`), or
 * repeating it changes nothing. Every rejection is a Failure whose code has wording in `assets/locales`.
 */

const roomId = z.string().min(2).max(255);
const userId = z.string().regex(/^@[^:\s]*:\S+$/).max(255);
const eventId = z.string().min(2).max(255);
const txnId = z.string().regex(/^[\w.~-]{8,64}$/);
const messageText = z.string().max(60_000);
const none = z.strictObject({});
const inRoom = z.strictObject({ roomId });
const homeserver = z.strictObject({ serverName: z.string().min(1).max(255), baseUrl: z.url().max(2_000) });

export const engineRequests = {
  'session.signIn': z.strictObject({ homeserver, user: z.string().min(1).max(255), password: z.string().min(1).max(4_096) }),
  /** After an expired session: the same account, the same local data. */
  'session.reauthenticate': z.strictObject({ password: z.string().min(1).max(4_096) }),
  'session.signOutCost': none,
  /** Ends the session at the server, then removes every local trace. `force` also where the server does not answer. */
  'session.signOut': z.strictObject({ force: z.boolean() }),
  /** Try again now: the keychain, the connection, the set-up of encryption. */
  'session.retry': none,
  /** Gives this device the keys of the account by its recovery key. */
  'encryption.recover': z.strictObject({ recoveryKey: z.string().min(1).max(200) }),

  'room.create': z.strictObject({
    txnId,
    name: z.string().trim().min(1).max(255),
    topic: z.string().max(2_000),
    encrypted: z.boolean(),
    invite: z.array(userId).max(100),
  }),
  /** The direct chat with this person: the one there is, or a new one. */
  'room.direct': z.strictObject({ txnId, userId }),
  'room.invite': z.strictObject({ roomId, userId }),
  /** Accepts an invitation or joins. */
  'room.join': inRoom,
  /** Declines an invitation or leaves. */
  'room.leave': inRoom,
  /** The room that is open in front of the person: remembered, its member list and its gaps are fetched first. */
  'room.opened': inRoom,

  /** Answers when the message is safe in the store, not when it is sent. Text is Markdown. */
  'message.send': z.strictObject({ txnId, roomId, text: messageText.min(1) }),
  'message.retry': z.strictObject({ txnId }),
  /** Removes a message that was not sent and answers its text. */
  'message.discard': z.strictObject({ txnId }),

  'timeline.older': inRoom,
  /** This event was before the eyes of the person in a focused window. */
  'timeline.seen': z.strictObject({ roomId, eventId }),

  'draft.read': inRoom,
  'draft.write': z.strictObject({ roomId, text: messageText }),

  /** For everybody to see and for all devices of the account; rejects with `offline`. */
  'presence.doNotDisturb': z.strictObject({ on: z.boolean() }),
  'people.search': z.strictObject({ query: z.string().max(255) }),
  /** A picture, fetched and decrypted by the engine and kept in the encrypted store. `size` in CSS pixels. */
  'media.open': z.strictObject({ mxc: z.string().regex(/^mxc:\/\/[^/\s]+\/[^/\s]+$/).max(1_000), size: z.number().int().min(8).max(2_000) }),

  ...callEngineRequests,
} as const;

export interface FoundPerson extends Person {
  readonly presence: Presence;
  /** The direct chat that exists with this person. */
  readonly roomId: string | undefined;
}

interface EngineResults extends CallEngineResults {
  readonly 'session.signIn': null;
  readonly 'session.reauthenticate': null;
  readonly 'session.signOutCost': SignOutCost;
  readonly 'session.signOut': null;
  readonly 'session.retry': null;
  readonly 'encryption.recover': null;
  readonly 'room.create': { readonly roomId: string };
  readonly 'room.direct': { readonly roomId: string; readonly created: boolean };
  readonly 'room.invite': null;
  readonly 'room.join': null;
  readonly 'room.leave': null;
  readonly 'room.opened': null;
  readonly 'message.send': null;
  readonly 'message.retry': null;
  readonly 'message.discard': { readonly text: string };
  readonly 'timeline.older': { readonly more: boolean };
  readonly 'timeline.seen': null;
  readonly 'draft.read': { readonly text: string };
  readonly 'draft.write': null;
  readonly 'presence.doNotDisturb': null;
  /** `limited`: the directory knows more than it gave. Local knowledge answers when the server does not (`offline`). */
  readonly 'people.search': { readonly people: readonly FoundPerson[]; readonly limited: boolean; readonly offline: boolean };
  readonly 'media.open': { readonly data: ArrayBuffer; readonly type: string };
}

export const engineTopics = {
  session: none,
  ownPresence: none,
  roomList: none,
  room: inRoom,
  timeline: inRoom,
  calls: none,
  callHistory: none,
} as const;

interface EngineTopicStates {
  readonly session: { readonly head: SessionState; readonly item: Keyed };
  readonly ownPresence: { readonly head: OwnPresenceHead; readonly item: Keyed };
  readonly roomList: { readonly head: RoomListHead; readonly item: RoomSummary };
  readonly room: { readonly head: RoomDetails; readonly item: Member };
  readonly timeline: { readonly head: TimelineHead; readonly item: TimelineItem };
  readonly calls: { readonly head: null; readonly item: RunningCall };
  readonly callHistory: { readonly head: CallHistoryHead; readonly item: CallRecord };
}

/** The contract between windows and the engine, for `createPortClient` and `servePort`. */
export type EngineContract = ContractOf<typeof engineRequests, EngineResults, typeof engineTopics, EngineTopicStates>;

import { z } from 'zod';
import type { Keyed } from '../../base/keyed-list.ts';
import type { CallOutcome } from './call-outcome.ts';
import type { Person } from './rooms.ts';

/*
 * Calls as the rooms' events tell them. Our own event types (interop page, "Ringing"), all with `call_id`, sent
 * encrypted in encrypted rooms and never queued: a ring that comes late is worse than none.
 *   de.einklang.call.ring     begins a call: notification_type, sender_ts, lifetime, intent, m.mentions, conference
 *   de.einklang.call.decline  reason: declined | busy
 *   de.einklang.call.join     this device is in it now (which also ends the ringing on the account's other devices)
 *   de.einklang.call.leave    this device has left; the call is over when nobody is left
 */

const roomId = z.string().min(2).max(255);
const callId = z.string().regex(/^[\w.~-]{8,64}$/);
const media = z.enum(['audio', 'video']);
const none = z.strictObject({});

export const callEngineRequests = {
  /**
   * The conference of a room: from its Jitsi widget, or made (and written as a widget where the account may).
   * `preferredAuth` is what that domain's `/.well-known/element/jitsi` says, which main has asked.
   */
  'call.conference': z.strictObject({
    roomId,
    preferredDomain: z.string().max(255).optional(),
    preferredAuth: z.string().max(60).optional(),
  }),
  /** An OpenID token of the homeserver, for the deployment to ask back with. */
  'call.openIdToken': none,
  /** Rings (direct chat) or notifies (room). Answers when the server has it; rejects when offline. */
  'call.ring': z.strictObject({ roomId, callId, media, conference: z.strictObject({ domain: z.string().max(255), id: z.string().max(255), auth: z.string().max(60).optional() }), url: z.url().max(2_000).optional() }),
  'call.decline': z.strictObject({ roomId, callId, reason: z.enum(['declined', 'busy']) }),
  /** `endpointId` binds this device to its participant in the conference. */
  'call.joined': z.strictObject({ roomId, callId, endpointId: z.string().max(64).optional() }),
  /** `empty`: nobody else is in the conference any more, people on other clients neither. */
  'call.left': z.strictObject({ roomId, callId, empty: z.boolean().optional() }),
  /** Lets the room have a conference that stays (`keep`), or takes away what it has. Rejects with `forbidden`. */
  'call.keepConference': z.strictObject({
    roomId,
    keep: z.boolean(),
    preferredDomain: z.string().max(255).optional(),
    preferredAuth: z.string().max(60).optional(),
  }),
  /** Own presence while in a call: a marker before the own status text; `none` restores what was there. */
  'presence.call': z.strictObject({ state: z.enum(['none', 'call', 'presenting']) }),
  /** The missed calls have been seen. */
  'callHistory.seen': none,
} as const;

export interface Conference {
  readonly domain: string;
  readonly id: string;
  readonly auth: string | undefined;
  /** Whether the room's widget names it, so that people on other clients find it. */
  readonly announced: boolean;
}

export interface OpenIdToken {
  readonly accessToken: string;
  readonly serverName: string;
  readonly userId: string;
  readonly displayName: string;
  /** https: address of the avatar is never given out; mxc only. */
  readonly avatar: string | undefined;
  /** UTC milliseconds. */
  readonly expiresTs: number;
}

export interface CallEngineResults {
  readonly 'call.conference': Conference;
  readonly 'call.openIdToken': OpenIdToken;
  readonly 'call.ring': { readonly eventId: string };
  readonly 'call.decline': null;
  readonly 'call.joined': null;
  readonly 'call.left': null;
  readonly 'call.keepConference': null;
  readonly 'presence.call': null;
  readonly 'callHistory.seen': null;
}

export interface CallMember extends Person {
  readonly joinedTs: number;
  /** In the conference under this ID, as their device says. */
  readonly endpointId: string | undefined;
  /** Where the same device was in this call before, by its own word as well. */
  readonly formerEndpointIds: readonly string[];
  /** Own account: another device of it, or this one. */
  readonly own: 'this-device' | 'other-device' | undefined;
}

/**
 * A call that rings or runs, or has ended within the last minute: an item of the topic `calls`. `key` is the call ID.
 * Members who are offline by presence do not count. `elsewhere`: a MatrixRTC call of another client, which cannot be
 * joined from here.
 */
export interface RunningCall extends Keyed {
  readonly callId: string;
  readonly roomId: string;
  /** The room's or person's name in plain words. */
  readonly title: string;
  readonly kind: 'direct' | 'room';
  readonly peer: Person | undefined;
  readonly media: 'audio' | 'video';
  readonly conference: Conference | undefined;
  readonly elsewhere: boolean;
  readonly caller: Person;
  readonly own: boolean;
  /** The caller's device is confirmed by its owner. */
  readonly confirmed: boolean;
  /** `ring` in a direct chat, `notification` in a room. */
  readonly notification: 'ring' | 'notification';
  /** Corrected by origin_server_ts where the sender's clock is more than 20 s off; UTC milliseconds. */
  readonly startedTs: number;
  /** Until then it rings where nobody has answered. */
  readonly ringUntilTs: number;
  readonly members: readonly CallMember[];
  /** How this account has answered, on whichever device. */
  readonly answer: 'joined-here' | 'joined-elsewhere' | 'declined' | undefined;
  /** How the other person of a direct call has answered. */
  readonly peerAnswer: 'joined' | 'declined' | 'busy' | undefined;
  /** The other person of a direct call was in it and has left it by their own word. */
  readonly peerLeft: boolean;
  readonly over: boolean;
}

/** One call of the past or the present: an item of the topic `callHistory` (newest first), `key` is the call ID. */
export interface CallRecord extends Keyed {
  readonly callId: string;
  readonly roomId: string;
  readonly title: string;
  readonly kind: 'direct' | 'room';
  readonly peer: Person | undefined;
  readonly media: 'audio' | 'video';
  readonly direction: 'incoming' | 'outgoing';
  readonly outcome: CallOutcome;
  /** UTC milliseconds. */
  readonly startedTs: number;
  /** Milliseconds; undefined while it runs or where nobody came. */
  readonly durationMs: number | undefined;
  readonly participants: readonly Person[];
}

export interface CallHistoryHead {
  readonly loaded: boolean;
  /** Missed calls that have not been seen. */
  readonly missed: number;
}

import { z } from 'zod';
import type { Failure } from '../../renderer/base/failure.ts';

/*
 * Calls as windows see them. Main's state machine (`main/calls/`) is the one truth; the workspace and the small windows
 * get a snapshot of it and ask it to act.
 */

export const callMedia = ['audio', 'video'] as const;
export type CallMedia = (typeof callMedia)[number];

/** `stage`: in the workspace. `window`: a window of its own. `compact`: small, over all other windows. */
export const callPlacements = ['stage', 'window', 'compact'] as const;
export type CallPlacement = (typeof callPlacements)[number];

export const callCommands = [
  'mute',
  'unmute',
  /** Whichever of the two the call is not by then. */
  'toggle-mute',
  'camera-on',
  'camera-off',
  'share',
  'stop-sharing',
  'raise-hand',
  'lower-hand',
  'hang-up',
] as const;
export type CallCommand = (typeof callCommands)[number];

export interface CallParty {
  readonly userId: string;
  readonly name: string;
  /** mxc: URI. */
  readonly avatar: string | undefined;
}

/** What a call is about. `roomId` is undefined for a conference that was opened by a link. */
export interface CallSubject {
  readonly callId: string;
  readonly roomId: string | undefined;
  /** In words, as main knows it: the room's or the person's name, or the conference's. */
  readonly title: string;
  readonly kind: 'direct' | 'room' | 'link';
  readonly media: CallMedia;
  /** The other person of a direct call. */
  readonly peer: CallParty | undefined;
}

/** Somebody calls. */
export interface IncomingCall extends CallSubject {
  readonly caller: CallParty;
  /** UTC milliseconds; from then on it rings no longer. */
  readonly expiresTs: number;
  /** The caller's device is confirmed by its owner, as far as the encryption of the ring tells. */
  readonly confirmed: boolean;
}

export type CallPhase =
  /** Conference, token and library are being fetched. */
  | 'preparing'
  /** A group call: devices are chosen before one joins. */
  | 'prejoin'
  /** Here already, and it rings at the other side. */
  | 'calling'
  | 'connecting'
  | 'joined'
  | 'reconnecting'
  | 'leaving';

export interface CurrentCall extends CallSubject {
  readonly phase: CallPhase;
  readonly outgoing: boolean;
  readonly placement: CallPlacement;
  /** UTC milliseconds at which somebody else was there for the first time. */
  readonly connectedTs: number | undefined;
  readonly muted: boolean;
  readonly camera: boolean;
  /** What is shared, by name. */
  readonly sharing: string | undefined;
  readonly handRaised: boolean;
  /** Everybody in it, oneself included. */
  readonly participants: number;
  /** Others are in it whom this person moderates. */
  readonly moderates: boolean;
  /** Media go directly between the two. */
  readonly direct: boolean;
}

export type CallEndReason =
  | 'hung-up'
  | 'other-hung-up'
  | 'declined'
  | 'busy'
  | 'no-answer'
  | 'answered-elsewhere'
  | 'removed'
  | 'crashed'
  | 'failed';

export interface EndedCall extends CallSubject {
  readonly reason: CallEndReason;
  /** Why, where it failed: its code has words in `errors`. */
  readonly failure: Failure | undefined;
  /** It goes on without this device, and can be joined again. */
  readonly canRejoin: boolean;
}

export interface CallSnapshot {
  /** It rings, and the small window stands over everything. */
  readonly ringing: IncomingCall | undefined;
  /** Somebody calls while one is in a call: a quiet notice. */
  readonly waiting: IncomingCall | undefined;
  readonly current: CurrentCall | undefined;
  /** The last call's end, until it is dismissed or another call begins. */
  readonly ended: EndedCall | undefined;
}

export const noCall: CallSnapshot = { ringing: undefined, waiting: undefined, current: undefined, ended: undefined };

const none = z.strictObject({});
const callId = z.string().regex(/^[\w.~-]{8,64}$/);
const roomId = z.string().min(2).max(255);
const pixel = z.number().int().min(-20_000).max(20_000);

/** What a small window of a call (ringing, presenting) may ask of main; the workspace may ask the same. */
export const smallCallRequests = {
  'call.answer': z.strictObject({ callId, camera: z.boolean() }),
  /** With `message` it is sent into the chat as well. */
  'call.decline': z.strictObject({ callId, message: z.string().trim().min(1).max(500).optional() }),
  'call.command': z.strictObject({ command: z.enum(callCommands) }),
} as const;

/** Of the windows of a call that ring, alone. */
export const ringingRequests = {
  /** The picture of whoever makes this call, while it rings. */
  'call.picture': z.strictObject({ callId }),
} as const;

export interface RingingResults {
  readonly 'call.picture': { readonly picture: { readonly type: string; readonly data: Uint8Array<ArrayBuffer> } | undefined };
}

export const callRequests = {
  ...smallCallRequests,
  'call.read': none,
  /** The key for mute was pressed in this window; main knows whether the desktop has told of that press as well. */
  'call.muteKey': none,
  /** Calls the person of a direct chat, or begins a call in a room. Answers when the call is under way or has failed. */
  'call.start': z.strictObject({ roomId, media: z.enum(callMedia) }),
  /** Joins the call that is running in a room, or the room's permanent conference. */
  'call.join': z.strictObject({ roomId, callId: callId.optional(), media: z.enum(callMedia) }),
  /** The call that `ended` tells of, where `canRejoin`. */
  'call.rejoin': none,
  /** A meeting link of an allowed host; rejects with `call-host-not-allowed`. */
  'call.openLink': z.strictObject({ url: z.string().max(4_096) }),
  /** Ends the current call and answers the one that waits. */
  'call.switch': z.strictObject({ callId, camera: z.boolean() }),
  'call.place': z.strictObject({ placement: z.enum(callPlacements) }),
  /** Where the stage stands in the workspace, in CSS pixels of the window; undefined: it is not to be seen now. */
  'call.stage': z.strictObject({ bounds: z.strictObject({ x: pixel, y: pixel, width: pixel, height: pixel }).optional() }),
  /** The keyboard's focus goes into the stage, at its first or last control. */
  'call.focus': z.strictObject({ direction: z.enum(['forward', 'backward']) }),
  /** Sets up the room's conference to stay (`keep`), or takes it away, for people on all clients. */
  'call.keep': z.strictObject({ roomId, keep: z.boolean() }),
  /** The last call's end has been read. */
  'call.dismiss': none,
  /** The answer to the event `closeAsked`: close the window and end the call. */
  'window.close': none,
} as const;

export interface CallResults {
  readonly 'call.answer': null;
  readonly 'call.decline': null;
  readonly 'call.command': null;
  readonly 'call.read': CallSnapshot;
  readonly 'call.muteKey': null;
  readonly 'call.start': null;
  readonly 'call.join': null;
  readonly 'call.rejoin': null;
  readonly 'call.openLink': null;
  readonly 'call.switch': null;
  readonly 'call.place': null;
  readonly 'call.stage': null;
  readonly 'call.focus': null;
  readonly 'call.keep': null;
  readonly 'call.dismiss': null;
  readonly 'window.close': null;
}

/** What main tells windows about calls without being asked. */
export interface CallEvents {
  readonly call: CallSnapshot;
  /** The focus leaves the stage (F6, or Tab past its last control) and comes to the page again. */
  readonly stageLeft: { readonly direction: 'forward' | 'backward' };
  /** In the stage the person asked for the chat of the call's room beside it. */
  readonly callChat: { readonly roomId: string };
  /** The notification of a room's call was clicked: its conversation is asked for. */
  readonly roomAsked: { readonly roomId: string };
  /** The window is to be closed during a call: ask first. */
  readonly closeAsked: null;
}

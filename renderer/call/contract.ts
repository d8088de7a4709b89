import { z } from 'zod';
import type { Failure } from '../base/failure.ts';
import type { Keyed } from '../base/keyed-list.ts';
import type { ContractOf } from '../base/port-types.ts';

/*
 * The contract between the call's page (client) and main (server), over the one port that its preload hands over.
 * Foreign code, the deployment's lib-jitsi-meet, shares the page's world: main takes every message as hostile, and what
 * goes to the page holds nothing that the deployment may not know.
 */

const none = z.strictObject({});
const text = z.string().max(300);

/** What a page may report as the end of its conference; codes with words in `errors`. */
export const callFailureCodes = [
  'call-library-missing',
  'call-library-broken',
  'call-library-too-old',
  'call-unreachable',
  'call-token-refused',
  'call-media-blocked',
  'call-no-microphone',
  'call-no-camera',
  'call-camera-busy',
  'call-microphone-busy',
  'call-permission',
  'call-locked',
  'call-wrong-password',
  'call-full',
  'call-removed',
  'call-destroyed',
  'call-focus-missing',
  'call-internal',
] as const;
export type CallFailureCode = (typeof callFailureCodes)[number];

const failure = z.strictObject({ code: z.enum(callFailureCodes), detail: z.string().max(2_000).optional() });

/** The whole of what main and the other windows know of a conference; sent whole whenever it changes. */
export const callReport = z.strictObject({
  phase: z.enum(['loading', 'prejoin', 'connecting', 'joined', 'reconnecting', 'left']),
  /** Others in the conference, without oneself. */
  others: z.number().int().min(0).max(5_000),
  muted: z.boolean(),
  camera: z.boolean(),
  sharing: text.optional(),
  handRaised: z.boolean(),
  /** Others are in it whom this person moderates: leaving by key asks first. */
  moderates: z.boolean(),
  /** Media go directly between the two. */
  direct: z.boolean(),
  /** Of this device in the conference, once it is in: its Matrix device tells the others that the two belong together. */
  endpointId: z.string().regex(/^[\w.-]{1,64}$/).optional(),
  /** A device that failed, while the call goes on without it; or why the conference was left. */
  failure: failure.optional(),
});
export type CallReport = z.infer<typeof callReport>;

export const deviceKinds = ['audioinput', 'audiooutput', 'videoinput'] as const;
/** Devices by ID and label: IDs of an in-memory partition change, the label finds the device again. */
export const deviceChoice = z.strictObject({
  audioinput: z.strictObject({ label: text }).optional(),
  audiooutput: z.strictObject({ label: text }).optional(),
  videoinput: z.strictObject({ label: text }).optional(),
});
export type DeviceChoice = z.infer<typeof deviceChoice>;

export const callPageRequests = {
  'report': callReport,
  /** A fresh token for a new connection: tokens expire. */
  'token': none,
  /** What has let one into a locked conference, or nothing where it is open: main has it in memory until the call is over, for the page that comes after a crash. */
  'password.keep': z.strictObject({ password: z.string().min(1).max(2_000).optional() }),
  /** What a page of the same call has left for this one. */
  'password.recall': none,
  /** What the person chose before joining, remembered on this machine. */
  'devices.remember': z.strictObject({ devices: deviceChoice, muted: z.boolean(), camera: z.boolean(), noiseSuppression: z.boolean() }),
  /** `audio`: the machine's sound could go along, too. Main shows its own picker over the stage and answers once the person has chosen; `getDisplayMedia` then gets just that. */
  'screen.choose': z.strictObject({ audio: z.boolean() }),
  'act': z.discriminatedUnion('act', [
    z.strictObject({ act: z.literal('hang-up') }),
    /** The key for mute was pressed; the answer is the command `toggle-mute`, unless the desktop told of that press, too. */
    z.strictObject({ act: z.literal('mute-key') }),
    z.strictObject({ act: z.literal('place'), placement: z.enum(['stage', 'window', 'compact']) }),
    /** The room's own chat, beside the stage. */
    z.strictObject({ act: z.literal('chat') }),
    z.strictObject({ act: z.literal('leave-focus'), direction: z.enum(['forward', 'backward']) }),
    z.strictObject({ act: z.literal('copy'), text: z.string().max(2_000) }),
  ]),
  /** ICE servers that the deployment names which are not its own hosts: shown to the person, counted in the log. */
  'foreign-ice': z.strictObject({ hosts: z.array(z.string().max(255)).max(20) }),
  'log': z.strictObject({ level: z.enum(['info', 'warn', 'error']), text: z.string().max(2_000) }),
} as const;

interface CallPageResults {
  readonly 'report': null;
  readonly 'token': { readonly jwt: string | undefined };
  readonly 'password.keep': null;
  readonly 'password.recall': { readonly password: string | undefined };
  readonly 'devices.remember': null;
  /** `undefined`: the person thought better of it. `audio`: the machine's sound goes along. */
  readonly 'screen.choose': { readonly source: { readonly name: string; readonly kind: 'screen' | 'window'; readonly audio: boolean } | undefined };
  readonly 'act': null;
  readonly 'foreign-ice': null;
  readonly 'log': null;
}

export const callPageTopics = { ground: none, brief: none, commands: none, pictures: none } as const;

/** How to reach a deployment (interop page: never read from its `config.js`). */
export interface Deployment {
  /** Host, with its port where that is not 443. */
  readonly host: string;
  /** XMPP domain and what is derived from it or given by policy. */
  readonly domain: string;
  readonly muc: string;
  readonly focus: string;
  /** wss: address, without `?room=`. */
  readonly serviceUrl: string;
  /** At the deployment's own origin. */
  readonly library: string;
  /** By policy: hosts of its relays, besides the deployment's own and those below it. All others are foreign. */
  readonly relays?: readonly string[];
}

/** Who somebody is by Matrix: a conference's names are only claimed. */
export interface KnownParty {
  readonly userId: string;
  readonly name: string;
  /** Key of a `CallPicture`. */
  readonly picture?: string | undefined;
}

/**
 * Where a device was in the conference before it came back: a page that crashed keeps its place there until the server
 * gives it up. `now`: the endpoint of that device now; undefined for this very device.
 */
export interface FormerEndpoint {
  readonly name: string;
  readonly now: string | undefined;
}

/**
 * A small picture of a person or a room, as it is shown. Pictures come by themselves, after or before the brief that
 * names them: the page has no way to a homeserver, and their keys lead to none.
 */
export interface CallPicture extends Keyed {
  readonly type: string;
  readonly data: Uint8Array<ArrayBuffer>;
}

/** Where a page stands. It is told as soon as there is a page, which comes up while it still rings: not a word of a call. */
export interface CallGround {
  readonly deployment: Deployment;
  /** Policy: media only through the deployment's own TURN servers. */
  readonly relayOnly: boolean;
}

/** Everything that a page is told about its call, once there is one; changes come as a whole new brief. */
export interface CallBrief extends CallGround {
  readonly callId: string;
  /** Name of the conference, lower case. */
  readonly conference: string;
  readonly title: string;
  /** Of the room or of the other person: key of a `CallPicture`. */
  readonly picture?: string | undefined;
  readonly kind: 'direct' | 'room' | 'link';
  readonly media: 'audio' | 'video';
  /** A group call starts with the choice of devices. */
  readonly prejoin: boolean;
  readonly self: { readonly name: string; readonly picture?: string | undefined };
  /** By endpoint ID, from messages of their Matrix devices that bind the two. */
  readonly known: Readonly<Record<string, KnownParty>>;
  /** By endpoint ID, from the same messages and from the pages that this call had here before. */
  readonly former: Readonly<Record<string, FormerEndpoint>>;
  readonly placement: 'stage' | 'window' | 'compact';
  readonly language: 'de' | 'en';
  readonly theme: 'light' | 'dark';
  /** Remembered from the last call. */
  readonly devices: DeviceChoice;
  readonly startMuted: boolean;
  readonly startCamera: boolean;
  /** Of the microphone; remembered too. */
  readonly noiseSuppression: boolean;
  /** Whether there is a room whose chat can be shown beside the stage. */
  readonly chat: boolean;
  readonly unread: number;
}

/** Something that the page is to do once; `key` counts up. */
export interface CallPageCommand extends Keyed {
  readonly command:
    | 'mute'
    | 'unmute'
    | 'toggle-mute'
    | 'camera-on'
    | 'camera-off'
    | 'share'
    | 'stop-sharing'
    | 'raise-hand'
    | 'lower-hand'
    | 'hang-up'
    | 'suspend'
    | 'resume'
    | 'focus-first'
    | 'focus-last';
}

interface CallPageTopicStates {
  readonly ground: { readonly head: CallGround; readonly item: Keyed };
  readonly brief: { readonly head: CallBrief; readonly item: Keyed };
  readonly commands: { readonly head: null; readonly item: CallPageCommand };
  readonly pictures: { readonly head: null; readonly item: CallPicture };
}

export type CallPageContract = ContractOf<typeof callPageRequests, CallPageResults, typeof callPageTopics, CallPageTopicStates>;

export type CallFailure = Failure<CallFailureCode>;

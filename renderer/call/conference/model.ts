import type { Failure } from '../../base/failure.ts';
import type { Unsubscribe } from '../../base/listen.ts';
import type { CallBrief, CallFailureCode, CallReport, deviceKinds, KnownParty } from '../contract.ts';

/*
 * What a conference is to those who show it. The stage draws a `ConferenceState` and calls the functions that it finds
 * in it; it knows neither the library nor the port. An action that is not available now is `undefined`.
 */

export type DeviceKind = (typeof deviceKinds)[number];
export type CallPhase = CallReport['phase'];
export type Placement = CallBrief['placement'];
export type Direction = 'forward' | 'backward';

/** `lost`: nothing arrives any more. */
export type QualityClass = 'good' | 'fair' | 'poor' | 'lost';

/** How a connection is; what is not known is undefined. */
export interface Quality {
  readonly class: QualityClass;
  /** Round trip to the other side or to the bridge, milliseconds. */
  readonly roundTripMs: number | undefined;
  /** Lost packets in percent, 0–100. */
  readonly lossPercent: number | undefined;
  /** What is received, in kilobits a second. */
  readonly receivedKbps: number | undefined;
  readonly sentKbps: number | undefined;
}

/** Moving pictures of one participant. */
export interface VideoSource {
  /** Names it in `actions.watch`; stays the same while it exists. */
  readonly key: string;
  readonly kind: 'camera' | 'desktop';
  /** For `HTMLVideoElement.srcObject`; sound comes from the conference itself, so the element is muted. */
  readonly stream: MediaStream;
  /** False while its pictures do not arrive, or the bridge does not send them. */
  readonly isFlowing: boolean;
}

export interface Participant {
  /** The conference's endpoint ID. */
  readonly id: string;
  /** By Matrix where `known`, otherwise what the participant claims; may be empty. */
  readonly name: string;
  /** Confirmed by a message of their Matrix device. */
  readonly known: KnownParty | undefined;
  readonly role: 'moderator' | 'participant';
  readonly muted: boolean;
  /** The camera first; empty where neither camera nor screen is on. */
  readonly videos: readonly VideoSource[];
  /** UTC milliseconds at which the hand went up. */
  readonly handRaisedTs: number | undefined;
  readonly isDominantSpeaker: boolean;
  readonly quality: Quality | undefined;
  /** Real-time text: what is being typed right now, letter by letter. */
  readonly liveText: string;
  /** For moderators. */
  readonly mute: (() => void) | undefined;
  readonly remove: (() => void) | undefined;
}

/** What a page that crashed has left in the conference; its device is there again, under another ID. */
export interface Leftover {
  readonly id: string;
  /** Of its person, by Matrix. */
  readonly name: string;
  /** It was one's own. */
  readonly isOwn: boolean;
  /** For moderators. */
  readonly remove: (() => void) | undefined;
}

export interface OwnShare {
  /** As the picker named it; empty where the system's own did. */
  readonly name: string;
  readonly kind: 'screen' | 'window';
  readonly stream: MediaStream;
  /** The machine's own, without what the program itself plays; undefined where it does not go along. */
  readonly sound: MediaStream | undefined;
}

export interface Self {
  /** Undefined until joined. */
  readonly id: string | undefined;
  readonly name: string;
  readonly role: 'moderator' | 'participant';
  readonly muted: boolean;
  /** Whether the camera is on. */
  readonly camera: boolean;
  /** Own picture, to be shown mirrored; undefined while the camera is off. */
  readonly preview: MediaStream | undefined;
  readonly share: OwnShare | undefined;
  readonly handRaised: boolean;
  readonly isDominantSpeaker: boolean;
  readonly quality: Quality | undefined;
  /** Microphone, camera and speaker are released while the machine sleeps or the call is held. */
  readonly isHeld: boolean;
}

export interface Device {
  readonly id: string;
  /** Empty until the person has allowed the use of such devices. */
  readonly label: string;
}

export interface Devices {
  readonly available: readonly Device[];
  /** The one in use. */
  readonly chosenId: string | undefined;
  /** The remembered one, which is not plugged in now; another is used until it comes back. */
  readonly missingLabel: string | undefined;
}

/** Why the conference was left, or which device failed while it goes on. */
export type ConferenceFailure = Failure<CallFailureCode>;

/** The conference is locked, and the person has to say the password. */
export interface PasswordQuestion {
  readonly wasWrong: boolean;
  /** One was in before, and has to come back: it was locked meanwhile. */
  readonly lockedMeanwhile: boolean;
  readonly answer: (password: string) => void;
}

export interface ConferenceActions {
  /** From `prejoin` into the conference. */
  readonly join: (() => void) | undefined;
  readonly mute: (() => void) | undefined;
  readonly unmute: (() => void) | undefined;
  /** Its press goes to main, which mutes or unmutes by command. */
  readonly muteKey: () => void;
  readonly cameraOn: (() => void) | undefined;
  readonly cameraOff: (() => void) | undefined;
  readonly choose: (kind: DeviceKind, id: string) => void;
  readonly suppressNoise: (on: boolean) => void;
  /** Plays a tone on the chosen speaker; undefined while it sounds. */
  readonly testSpeaker: (() => void) | undefined;
  /** Asks main for the picker, then shares. */
  readonly share: (() => void) | undefined;
  readonly stopSharing: (() => void) | undefined;
  readonly raiseHand: (() => void) | undefined;
  readonly lowerHand: (() => void) | undefined;
  /** One of `reactions`. */
  readonly react: ((emoji: string) => void) | undefined;
  /** Real-time text: the whole of what stands in the field now; empty when it was sent or taken back. */
  readonly tellLiveText: ((text: string) => void) | undefined;
  /** For moderators; `unlock` only while locked. */
  readonly lock: ((password: string) => void) | undefined;
  readonly unlock: (() => void) | undefined;
  /** What is seen, largest first, with the height in device pixels at which it is drawn. The rest need not be sent. */
  readonly watch: (seen: readonly { readonly key: string; readonly height: number }[]) => void;
  readonly leave: () => void;
  /** After `left` by a failure: connects anew, with the same devices. */
  readonly rejoin: (() => void) | undefined;
  readonly place: (placement: Placement) => void;
  /** The room's own conversation, beside the stage. */
  readonly openChat: (() => void) | undefined;
  readonly leaveFocus: (direction: Direction) => void;
  readonly copy: (text: string) => void;
}

export const reactions = ['👍', '👏', '❤️', '😂', '😮', '🎉'] as const;

/** The whole of a conference, immutable: what has not changed is the same object. */
export interface ConferenceState {
  readonly phase: CallPhase;
  readonly brief: CallBrief;
  readonly self: Self;
  /** Others, in the order in which they came. */
  readonly participants: readonly Participant[];
  /** Not among the participants: nobody is behind them any more. */
  readonly leftovers: readonly Leftover[];
  readonly devices: Readonly<Record<DeviceKind, Devices>>;
  /** The microphone lets voices through and little else. */
  readonly noiseSuppression: boolean;
  readonly isLocked: boolean;
  readonly password: PasswordQuestion | undefined;
  /** Media go directly between the two, past no bridge and no relay. */
  readonly isDirect: boolean;
  /** UTC milliseconds at which somebody else was there for the first time. */
  readonly connectedTs: number | undefined;
  /** One speaks although the microphone is off. */
  readonly talksWhileMuted: boolean;
  /** Hosts that the deployment named for media and that are not its own; they were not used. */
  readonly foreignIceHosts: readonly string[];
  /** With phase `left`: why. */
  readonly failure: ConferenceFailure | undefined;
  /** Devices that failed, while the call goes on without them. */
  readonly troubles: readonly ConferenceFailure[];
  readonly actions: ConferenceActions;
}

/** What happened and is told once; `participantId` may have left already, so the name is here too. */
export type Happening =
  | { readonly kind: 'came' | 'went' | 'hand-raised' | 'sharing' | 'sharing-ended'; readonly participantId: string; readonly name: string }
  | { readonly kind: 'reaction'; readonly participantId: string | undefined; readonly name: string; readonly emoji: string }
  /** A moderator muted one's microphone; `name` is empty where it is not known who. */
  | { readonly kind: 'muted-by'; readonly name: string }
  | { readonly kind: 'locked' | 'unlocked' | 'now-moderator' | 'reconnecting' | 'reconnected' }
  /** Another device is used now: the chosen one has gone, or has come back. */
  | { readonly kind: 'device-changed'; readonly device: DeviceKind; readonly label: string }
  /** The keyboard's focus comes into the stage, to its first or last control. */
  | { readonly kind: 'focus'; readonly at: 'first' | 'last' };

export interface Conference {
  state(): ConferenceState;
  /** Called with each new state, at most once a frame. */
  listen(listener: (state: ConferenceState) => void): Unsubscribe;
  /** Loudness from 0 to 1 by participant ID, one's own microphone as `self`; several times a second. */
  listenLevels(listener: (levels: ReadonlyMap<string, number>) => void): Unsubscribe;
  listenHappenings(listener: (happening: Happening) => void): Unsubscribe;
}

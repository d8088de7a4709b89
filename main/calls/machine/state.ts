import type { CallEndReason, CallPlacement, CallSubject, IncomingCall } from '../../../preload/contract/calls.ts';
import type { Failure } from '../../../renderer/base/failure.ts';
import type { CallReport } from '../../../renderer/call/contract.ts';
import type { Conference, RunningCall } from '../../../renderer/engine/contract/calls.ts';

/** Where a call takes place; known of a call that runs already, of a link, and of a call that is joined again. */
export type Place = Pick<Conference, 'domain' | 'id' | 'auth'>;

/** A call that is to be the current one, now or as soon as the one before it is over. */
export interface Plan {
  readonly subject: CallSubject;
  /** This account begins it: others are told. */
  readonly begins: boolean;
  /** The room hears at once that this device is in it, since it answers or comes back; else when it has joined. */
  readonly announced: boolean;
  readonly camera: boolean;
  /** Of a call that is joined again: whether the microphone was off. */
  readonly muted?: boolean;
  /** Of a call that is joined again: where its pages before were in the conference, the latest last. */
  readonly endpointsBefore?: readonly string[];
  readonly place: Place | undefined;
}

/** A call that may be answered any moment, or was. */
export interface Ready {
  readonly subject: CallSubject;
  readonly place: Place;
}

/** What the room has been told: this device is in the call. */
export interface Announcement {
  readonly roomId: string;
  readonly callId: string;
  readonly endpointId: string | undefined;
}

/** How a call comes to its end: the page has until then to leave the conference. */
export interface Leaving {
  readonly untilTs: number;
  readonly reason: CallEndReason;
  readonly failure: Failure | undefined;
  readonly next: Plan | undefined;
  /** The account is signing out: nothing of the call stays. */
  readonly forget: boolean;
}

export interface Current {
  /** Counts up by call. */
  readonly key: number;
  /** Counts up by page: what a page says that has been closed meanwhile is not heard. */
  readonly view: number;
  readonly plan: Plan;
  readonly subject: CallSubject;
  readonly outgoing: boolean;
  readonly placement: CallPlacement;
  /** Undefined while it is being prepared; with it there is a page. */
  readonly place: Place | undefined;
  readonly page: CallReport | undefined;
  /** Until then its page has to say where it stands. */
  readonly silentUntilTs: number | undefined;
  /** Until then the other person of a call that begins here may answer. */
  readonly ringUntilTs: number | undefined;
  /** The other person of a direct call is in it, as their device says. */
  readonly peerHere: boolean;
  readonly hasJoined: boolean;
  readonly connectedTs: number | undefined;
  /** Until then others are told nothing that can wait: every machine is busy with the first picture. */
  readonly settlesTs: number | undefined;
  /** The most that were in it at once: a device that crashed is counted for a minute, beside the one it came back as. */
  readonly mostOthers: number;
  /** Nobody else is there any more, or has come after an answer: until then one waits for them. */
  readonly aloneUntilTs: number | undefined;
  /** The endpoint that was announced, and when: a page could name a new one in each report. */
  readonly endpoint: { readonly id: string; readonly ts: number } | undefined;
  /** The machine sleeps. */
  readonly held: boolean;
  readonly leaving: Leaving | undefined;
}

export interface Ended {
  readonly plan: Plan;
  readonly subject: CallSubject;
  readonly placement: CallPlacement;
  readonly reason: CallEndReason;
  readonly failure: Failure | undefined;
  readonly canRejoin: boolean;
  /** While one may come back the room is not told that this device has left. */
  readonly hold: { readonly untilTs: number; readonly announcement: Announcement } | undefined;
}

export interface CallState {
  /** The calls of the account's rooms, as the engine told last. */
  readonly running: readonly RunningCall[];
  /** Who calls and can be answered, the oldest first. */
  readonly offers: readonly IncomingCall[];
  /** IDs of calls that never ring (again), the newest last. */
  readonly settled: readonly string[];
  readonly current: Current | undefined;
  readonly ended: Ended | undefined;
  /** Do not disturb: nothing rings. */
  readonly quiet: boolean;
  readonly lastKey: number;
  readonly lastView: number;
}

export const idle: CallState = {
  running: [],
  offers: [],
  settled: [],
  current: undefined,
  ended: undefined,
  quiet: false,
  lastKey: 0,
  lastView: 0,
};

/** What a call that can be answered is about. */
export const subjectOf = ({ callId, roomId, title, kind, media, peer }: IncomingCall): CallSubject => ({ callId, roomId, title, kind, media, peer });

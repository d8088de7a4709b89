import type { CallOutcome } from '../contract/call-outcome.ts';
import type { CallEvent, Ring } from './read-event.ts';
import { longestStayMs, staysOf, togetherMs, type Stay } from './stays.ts';

/** Who looks at a call, and when. */
export interface Onlooker {
  readonly userId: string;
  readonly deviceId: string;
  /** UTC milliseconds. */
  readonly now: number;
  /** The call's room is a direct chat. */
  readonly direct: boolean;
  /** By presence; somebody of whom nothing is known is not offline. */
  isOffline(userId: string): boolean;
  /** Has left the room or was put out of it, so that nothing more will be heard of them there. */
  isGone(userId: string): boolean;
}

/** A call as its events and the clock tell it. */
export interface CallState {
  readonly ring: Ring;
  readonly own: boolean;
  /** It is for this account, and rings instead of only telling. */
  readonly rings: boolean;
  readonly startedTs: number;
  /** UTC milliseconds; 0 for a call that claims to begin in the future. */
  readonly ringUntilTs: number;
  /** Of everybody who ever was in it. */
  readonly stays: readonly Stay[];
  /** Of those who are in it now. */
  readonly members: readonly Stay[];
  readonly answer: 'joined-here' | 'joined-elsewhere' | 'declined' | undefined;
  readonly peerAnswer: 'joined' | 'declined' | 'busy' | undefined;
  /** The other person of a direct call was in it and has said on each of their devices that they left. */
  readonly peerLeft: boolean;
  readonly over: boolean;
  /** Not over, or somebody who is only away by presence may turn up again. */
  readonly mayGoOn: boolean;
  /** When it ended, as far as its events tell. */
  readonly endedTs: number | undefined;
  readonly outcome: CallOutcome;
  readonly durationMs: number | undefined;
  /** User IDs in the order in which they came. */
  readonly participants: readonly string[];
  /** When the clock alone will change it; Infinity: never. */
  readonly nextTs: number;
}

/** An answer that was given in the last moment may be under way for so long. */
const graceMs = 5_000;
/** Presence is slower than a join: it is not believed about somebody who came this moment. */
const presenceDelayMs = 60_000;
const futureMs = 20_000;

/**
 * The call that these events are about, in the room's order; undefined where its beginning is not among them. The first
 * ring makes the call; whoever uses its ID again changes nothing.
 */
export function deriveCall(events: readonly CallEvent[], onlooker: Onlooker): CallState | undefined {
  const ring = events.find((event) => event.kind === 'ring');
  if (!ring) return undefined;
  const { now, direct } = onlooker;
  const own = ring.sender === onlooker.userId;
  const inFuture = ring.startedTs > now + futureMs;
  const startedTs = Math.min(ring.startedTs, now);
  const ringUntilTs = inFuture ? 0 : ring.startedTs + ring.lifetimeMs;
  const giveUpTs = ringUntilTs + graceMs;

  const stays = staysOf(events);
  const members = stays.filter((stay) => isPresent(stay, onlooker));
  const participants = [...new Set(stays.map(({ userId }) => userId))];
  const refusals = new Map(events.flatMap((event) => (event.kind === 'decline' && event.sender !== ring.sender ? [[event.sender, event] as const] : [])));
  const answered = participants.some((userId) => userId !== ring.sender);
  const refusal = direct && !answered ? [...refusals.values()][0] : undefined;
  const isAlone = members.length === 0 || (direct && !answered && now >= giveUpTs);
  const over = refusal !== undefined || (isAlone && (stays.length > 0 || now >= giveUpTs));
  const endedTs = over ? (refusal?.ts ?? endOf(events, stays) ?? Math.min(giveUpTs, now)) : undefined;
  const ownRefusal = refusals.get(onlooker.userId);
  const answer = ownAnswer(stays, onlooker) ?? (ownRefusal ? 'declined' : undefined);
  const rings = direct && ring.notification === 'ring' && (own || (ring.mentions?.includes(onlooker.userId) ?? true));
  const isRinging = rings && !answered && !refusal && now < ringUntilTs;
  const ofPeer = direct && own ? (answered ? 'joined' : refusal?.reason) : undefined;

  const ofOther = stays.filter(({ userId }) => userId !== onlooker.userId);
  const peerLeft = direct && ofOther.length > 0 && ofOther.every(({ leftTs }) => leftTs !== undefined);

  const outcome = (): CallOutcome => {
    if (!over && isRinging) return 'ringing';
    if (!over && (answered || !direct)) return 'running';
    if (own) {
      if (answered) return 'answered';
      if (refusal) return refusal.reason;
      const left = stays.findLast(({ leftTs }) => leftTs !== undefined)?.leftTs ?? Infinity;
      return direct && left < ringUntilTs ? 'cancelled' : 'no-answer';
    }
    if (participants.includes(onlooker.userId)) return 'answered';
    if (ownRefusal) return ownRefusal.reason;
    if (direct) return 'missed';
    return answered ? 'answered' : 'no-answer';
  };

  return {
    ring, own, rings, startedTs, ringUntilTs, stays, members, answer, over, endedTs, participants,
    mayGoOn: !over || stays.some(({ leftTs, joinedTs }) => leftTs === undefined && now < joinedTs + longestStayMs),
    peerAnswer: ofPeer,
    peerLeft,
    outcome: outcome(),
    durationMs: endedTs === undefined ? undefined : togetherMs(stays, endedTs),
    nextTs: Math.min(...[
      ringUntilTs, giveUpTs, ...(inFuture ? [ring.startedTs - futureMs] : []),
      ...members.flatMap(({ joinedTs }) => [joinedTs + presenceDelayMs, joinedTs + longestStayMs]),
    ].filter((ts) => ts > now), Infinity),
  };
}

/**
 * Two called each other at once: this call gave way to one from the other side that began while it rang. It is no story
 * of its own.
 */
export const gaveWayTo = (lost: CallState, other: CallState): boolean =>
  lost.participants.length < 2 && other.participants.length > 1 && lost.over && lost.ring.sender !== other.ring.sender &&
  other.startedTs <= (lost.endedTs ?? 0) && lost.startedTs <= (other.endedTs ?? Infinity);

/** When the last one left; of those who vanished without a word, the last word. Undefined where nobody ever came together. */
function endOf(events: readonly CallEvent[], stays: readonly Stay[]): number | undefined {
  const lefts = stays.map(({ leftTs }) => leftTs);
  if (stays.length > 0 && lefts.every((ts) => ts !== undefined)) return Math.max(...lefts);
  return new Set(stays.map(({ userId }) => userId)).size > 1 ? Math.max(...events.map(({ ts }) => ts)) : undefined;
}

function isPresent({ userId, deviceId, joinedTs, leftTs }: Stay, { now, isOffline, isGone, ...own }: Onlooker): boolean {
  if (leftTs !== undefined || isGone(userId)) return false;
  if (userId === own.userId && deviceId === own.deviceId) return true;
  return now < joinedTs + longestStayMs && (now < joinedTs + presenceDelayMs || !isOffline(userId));
}

function ownAnswer(stays: readonly Stay[], { userId, deviceId }: Onlooker): 'joined-here' | 'joined-elsewhere' | undefined {
  const own = stays.filter((stay) => stay.userId === userId);
  const open = own.filter(({ leftTs }) => leftTs === undefined);
  const last = open.find((stay) => stay.deviceId === deviceId) ?? open.at(-1) ?? own.at(-1);
  if (!last) return undefined;
  return last.deviceId === deviceId ? 'joined-here' : 'joined-elsewhere';
}

/** A call in a direct chat that came to this account and that nobody of it has answered, on any device. */
export function isUnanswered(events: readonly CallEvent[], userId: string): boolean {
  const ring = events.find((event) => event.kind === 'ring');
  if (!ring || ring.sender === userId || ring.notification !== 'ring') return false;
  if (ring.mentions && !ring.mentions.includes(userId)) return false;
  return !events.some(({ kind, sender }) => sender === userId && (kind === 'join' || kind === 'decline'));
}

import type { IncomingCall } from '../../../preload/contract/calls.ts';
import type { RunningCall } from '../../../renderer/engine/contract/calls.ts';
import { leave, prepareAgain, ringMs } from './course.ts';
import type { CallEffect, Step } from './events.ts';
import { subjectOf, type CallState, type Current } from './state.ts';

/*
 * What other people and other devices do, as the engine tells of the rooms' calls. A call that is no longer named says
 * nothing: the engine may have just restarted. It ends by its own word, by an answer, or by its time.
 */

/** More than the calls that can ring within any lifetime. */
const settledKept = 200;

export const settle = (state: CallState, ...callIds: readonly string[]): CallState => {
  const fresh = callIds.filter((callId) => !state.settled.includes(callId));
  return fresh.length === 0 ? state : { ...state, settled: [...state.settled, ...fresh].slice(-settledKept) };
};

export const incomingOf = (call: RunningCall, now: number): IncomingCall => ({
  callId: call.callId,
  roomId: call.roomId,
  title: call.title,
  kind: call.kind,
  media: call.media,
  peer: call.peer,
  caller: call.caller,
  // Whatever the sender says, and whenever it comes: 30 s at most.
  expiresTs: Math.min(call.ringUntilTs, now + ringMs),
  confirmed: call.confirmed,
});

const isOpen = (call: RunningCall, now: number): boolean =>
  !call.own && !call.elsewhere && !call.over && call.answer === undefined && call.ringUntilTs > now;
const rings = (call: RunningCall): boolean => call.notification === 'ring' && call.kind === 'direct';

/** A call of the person whom one is calling or talking to. */
const isOfSameChat = (current: Current | undefined, call: RunningCall): current is Current =>
  current !== undefined &&
  !current.leaving &&
  current.subject.kind === 'direct' &&
  current.subject.roomId === call.roomId;

/** Clocks differ: a ring that began so long after two were together was meant for before. */
const clockSlackMs = 5_000;

/**
 * Both call each other at once: the call of the smaller ID takes place, on both sides, and the other one may still
 * arrive when they talk already. Only who rings anew later has lost their own call and wants another.
 */
function meet(state: CallState, current: Current, call: RunningCall, now: number): Step {
  const gone: Step = { state: settle(state, call.callId), effects: [] };
  if (current.connectedTs === undefined) {
    return current.outgoing && call.callId < current.subject.callId ? adopt(state, current, call) : gone;
  }
  return call.startedTs > current.connectedTs + clockSlackMs ? offer(state, call, now) : gone;
}

/** The own call becomes theirs, in the same conference with the same page, else in theirs with a new one. */
function adopt(state: CallState, current: Current, call: RunningCall): Step {
  const subject = { ...current.subject, callId: call.callId };
  const plan = { ...current.plan, subject, begins: false, announced: true, place: call.conference };
  const adopted: Current = { ...current, plan, subject, outgoing: false, ringUntilTs: undefined, peerHere: false };
  const next = settle({ ...state, current: adopted }, call.callId);
  const { place } = current;
  const stays = place && (!call.conference || (call.conference.domain === place.domain && call.conference.id === place.id));
  return stays ? { state: next, effects: [] } : prepareAgain(next, adopted, call.conference);
}

/** It can be answered from now on. Whoever rings again in the same chat means the new call only. */
function offer(state: CallState, call: RunningCall, now: number): Step {
  const earlier = state.offers.filter(({ roomId }) => roomId === call.roomId);
  const offers = [...state.offers.filter((each) => !earlier.includes(each)), incomingOf(call, now)];
  return { state: settle({ ...state, offers }, ...earlier.map(({ callId }) => callId)), effects: [] };
}

/** Somebody's call that was not there before. */
function begun(state: CallState, call: RunningCall, now: number): Step {
  const { current } = state;
  if (rings(call) && isOfSameChat(current, call) && current.subject.callId !== call.callId) return meet(state, current, call, now);
  if (current?.subject.callId === call.callId) return { state: settle(state, call.callId), effects: [] };
  if (!rings(call)) {
    const isHeard = !state.quiet && current?.page?.sharing === undefined;
    return {
      state: settle(state, call.callId),
      effects: isHeard ? [{ do: 'notify', kind: 'room-call', call: incomingOf(call, now) }] : [],
    };
  }
  return state.quiet ? { state: settle(state, call.callId), effects: [] } : offer(state, call, now);
}

/** What rang and was answered elsewhere, or is over, rings no longer. */
function stopped(state: CallState, call: RunningCall): Step {
  const offer = state.offers.find(({ callId }) => callId === call.callId);
  if (!offer || (!call.over && call.answer === undefined)) return { state, effects: [] };
  const next = settle({ ...state, offers: state.offers.filter((each) => each !== offer) }, call.callId);
  if (call.answer === undefined) return { state: next, effects: [{ do: 'notify', kind: 'missed', call: offer }] };
  if (call.answer !== 'joined-elsewhere' || call.over || state.current) return { state: next, effects: [] };
  const subject = subjectOf(offer);
  const ended = {
    plan: { subject, begins: false, announced: false, camera: false, place: call.conference },
    subject,
    placement: 'stage',
    reason: 'answered-elsewhere',
    failure: undefined,
    canRejoin: true,
    hold: undefined,
  } as const;
  return { state: { ...next, ended }, effects: [] };
}

/** What the others of the current call have done. */
export function followed(state: CallState, current: Current, call: RunningCall, now: number): Step {
  if (current.leaving || current.subject.kind !== 'direct') return { state, effects: [] };
  // Whoever stands in the conference meanwhile is not them: a page of theirs that crashed is there for a minute.
  if (current.outgoing && !current.peerHere) {
    if (call.peerAnswer === 'declined' || call.peerAnswer === 'busy') {
      return leave(state, current, { reason: call.peerAnswer }, now);
    }
  }
  if (call.over) return leave(state, current, { reason: 'other-hung-up' }, now);
  const peerIsIn = call.peerAnswer === 'joined' || call.members.some(({ own }) => own === undefined);
  if (peerIsIn && !current.peerHere) return { state: { ...state, current: { ...current, peerHere: true } }, effects: [] };
  // Said by themselves it holds at once: a page that crashed stands in the conference for a minute without them.
  if (call.peerLeft && current.peerHere) return leave(state, current, { reason: 'other-hung-up' }, now);
  const hasLeft = current.peerHere && !call.members.some(({ own }) => own === undefined);
  // Their word alone is not enough while their media are there: somebody who seems offline is no longer named either.
  const isFewer = current.page?.phase === 'joined' && current.page.others < current.mostOthers;
  const isAlone = current.connectedTs === undefined || isFewer;
  return hasLeft && isAlone ? leave(state, current, { reason: 'other-hung-up' }, now) : { state, effects: [] };
}

/** A call that has ended here and is over for all cannot be joined again; one answered elsewhere is then nobody's news. */
function closed(state: CallState, call: RunningCall): CallState {
  const { ended } = state;
  if (!ended || ended.subject.callId !== call.callId || !call.over || !ended.canRejoin) return state;
  if (ended.reason === 'answered-elsewhere') return { ...state, ended: undefined };
  return { ...state, ended: { ...ended, canRejoin: false, hold: undefined } };
}

/** Takes in what the engine tells of one call. */
export function heard(state: CallState, call: RunningCall, now: number): Step {
  const effects: CallEffect[] = [];
  let next = state;
  const go = (step: Step): void => {
    next = step.state;
    effects.push(...step.effects);
  };
  if (isOpen(call, now) && !next.settled.includes(call.callId) && !next.offers.some(({ callId }) => callId === call.callId)) {
    go(begun(next, call, now));
  } else {
    go(stopped(next, call));
  }
  if (next.current?.subject.callId === call.callId) go(followed(next, next.current, call, now));
  return { state: closed(next, call), effects };
}

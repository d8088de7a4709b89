import { assertNever } from '../../../renderer/base/assert-never.ts';
import type { CallCommand } from '../../../preload/contract/calls.ts';
import { enter, finish, leave, passed, prepared, reported } from './course.ts';
import type { CallEffect, CallEvent, Step } from './events.ts';
import { followed, heard, settle } from './others.ts';
import { changes } from './outputs.ts';
import { subjectOf, type CallState, type Current, type Plan } from './state.ts';

const stay = (state: CallState, ...effects: readonly CallEffect[]): Step => ({ state, effects });

function answer(state: CallState, callId: string, camera: boolean, now: number): Step {
  const offer = state.offers.find((each) => each.callId === callId);
  if (!offer) return stay(state);
  const subject = subjectOf(offer);
  const place = state.running.find((call) => call.callId === callId)?.conference;
  const plan: Plan = { subject, begins: false, announced: true, camera, place };
  const next = settle({ ...state, offers: state.offers.filter((each) => each !== offer) }, callId);
  return next.current ? leave(next, next.current, { reason: 'hung-up', next: plan }, now) : enter(next, plan);
}

/** A call that is being left makes room; any other stays. Whoever calls somebody that calls them answers. */
function begin(state: CallState, plan: Plan, now: number): Step {
  const { current } = state;
  if (current && !current.leaving) return stay(state);
  const { callId, roomId } = plan.subject;
  const offer = state.offers.find((each) => each.callId === callId || (plan.begins && each.roomId === roomId));
  if (offer) return answer(state, offer.callId, plan.camera, now);
  const next = settle(state, callId);
  return current ? leave(next, current, { reason: 'hung-up', next: plan }, now) : enter(next, plan);
}

function decline(state: CallState, callId: string, message: string | undefined): Step {
  const offer = state.offers.find((each) => each.callId === callId);
  if (!offer || offer.roomId === undefined) return stay(state);
  const { roomId } = offer;
  return {
    state: settle({ ...state, offers: state.offers.filter((each) => each !== offer) }, callId),
    effects: [
      { do: 'decline', roomId, callId, reason: state.current ? 'busy' : 'declined' },
      ...(message === undefined ? [] : [{ do: 'say', roomId, text: message } as const]),
    ],
  };
}

function command(state: CallState, call: Current, wanted: CallCommand, now: number): Step {
  if (wanted === 'hang-up') return leave(state, call, { reason: 'hung-up' }, now);
  return call.place && !call.leaving ? stay(state, { do: 'command', command: wanted }) : stay(state);
}

/** The machine's sleep: the page holds its tracks, and comes back by itself. */
function hold(state: CallState, call: Current, held: boolean): Step {
  if (!call.place || call.leaving || call.held === held) return stay(state);
  return stay({ ...state, current: { ...call, held } }, { do: 'command', command: held ? 'suspend' : 'resume' });
}

function tick(state: CallState, now: number): Step {
  const expired = state.offers.filter(({ expiresTs }) => expiresTs <= now);
  const { ended } = state;
  const isOff = ended?.hold !== undefined && ended.hold.untilTs <= now;
  const next = settle(
    {
      ...state,
      offers: state.offers.filter((offer) => !expired.includes(offer)),
      ended: isOff ? { ...ended, hold: undefined, canRejoin: ended.canRejoin && ended.subject.kind !== 'direct' } : ended,
    },
    ...expired.map(({ callId }) => callId),
  );
  const step = next.current ? passed(next, next.current, now) : stay(next);
  const missed = expired.map((call) => ({ do: 'notify', kind: 'missed', call }) as const);
  return { state: step.state, effects: [...missed, ...step.effects] };
}

function calls(state: CallState, event: Extract<CallEvent, { type: 'calls' }>, now: number): Step {
  return event.calls.reduce<Step>(
    (step, call) => {
      const next = heard(step.state, call, now);
      return { state: next.state, effects: [...step.effects, ...next.effects] };
    },
    stay({ ...state, running: event.calls }),
  );
}

function signedOut(state: CallState, now: number): Step {
  const gone: CallState = { ...state, running: [], offers: [], ended: undefined };
  return gone.current ? leave(gone, gone.current, { reason: 'hung-up', forget: true }, now) : stay(gone);
}

function rejoin(state: CallState): Step {
  const { ended } = state;
  if (!ended?.canRejoin || state.current) return stay(state);
  return enter(state, { ...ended.plan, begins: false, announced: ended.hold !== undefined }, ended.placement);
}

function react(state: CallState, event: CallEvent, now: number): Step {
  const { current } = state;
  switch (event.type) {
    case 'calls':
      return calls(state, event, now);
    case 'quiet':
      return stay({ ...state, quiet: event.quiet });
    case 'begin':
      return begin(state, event.plan, now);
    case 'answer':
      return answer(state, event.callId, event.camera, now);
    case 'decline':
      return decline(state, event.callId, event.message);
    case 'rejoin':
      return rejoin(state);
    case 'dismiss':
      return stay({ ...state, ended: undefined });
    case 'command':
      return current ? command(state, current, event.command, now) : stay(state);
    case 'place':
      return stay(current ? { ...state, current: { ...current, placement: event.placement } } : state);
    case 'suspend':
    case 'resume':
      return current ? hold(state, current, event.type === 'suspend') : stay(state);
    case 'signed-out':
      return signedOut(state, now);
    case 'tick':
      return tick(state, now);
    case 'prepared':
    case 'failed':
    case 'report':
    case 'crashed':
      return current?.view === event.view ? reactToPage(state, current, event, now) : stay(state);
    default:
      return assertNever(event);
  }
}

/** The word of the other device that it has left may have come before the conference showed it. */
function withOthers({ state, effects }: Step, now: number): Step {
  const { current } = state;
  const call = current && state.running.find(({ callId }) => callId === current.subject.callId);
  if (!current || !call) return { state, effects };
  const next = followed(state, current, call, now);
  return { state: next.state, effects: [...effects, ...next.effects] };
}

type PageEvent = Extract<CallEvent, { readonly view: number }>;

function reactToPage(state: CallState, call: Current, event: PageEvent, now: number): Step {
  switch (event.type) {
    case 'prepared':
      return call.place || call.leaving ? stay(state) : prepared(state, call, event.place, now);
    case 'failed':
      return leave(state, call, { reason: 'failed', failure: event.failure }, now);
    case 'report':
      return call.place ? withOthers(reported(state, call, event.report, now), now) : stay(state);
    case 'crashed': {
      const failure = { code: 'call-crashed', detail: event.reason };
      return finish(state, call, call.leaving ?? { reason: 'crashed', failure, next: undefined, forget: false }, now);
    }
    default:
      return assertNever(event);
  }
}

/**
 * The state machine of calls: what becomes of them when something happens at a time (`now`, UTC milliseconds), and
 * what is to be done about it. Pure; `main/calls/runner.ts` does it.
 */
export function step(state: CallState, event: CallEvent, now: number): Step {
  const next = react(state, event, now);
  return { state: next.state, effects: [...next.effects, ...changes(state, next.state)] };
}

import type { CallEndReason } from '../../../preload/contract/calls.ts';
import type { Failure } from '../../../renderer/base/failure.ts';
import type { CallReport } from '../../../renderer/call/contract.ts';
import type { CallEffect, Step } from './events.ts';
import { announcementOf, endpointGapMs } from './outputs.ts';
import type { CallState, Current, Ended, Leaving, Place, Plan } from './state.ts';

/*
 * The course of the current call: it is entered, prepared, reported on by its page, left and over.
 */

/** How long it rings at the other side. */
export const ringMs = 30_000;
/** A page that comes up tells of itself within a second; one that is silent for so long hangs. */
export const silenceMs = 20_000;
/** A page that does not leave its conference by itself is closed. */
const leaveMs = 1_500;
/** The other person of a direct call is gone: a device that lost its network comes back within seconds, or not. */
const aloneMs = 6_000;
/** Somebody has answered, and their media are on the way. */
const arrivalMs = 20_000;
/** So long one may come back to a call whose page crashed before the room is told that one has left. */
const holdMs = 30_000;
/** From coming together to the first picture. What others hear of it takes a fifth of the work that is done meanwhile. */
export const settleMs = 800;

const none: readonly CallEffect[] = [];

/** The end that a page's own leaving has, by why it left. */
function reasonOf(failure: Failure | undefined): CallEndReason {
  if (!failure) return 'hung-up';
  return failure.code === 'call-removed' ? 'removed' : 'failed';
}

/** Makes it the current call. Its conference is looked for, which the event `prepared` ends. */
export function enter(state: CallState, plan: Plan, placement: Current['placement'] = 'stage'): Step {
  const [key, view] = [state.lastKey + 1, state.lastView + 1];
  const { subject, place } = plan;
  const current: Current = {
    key,
    view,
    plan,
    subject,
    outgoing: plan.begins,
    placement,
    place: undefined,
    page: undefined,
    silentUntilTs: undefined,
    ringUntilTs: undefined,
    peerHere: false,
    hasJoined: false,
    connectedTs: undefined,
    settlesTs: undefined,
    mostOthers: 0,
    aloneUntilTs: undefined,
    endpoint: undefined,
    held: false,
    leaving: undefined,
  };
  return {
    state: { ...state, current, ended: undefined, lastKey: key, lastView: view },
    effects: [{ do: 'prepare', view, subject, place }],
  };
}

/** Looks for the conference anew, for a call that goes on under another page. */
export function prepareAgain(state: CallState, current: Current, place: Place | undefined): Step {
  const view = state.lastView + 1;
  return {
    state: { ...state, lastView: view, current: { ...current, view, place: undefined, page: undefined } },
    effects: [{ do: 'prepare', view, subject: current.subject, place }],
  };
}

/** The conference is known: the page is opened, and others are told of a call that begins. */
export function prepared(state: CallState, current: Current, place: Place, now: number): Step {
  const opened: Current = { ...current, place, silentUntilTs: now + silenceMs };
  if (!current.plan.begins || current.subject.roomId === undefined) {
    return { state: { ...state, current: opened }, effects: none };
  }
  const { view, subject } = current;
  const untilTs = now + ringMs;
  return {
    state: { ...state, current: { ...opened, ringUntilTs: untilTs } },
    effects: [{ do: 'ring', view, subject, place, untilTs }],
  };
}

/** Whether somebody could come back to a call that ended so; one that never got as far as others has nothing to come back to. */
function canRejoin(call: Current, reason: CallEndReason): boolean {
  if (reason === 'crashed') return true;
  if (reason === 'failed') return call.hasJoined || call.subject.kind === 'link';
  return reason === 'hung-up' && call.subject.kind !== 'direct' && (call.page?.others ?? 0) > 0;
}

/** Who comes back is neither heard nor seen who had switched that off; a page cannot switch on what a person had not. */
const heardAndSeen = ({ plan, page }: Current): Pick<Plan, 'camera' | 'muted'> =>
  page ? { camera: plan.camera && page.camera, muted: page.muted } : { camera: plan.camera };

/** More pages than this do not come and go while a server keeps the place of the first. */
const mostEndpoints = 8;

const endpointsOf = ({ plan, page }: Current): readonly string[] =>
  [...(plan.endpointsBefore ?? []), ...(page?.endpointId === undefined ? [] : [page.endpointId])].slice(-mostEndpoints);

function endOf(call: Current, reason: CallEndReason, failure: Failure | undefined, now: number): Ended {
  const mayRejoin = canRejoin(call, reason);
  const announcement = announcementOf(call);
  const held = mayRejoin && announcement && call.hasJoined && reason !== 'hung-up';
  return {
    plan: { ...call.plan, ...heardAndSeen(call), endpointsBefore: endpointsOf(call), subject: call.subject, place: call.place ?? call.plan.place },
    subject: call.subject,
    placement: call.placement,
    reason,
    failure,
    canRejoin: mayRejoin,
    hold: held ? { untilTs: now + holdMs, announcement } : undefined,
  };
}

/** It is over. What was to follow begins. */
export function finish(state: CallState, call: Current, end: Omit<Leaving, 'untilTs'>, now: number): Step {
  const ended = end.forget ? undefined : endOf(call, end.reason, end.failure, now);
  const over: CallState = { ...state, current: undefined, ended };
  return end.next ? enter(over, end.next) : { state: over, effects: none };
}

type Leave = Partial<Omit<Leaving, 'untilTs'>> & { readonly reason: CallEndReason };

/** The page leaves its conference, and has a moment for it; a call without a page is over at once. */
export function leave(state: CallState, call: Current, { reason, failure, next, forget = false }: Leave, now: number): Step {
  const end = { reason, failure, next, forget };
  if (call.leaving) {
    const leaving = { ...call.leaving, next: next ?? call.leaving.next, forget: forget || call.leaving.forget };
    return { state: { ...state, current: { ...call, leaving: forget ? { ...leaving, next: undefined } : leaving } }, effects: none };
  }
  if (!call.place) return finish(state, call, end, now);
  return {
    state: { ...state, current: { ...call, leaving: { ...end, untilTs: now + leaveMs } } },
    effects: [{ do: 'command', command: 'hang-up' }],
  };
}

/** Since when nobody else is there, as far as it ends a direct call. */
function aloneUntil(call: Current, { phase, others }: CallReport, now: number): number | undefined {
  if (call.subject.kind !== 'direct' || phase !== 'joined' || others > 0) return undefined;
  if (call.connectedTs !== undefined) return call.aloneUntilTs ?? now + aloneMs;
  return !call.outgoing || call.peerHere ? (call.aloneUntilTs ?? now + arrivalMs) : undefined;
}

function endpointOf({ endpoint }: Current, id: string | undefined, now: number): Current['endpoint'] {
  if (id === undefined || id === endpoint?.id) return endpoint;
  return endpoint && now < endpoint.ts + endpointGapMs ? endpoint : { id, ts: now };
}

/** What the page tells of its conference. It can end its own call, and nothing else. */
export function reported(state: CallState, call: Current, report: CallReport, now: number): Step {
  if (report.phase === 'left') {
    const failure = report.failure && { code: report.failure.code, detail: report.failure.detail ?? '' };
    const end = call.leaving ?? { reason: reasonOf(failure), failure, next: undefined, forget: false };
    return finish(state, call, end, now);
  }
  const hasJoined = call.hasJoined || report.phase === 'joined';
  const met = hasJoined && report.others > 0;
  const comes = call.subject.kind === 'direct' ? call.connectedTs === undefined && met : !call.hasJoined && hasJoined;
  const current: Current = {
    ...call,
    page: report,
    silentUntilTs: report.phase === 'loading' ? call.silentUntilTs : undefined,
    hasJoined,
    connectedTs: call.connectedTs ?? (met ? now : undefined),
    settlesTs: comes ? now + settleMs : call.settlesTs,
    mostOthers: Math.max(call.mostOthers, report.others),
    aloneUntilTs: aloneUntil(call, report, now),
    endpoint: endpointOf(call, report.endpointId, now),
  };
  return { state: { ...state, current }, effects: none };
}

/** Time has passed. */
export function passed(state: CallState, call: Current, now: number): Step {
  const isOver = (time: number | undefined): boolean => time !== undefined && time <= now;
  if (call.leaving) return isOver(call.leaving.untilTs) ? finish(state, call, call.leaving, now) : { state, effects: none };
  if (isOver(call.silentUntilTs)) {
    const failure = { code: 'call-silent', detail: `page: nothing within ${silenceMs} ms` };
    return finish(state, call, { reason: 'failed', failure, next: undefined, forget: false }, now);
  }
  const waits = call.subject.kind === 'direct' && !call.peerHere && call.connectedTs === undefined;
  if (waits && isOver(call.ringUntilTs)) return leave(state, call, { reason: 'no-answer' }, now);
  if (isOver(call.aloneUntilTs)) return leave(state, call, { reason: 'other-hung-up' }, now);
  const endpoint = endpointOf(call, call.page?.endpointId, now);
  const settlesTs = isOver(call.settlesTs) ? undefined : call.settlesTs;
  if (endpoint === call.endpoint && settlesTs === call.settlesTs) return { state, effects: none };
  return { state: { ...state, current: { ...call, endpoint, settlesTs } }, effects: none };
}

import type { CallEffect } from './events.ts';
import { snapshotOf } from './snapshot.ts';
import { subjectOf, type Announcement, type CallState, type Current, type Ready } from './state.ts';

/*
 * What holds as long as a state lasts. It is worked out from the state alone and told where it differs from the state
 * before: whatever way a call ends, its page, its presence and the display's lock end with it.
 */

/** A page may name a new endpoint after each reconnection; more often than this it is not believed. */
export const endpointGapMs = 5_000;

const isUp = (call: Current | undefined): call is Current => call !== undefined && !call.leaving;

function presenceOf(call: Current | undefined): 'none' | 'call' | 'presenting' {
  if (!isUp(call) || !call.hasJoined || call.settlesTs !== undefined) return 'none';
  if (call.subject.kind === 'direct' && call.connectedTs === undefined) return 'none';
  return call.page?.sharing === undefined ? 'call' : 'presenting';
}

/** Whoever answers has said so; where they are in the conference follows when the two see each other. */
const namesLater = ({ subject, plan, connectedTs, settlesTs }: Current): boolean =>
  subject.kind === 'direct' && plan.announced && plan.endpointsBefore === undefined && (connectedTs === undefined || settlesTs !== undefined);

/**
 * Whoever answers says so at once, so that it stops ringing on the account's other devices; whoever rings, so that
 * everybody hears of it when they give up.
 */
export function announcementOf(call: Current | undefined): Announcement | undefined {
  if (!isUp(call) || call.subject.roomId === undefined) return undefined;
  const { announced } = call.plan;
  if (!announced && !call.hasJoined && call.ringUntilTs === undefined) return undefined;
  return {
    roomId: call.subject.roomId,
    callId: call.subject.callId,
    // Who comes back stands there as before until the new page has its place: nobody takes it for a stranger's meanwhile.
    endpointId: namesLater(call) ? undefined : (call.endpoint?.id ?? (announced ? call.plan.endpointsBefore?.at(-1) : undefined)),
  };
}

/** Whoever answers finds what could be fetched while it rang; it is kept until they are in. */
function readyOf({ current, offers, running }: CallState): Ready | undefined {
  if (current) {
    const { subject, plan: { place } } = current;
    return isUp(current) && !current.outgoing && !current.hasJoined && place ? { subject, place } : undefined;
  }
  const [offer] = offers;
  const place = offer && running.find(({ callId }) => callId === offer.callId)?.conference;
  return place && { subject: subjectOf(offer), place };
}

/** The first moment at which something changes by itself, in UTC milliseconds. */
export function wakeOf({ offers, current, ended }: CallState): number | undefined {
  const endpointTs =
    current?.endpoint && current.page?.endpointId !== undefined && current.page.endpointId !== current.endpoint.id
      ? current.endpoint.ts + endpointGapMs
      : undefined;
  const rings = current && !current.peerHere && current.connectedTs === undefined && current.subject.kind === 'direct';
  const times = [
    ...offers.map(({ expiresTs }) => expiresTs),
    current?.leaving?.untilTs,
    ...(isUp(current) ? [current.silentUntilTs, rings ? current.ringUntilTs : undefined, current.aloneUntilTs, current.settlesTs, endpointTs] : []),
    ended?.hold?.untilTs,
  ].filter((time) => time !== undefined);
  return times.length === 0 ? undefined : Math.min(...times);
}

const sameAnnouncement = (a: Announcement | undefined, b: Announcement | undefined): boolean =>
  a?.roomId === b?.roomId && a?.callId === b?.callId && a?.endpointId === b?.endpointId;

/** Nobody else is left; the other of a direct call has said that they go, which is faster than the conference shows it. */
const isLast = (call: Current | undefined): boolean =>
  call !== undefined && ((call.page?.others ?? 0) === 0 || (call.subject.kind === 'direct' && call.peerHere));

function announcing(before: Announcement | undefined, after: Announcement | undefined, last: boolean): readonly CallEffect[] {
  if (sameAnnouncement(before, after)) return [];
  const empty = after === undefined && last;
  const gone = before && before.callId !== after?.callId ? [{ do: 'retract', announcement: before, empty } as const] : [];
  return after ? [...gone, { do: 'announce', announcement: after }] : gone;
}

function outputsOf(state: CallState) {
  const { current, ended } = state;
  return {
    ready: readyOf(state),
    view: current?.place ? current.view : undefined,
    announcement: announcementOf(current) ?? ended?.hold?.announcement,
    presence: presenceOf(current),
    awake: isUp(current) && current.place !== undefined,
    snapshot: snapshotOf(state),
    wake: wakeOf(state),
  };
}

/** What has to be done so that the desktop fits the state `after`. */
export function changes(before: CallState, after: CallState): readonly CallEffect[] {
  const [was, is] = [outputsOf(before), outputsOf(after)];
  const told = JSON.stringify(was.snapshot) === JSON.stringify(is.snapshot);
  return [
    ...(was.view !== undefined && was.view !== is.view ? [{ do: 'close', view: was.view } as const] : []),
    ...(is.view !== undefined && was.view !== is.view ? [{ do: 'open', view: is.view } as const] : []),
    ...(was.ready?.subject.callId === is.ready?.subject.callId ? [] : [{ do: 'ready', call: is.ready } as const]),
    ...announcing(was.announcement, is.announcement, isLast(before.current)),
    ...(was.presence === is.presence ? [] : [{ do: 'presence', presence: is.presence } as const]),
    ...(was.awake === is.awake ? [] : [{ do: 'awake', awake: is.awake } as const]),
    ...(told ? [] : [{ do: 'snapshot', snapshot: is.snapshot } as const]),
    ...(was.wake === is.wake ? [] : [{ do: 'wake', atTs: is.wake } as const]),
  ];
}

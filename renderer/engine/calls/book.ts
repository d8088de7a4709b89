import { createEmitter, type Unsubscribe } from '../../base/listen.ts';
import type { PresenceMap } from '../people/presence.ts';
import type { ChatStore, Membership, StoreChange } from '../store/api.ts';
import { isAfter } from '../timeline/order.ts';
import { deriveCall, gaveWayTo, type CallState } from './call-state.ts';
import { rtcMembers, type RtcMember } from './elsewhere.ts';
import { rtcCallId, rtcTypes } from './event-types.ts';
import { readCallEvent, type CallEvent } from './read-event.ts';
import { createCallRooms, type CallRooms } from './rooms.ts';

export interface BookSources {
  readonly chat: Pick<ChatStore, 'listen' | 'recentCalls' | 'callEvents' | 'roomsWithState' | 'stateEvents' | 'undecrypted' | 'event' | 'roomRow' | 'accountData' | 'member'>;
  readonly presence: Pick<PresenceMap, 'of' | 'listen'>;
  readonly own: { readonly userId: string; readonly deviceId: string };
  readonly clock: { now(): number; after(milliseconds: number, run: () => void): Unsubscribe };
}

export interface KnownCall {
  readonly roomId: string;
  readonly callId: string;
  readonly state: CallState;
  /** This machine saw it end then (UTC milliseconds); undefined while it runs. */
  readonly overSince: number | undefined;
  /** Something that came after the ring has not been read yet: it may say that nobody needs to be disturbed. */
  readonly unsettled: boolean;
}

/** The calls of all rooms, derived once and kept up with the store, with presence and with the clock. */
export interface CallBook {
  readonly rooms: CallRooms;
  /** The latest calls of all rooms, newest first; the same object where a call has not changed. */
  calls(): readonly KnownCall[];
  /** Its place was taken by another call of the same people at the same time. */
  gaveWay(call: KnownCall): boolean;
  /** Any call of the store; undefined where its ring is not in it. */
  find(roomId: string, callId: string): KnownCall | undefined;
  /** Calls of MatrixRTC clients, by room. */
  elsewhere(): ReadonlyMap<string, readonly RtcMember[]>;
  /** What this device has just sent, until the server brings it back. */
  sent(roomId: string, event: CallEvent): void;
  /** Told with the rooms whose calls changed. */
  listen(listener: (rooms: ReadonlySet<string>) => void): Unsubscribe;
  stop(): void;
}

/** Calls that are held ready; older ones are read when a timeline shows them. */
const held = 300;
const mostSent = 50;

const hasLeft = (membership: Membership | undefined): boolean => membership === 'leave' || membership === 'ban';

/**
 * In an encrypted room only a confirmed device says who somebody is in the conference: a server could write a join that
 * is not encrypted, or encrypt one with a device of its own making.
 */
const unbound = (event: CallEvent): CallEvent =>
  event.kind === 'join' && !event.confirmed ? { ...event, endpointId: undefined } : event;

export const keyOfCall = (roomId: string, callId: string): string => `${roomId} ${callId}`;

export function createCallBook({ chat, presence, own, clock }: BookSources): CallBook {
  const changes = createEmitter<ReadonlySet<string>>();
  const rooms = createCallRooms(chat, own.userId);
  const known = new Map<string, KnownCall>();
  /** The room in which a call ID was met first: whoever uses it again elsewhere does not get between. */
  const owners = new Map<string, string>();
  const sentByCall = new Map<string, readonly CallEvent[]>();
  const elsewhere = new Map<string, readonly RtcMember[]>();
  let sorted: readonly KnownCall[] | undefined;
  let cancelTimer: Unsubscribe = () => undefined;

  const isUnsettled = (roomId: string, ringId: string, state: CallState): boolean => {
    if (state.over || clock.now() >= state.ringUntilTs) return false;
    const ring = chat.event(roomId, ringId);
    return chat.undecrypted({ roomId }).some((event) => event.problem === undefined && (!ring || isAfter(event, ring)));
  };

  const read = (roomId: string, callId: string, before: KnownCall | undefined): KnownCall | undefined => {
    const { kind, encrypted } = rooms.of(roomId);
    const stored = chat.callEvents(roomId, callId).flatMap((event) => readCallEvent(event) ?? []).map(encrypted ? unbound : (event) => event);
    const ids = new Set(stored.map(({ eventId }) => eventId));
    const sent = (sentByCall.get(keyOfCall(roomId, callId)) ?? []).filter(({ eventId }) => !ids.has(eventId));
    const now = clock.now();
    const state = deriveCall([...stored, ...sent], {
      ...own, now, direct: kind === 'direct',
      isOffline: (userId) => presence.of(userId) === 'offline',
      isGone: (userId) => hasLeft(chat.member(roomId, userId)?.membership),
    });
    if (!state) return undefined;
    const overSince = !state.over ? undefined : before && before.overSince === undefined ? now : (before?.overSince ?? state.endedTs ?? 0);
    return { roomId, callId, state, overSince, unsettled: isUnsettled(roomId, state.ring.eventId, state) };
  };

  const derive = (roomId: string, callId: string): void => {
    const key = keyOfCall(roomId, callId);
    const owner = owners.get(callId) ?? roomId;
    const call = owner === roomId ? read(roomId, callId, known.get(key)) : undefined;
    if (call) {
      known.set(key, call);
      owners.set(callId, roomId);
    } else if (known.delete(key)) owners.delete(callId);
    sorted = undefined;
  };

  const deriveElsewhere = (roomId: string): boolean => {
    const members = rtcMembers(rtcTypes.memberState.flatMap((type) => chat.stateEvents(roomId, type)), chat.callEvents(roomId, rtcCallId), clock.now())
      .filter(({ userId }) => !hasLeft(chat.member(roomId, userId)?.membership));
    const had = elsewhere.get(roomId);
    if (members.length > 0) elsewhere.set(roomId, members);
    else elsewhere.delete(roomId);
    return had !== undefined || members.length > 0;
  };

  const isOpen = ({ state }: KnownCall): boolean => state.mayGoOn;

  /** Wakes up when the clock alone changes something. */
  const wind = (): void => {
    cancelTimer();
    const next = Math.min(
      ...[...known.values()].filter(isOpen).map(({ state }) => state.nextTs),
      ...[...elsewhere.values()].flatMap((members) => members.map(({ expiresTs }) => expiresTs)),
      Infinity,
    );
    // A timer cannot be longer than 24.8 days; an hour does.
    if (next < Infinity) cancelTimer = clock.after(Math.min(Math.max(next - clock.now(), 10), 3_600_000), () => refresh(() => true));
  };

  const tell = (touched: ReadonlySet<string>): void => {
    wind();
    if (touched.size > 0) changes.emit(touched);
  };

  /** Derives again what is open, where `concerns` says that something may have changed. */
  const refresh = (concerns: (call: KnownCall) => boolean): void => {
    const touched = new Set<string>();
    for (const call of [...known.values()]) {
      if (!isOpen(call) || !concerns(call)) continue;
      derive(call.roomId, call.callId);
      touched.add(call.roomId);
    }
    for (const roomId of [...elsewhere.keys()]) if (deriveElsewhere(roomId)) touched.add(roomId);
    tell(touched);
  };

  const hear = ({ rooms: changedRooms, calls, accountData }: StoreChange): void => {
    const touched = new Set<string>();
    if (accountData.has('m.direct')) {
      rooms.forgetAll();
      for (const { roomId, callId } of [...known.values()]) {
        derive(roomId, callId);
        touched.add(roomId);
      }
    }
    for (const [roomId, change] of changedRooms) {
      if (change.row || change.members || change.removed) rooms.forget(roomId);
      if ((change.state || (change.members && elsewhere.has(roomId))) && deriveElsewhere(roomId)) touched.add(roomId);
      const concerned = change.removed || change.members || change.state || change.timeline;
      if (!concerned) continue;
      for (const call of [...known.values()]) {
        if (call.roomId !== roomId || !(change.removed || call.unsettled || (change.members && isOpen(call)))) continue;
        derive(roomId, call.callId);
        touched.add(roomId);
      }
    }
    for (const [roomId, ids] of calls) {
      touched.add(roomId);
      for (const callId of ids) {
        if (callId === rtcCallId) deriveElsewhere(roomId);
        else derive(roomId, callId);
      }
    }
    tell(touched);
  };

  for (const { roomId, callId } of chat.recentCalls(held).toReversed()) {
    if (callId === rtcCallId) deriveElsewhere(roomId);
    else derive(roomId, callId);
  }
  for (const roomId of rtcTypes.memberState.flatMap((type) => chat.roomsWithState(type))) deriveElsewhere(roomId);
  wind();

  const stops = [
    chat.listen(hear),
    presence.listen((changed) => {
      refresh(({ state }) => !changed || state.participants.some((userId) => changed.has(userId)));
    }),
  ];

  return {
    rooms,
    calls: () => (sorted ??= [...known.values()].sort((a, b) => b.state.startedTs - a.state.startedTs || (a.callId < b.callId ? -1 : 1))),
    gaveWay: ({ roomId, callId, state }) =>
      rooms.of(roomId).kind === 'direct' && [...known.values()].some((other) => other.roomId === roomId && other.callId !== callId && gaveWayTo(state, other.state)),
    find: (roomId, callId) => known.get(keyOfCall(roomId, callId)) ?? read(roomId, callId, undefined),
    elsewhere: () => elsewhere,
    sent: (roomId, event) => {
      const key = keyOfCall(roomId, event.callId);
      sentByCall.set(key, [...(sentByCall.get(key) ?? []), event]);
      const [oldest] = sentByCall.keys();
      if (sentByCall.size > mostSent && oldest !== undefined) sentByCall.delete(oldest);
      derive(roomId, event.callId);
      tell(new Set([roomId]));
    },
    listen: changes.listen,
    stop: () => {
      cancelTimer();
      stops.forEach((stop) => stop());
    },
  };
}

import { signal } from '@preact/signals';
import type { CallSnapshot, CurrentCall, EndedCall, IncomingCall } from '../../../../preload/contract/calls.ts';
import type { DesktopBridge } from '../../../../preload/contract.ts';
import type { CallMember, CallRecord, Person, RunningCall } from '../../../engine/contract.ts';
import { createCallsModel, type CallsModel } from '../../viewmodels/calls/calls.ts';
import { createCallHistoryModel, type CallHistoryModel } from '../../viewmodels/calls/history.ts';
import { noCalls } from '../../viewmodels/calls/snapshot.ts';
import { at, deniz, emre, holger, katharina, lukas, miriam, sabine } from '../chats/story-rooms.ts';
import { stillClock, stillEngine } from '../still-engine.ts';
import { storyNow } from '../stories.ts';

/* Calls of the stories, on the day of the others. */

const withHolger = { callId: 'call-holger', roomId: '!haushalt', title: holger.name, kind: 'direct', media: 'audio', peer: holger } as const;
const inRoom = { callId: 'call-klausur', roomId: '!haushalt', title: 'Referat 23 – Haushalt', kind: 'room', media: 'video', peer: undefined } as const;

export const current = (more: Partial<CurrentCall> = {}): CurrentCall => ({
  ...withHolger,
  phase: 'joined',
  outgoing: true,
  placement: 'compact',
  connectedTs: storyNow - 258_000,
  muted: false,
  camera: false,
  sharing: undefined,
  handRaised: false,
  moderates: false,
  participants: 2,
  direct: true,
  ...more,
});

export const meeting = (more: Partial<CurrentCall> = {}): CurrentCall => current({ ...inRoom, participants: 7, direct: false, ...more });

export const incoming = (more: Partial<IncomingCall> = {}): IncomingCall => ({
  ...withHolger,
  caller: holger,
  expiresTs: storyNow + 20_000,
  confirmed: true,
  ...more,
});

export const ended = (more: Partial<EndedCall> = {}): EndedCall => ({
  ...withHolger,
  reason: 'declined',
  failure: undefined,
  canRejoin: false,
  ...more,
});

const member = (person: Person, own?: CallMember['own']): CallMember => ({
  ...person,
  joinedTs: storyNow - 720_000,
  endpointId: undefined,
  formerEndpointIds: [],
  own,
});

export const running = (more: Partial<RunningCall> = {}): RunningCall => ({
  ...inRoom,
  key: inRoom.callId,
  conference: undefined,
  elsewhere: false,
  caller: katharina,
  own: false,
  confirmed: true,
  notification: 'notification',
  startedTs: storyNow - 720_000,
  ringUntilTs: storyNow - 690_000,
  members: [member(katharina), member(emre), member(deniz)],
  answer: undefined,
  peerAnswer: undefined,
  peerLeft: false,
  over: false,
  ...more,
});

export const onOtherDevice = running({ members: [member(katharina), member(miriam, 'other-device')], answer: 'joined-elsewhere' });

export interface CallScene extends Partial<CallSnapshot> {
  readonly running?: readonly RunningCall[];
  readonly online?: boolean;
  readonly closeAsked?: boolean;
  /** Every request of the window is refused with this code. */
  readonly refusal?: string;
}

/** The calls of a window whose main process says one thing and then no more. */
export function callsOf({ running: calls = [], online = true, closeAsked = false, refusal, ...snapshot }: CallScene = {}): CallsModel {
  const desktop: DesktopBridge = {
    request: () =>
      refusal === undefined ? new Promise(() => undefined) : Promise.resolve({ ok: false, failure: { code: refusal } }),
    listen: (name, hear) => {
      if (name === 'call') hear({ ...noCalls, ...snapshot } as never);
      return () => undefined;
    },
    hello: () => undefined,
  };
  const model = createCallsModel({
    engine: stillEngine({ calls: { head: null, items: calls } }),
    desktop: closeAsked ? { ...desktop, listen: askingToClose(desktop.listen) } : desktop,
    clock: { ...stillClock, after: () => () => undefined },
    online: signal(online),
    newTxnId: () => 'story-txn',
  });
  if (refusal !== undefined) model.command('mute');
  return model;
}

/** The question comes after the call that it is about. */
const askingToClose =
  (listen: DesktopBridge['listen']): DesktopBridge['listen'] =>
  (name, hear) => {
    if (name === 'closeAsked') queueMicrotask(() => hear(null as never));
    return listen(name, hear);
  };

const record = (callId: string, peer: Person, more: Partial<CallRecord>): CallRecord => ({
  key: callId,
  callId,
  roomId: `!${peer.userId}`,
  title: peer.name,
  kind: 'direct',
  peer,
  media: 'audio',
  direction: 'incoming',
  outcome: 'answered',
  startedTs: at(14, 9, 31),
  durationMs: undefined,
  participants: [peer, miriam],
  ...more,
});

const ofRoom = { kind: 'room', title: 'Referat 23 – Haushalt', roomId: '!haushalt', peer: undefined, media: 'video' } as const;

export const missed = record('c-missed', holger, { outcome: 'missed' });
export const answered = record('c-answered', lukas, { direction: 'outgoing', startedTs: at(13, 15, 19), durationMs: 240_000 });
export const met = record('c-met', katharina, { ...ofRoom, startedTs: at(13, 16, 46), durationMs: 720_000, participants: [katharina, emre, deniz, miriam] });
export const goingOn = record('c-running', katharina, { ...ofRoom, startedTs: storyNow - 720_000, outcome: 'running', participants: [katharina, emre, deniz] });

/** One of each outcome. */
export const records: readonly CallRecord[] = [
  goingOn,
  missed,
  record('c-video', deniz, { media: 'video', startedTs: at(14, 8, 40), durationMs: 31_000 }),
  record('c-declined', sabine, { outcome: 'declined', direction: 'outgoing', startedTs: at(14, 8, 2) }),
  met,
  answered,
  record('c-busy', holger, { outcome: 'busy', direction: 'outgoing', startedTs: at(13, 11, 5) }),
  record('c-none', emre, { outcome: 'no-answer', direction: 'outgoing', startedTs: at(13, 10, 0) }),
  record('c-cancelled', emre, { outcome: 'cancelled', direction: 'outgoing', startedTs: at(12, 9, 0) }),
  record('c-room-missed', katharina, { ...ofRoom, outcome: 'missed', startedTs: at(12, 8, 0), participants: [] }),
];

export function historyOf(items: readonly CallRecord[], loaded = true): CallHistoryModel {
  const unseen = items.filter(({ outcome }) => outcome === 'missed').length;
  return createCallHistoryModel({
    engine: stillEngine({ callHistory: { head: { loaded, missed: unseen }, items } }),
    seen: signal(false),
  });
}

import type { CallSubject } from '../../../../preload/contract/calls.ts';
import type { CallReport } from '../../../../renderer/call/contract.ts';
import type { CallMember, RunningCall } from '../../../../renderer/engine/contract/calls.ts';
import type { Person } from '../../../../renderer/engine/contract/rooms.ts';
import type { CallEffect, CallEvent } from '../../../../main/calls/machine/events.ts';
import { settleMs } from '../../../../main/calls/machine/course.ts';
import { step } from '../../../../main/calls/machine/machine.ts';
import { snapshotOf } from '../../../../main/calls/machine/snapshot.ts';
import { idle, type CallState, type Place, type Plan } from '../../../../main/calls/machine/state.ts';

export const petra = { userId: '@petra:land.example', name: 'Petra Lang', avatar: undefined };
export const amir = { userId: '@amir:land.example', name: 'Amir Said', avatar: undefined };
export const directRoom = '!direct:land.example';
export const place: Place = { domain: 'meet.land.example', id: 'konferenz', auth: undefined };

export const member = (person: Person, more: Partial<CallMember> = {}): CallMember => ({
  ...person,
  joinedTs: 0,
  endpointId: undefined,
  formerEndpointIds: [],
  own: undefined,
  ...more,
});

/** Petra calls; it rings from 0 to 30 s. */
export const ring = (more: Partial<RunningCall> = {}): RunningCall => ({
  key: more.callId ?? 'call-petra',
  callId: 'call-petra',
  roomId: directRoom,
  title: petra.name,
  kind: 'direct',
  peer: petra,
  media: 'audio',
  conference: { ...place, announced: true },
  elsewhere: false,
  caller: petra,
  own: false,
  confirmed: true,
  notification: 'ring',
  startedTs: 0,
  ringUntilTs: 30_000,
  members: [],
  answer: undefined,
  peerAnswer: undefined,
  peerLeft: false,
  over: false,
  ...more,
});

export const roomCall = (more: Partial<RunningCall> = {}): RunningCall =>
  ring({ callId: 'call-room', roomId: '!room:land.example', title: 'Lage', kind: 'room', peer: undefined, notification: 'notification', ...more });

const directSubject: CallSubject = {
  callId: 'call-own',
  roomId: directRoom,
  title: petra.name,
  kind: 'direct',
  media: 'audio',
  peer: petra,
};
export const callPetra = (callId = 'call-own'): Plan => ({
  subject: { ...directSubject, callId },
  begins: true,
  announced: false,
  camera: false,
  place: undefined,
});
export const meetInRoom = (begins = true): Plan => ({
  ...callPetra('call-meet'),
  subject: { ...directSubject, callId: 'call-meet', roomId: '!room:land.example', title: 'Lage', kind: 'room', peer: undefined },
  begins,
});
export const openLink: Plan = {
  subject: { ...directSubject, callId: 'call-link', roomId: undefined, title: 'Runde', kind: 'link', peer: undefined },
  begins: false,
  announced: false,
  camera: true,
  place,
};

export const report = (phase: CallReport['phase'], more: Partial<CallReport> = {}): CallReport => ({
  phase,
  others: 0,
  muted: false,
  camera: false,
  handRaised: false,
  moderates: false,
  direct: false,
  ...more,
});

/** Drives the machine by hand. `view` of page events is the current one's unless given. */
export function drive(from: CallState = idle) {
  let state = from;
  let time = 1_000;
  const all: CallEffect[] = [];
  const send = (event: CallEvent): readonly CallEffect[] => {
    const result = step(state, event, time);
    state = result.state;
    all.push(...result.effects);
    return result.effects;
  };
  const view = (): number => state.current?.view ?? -1;
  const pass = (ms: number): readonly CallEffect[] => {
    time += ms;
    return send({ type: 'tick' });
  };
  const done = <D extends CallEffect['do']>(name: D) =>
    all.filter((effect): effect is Extract<CallEffect, { do: D }> => effect.do === name);
  return {
    state: () => state,
    snapshot: () => snapshotOf(state),
    phase: () => snapshotOf(state).current?.phase,
    all,
    done,
    forget: () => void all.splice(0),
    send,
    calls: (...calls: readonly RunningCall[]) => send({ type: 'calls', calls }),
    prepared: (at: Place = place) => send({ type: 'prepared', view: view(), place: at }),
    report: (phase: CallReport['phase'], more?: Partial<CallReport>) =>
      send({ type: 'report', view: view(), report: report(phase, more) }),
    /** Lets time pass and the clock strike. */
    pass,
    now: () => time,
    /** A call that began here and is connected, and others have heard of it. */
    connected: () => {
      send({ type: 'begin', plan: callPetra() });
      send({ type: 'prepared', view: view(), place });
      send({ type: 'report', view: view(), report: report('joined', { others: 1 }) });
      pass(settleMs);
    },
  };
}
export type Driver = ReturnType<typeof drive>;

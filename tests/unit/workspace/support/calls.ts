import type { CallRecord, RunningCall } from '../../../../renderer/engine/contract.ts';
import type { CurrentCall, EndedCall, IncomingCall } from '../../../../preload/contract/calls.ts';
import { at, person } from './items.ts';

const subject = {
  callId: 'call-0001',
  roomId: '!holger',
  title: 'Holger',
  kind: 'direct',
  media: 'audio',
  peer: person('Holger'),
} as const;

export const currentCall = (more: Partial<CurrentCall> = {}): CurrentCall => ({
  ...subject,
  phase: 'joined',
  outgoing: true,
  placement: 'stage',
  connectedTs: undefined,
  muted: false,
  camera: false,
  sharing: undefined,
  handRaised: false,
  moderates: false,
  participants: 2,
  direct: true,
  ...more,
});

export const incomingCall = (more: Partial<IncomingCall> = {}): IncomingCall => ({
  ...subject,
  caller: person('Holger'),
  expiresTs: at(9, 1),
  confirmed: true,
  ...more,
});

export const endedCall = (more: Partial<EndedCall> = {}): EndedCall => ({
  ...subject,
  reason: 'declined',
  failure: undefined,
  canRejoin: false,
  ...more,
});

export const runningCall = (more: Partial<RunningCall> = {}): RunningCall => ({
  key: 'call-0002',
  callId: 'call-0002',
  roomId: '!haushalt',
  title: 'Referat 23',
  kind: 'room',
  peer: undefined,
  media: 'video',
  conference: undefined,
  elsewhere: false,
  caller: person('Emre'),
  own: false,
  confirmed: true,
  notification: 'notification',
  startedTs: at(9),
  ringUntilTs: at(9, 1),
  members: [],
  answer: undefined,
  peerAnswer: undefined,
  peerLeft: false,
  over: false,
  ...more,
});

export const callRecord = (id: string, more: Partial<CallRecord> = {}): CallRecord => ({
  key: id,
  callId: id,
  roomId: '!holger',
  title: 'Holger',
  kind: 'direct',
  peer: person('Holger'),
  media: 'audio',
  direction: 'incoming',
  outcome: 'answered',
  startedTs: at(9),
  durationMs: 240_000,
  participants: [person('Holger'), person('Miriam')],
  ...more,
});

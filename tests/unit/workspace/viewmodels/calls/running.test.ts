import { expect, test } from 'vitest';
import type { CallMember } from '../../../../../renderer/engine/contract.ts';
import { callInRoom } from '../../../../../renderer/workspace/viewmodels/calls/running.ts';
import { currentCall, runningCall } from '../../support/calls.ts';
import { at, person } from '../../support/items.ts';

const member = (name: string, own?: CallMember['own']): CallMember => ({ ...person(name), joinedTs: at(9), endpointId: undefined, formerEndpointIds: [], own });

test('a call with people in it can be joined, and a person on two devices counts once', () => {
  const call = runningCall({ members: [member('Emre'), member('Emre'), member('Deniz')] });
  expect(callInRoom('!haushalt', undefined, [call])).toEqual({ kind: 'running', call, people: 2, device: false });
  expect(callInRoom('!other', undefined, [call])).toBeUndefined();
});

test('what only rings or is over is no running call', () => {
  expect(callInRoom('!haushalt', undefined, [runningCall()])).toBeUndefined();
  expect(callInRoom('!haushalt', undefined, [runningCall({ over: true, members: [member('Emre')] })])).toBeUndefined();
});

test('one of another program gives way to one that can be joined', () => {
  const elsewhere = runningCall({ key: 'x', callId: 'call-000x', elsewhere: true, members: [member('Emre')] });
  const here = runningCall({ members: [member('Deniz')] });
  expect(callInRoom('!haushalt', undefined, [elsewhere])).toEqual({ kind: 'elsewhere', call: elsewhere, people: 1 });
  expect(callInRoom('!haushalt', undefined, [elsewhere, here])).toMatchObject({ kind: 'running', call: here });
});

test('being in it counts first; on another device it is said', () => {
  const call = runningCall({ members: [member('Miriam', 'other-device'), member('Emre')] });
  expect(callInRoom('!haushalt', undefined, [call])).toMatchObject({ kind: 'running', device: true });
  const current = currentCall({ roomId: '!haushalt' });
  expect(callInRoom('!haushalt', current, [call])).toEqual({ kind: 'here', call: current });
});

import { expect, test } from 'vitest';
import type { EndedCall } from '../../../../../preload/contract/calls.ts';
import type { CallMember } from '../../../../../renderer/engine/contract.ts';
import { callInRoom } from '../../../../../renderer/workspace/viewmodels/calls/running.ts';
import { currentCall, endedCall, runningCall } from '../../support/calls.ts';
import { at, person } from '../../support/items.ts';

const member = (name: string, own?: CallMember['own']): CallMember => ({ ...person(name), joinedTs: at(9), endpointId: undefined, formerEndpointIds: [], own });

const none = { current: undefined, ended: undefined };

test('a call with people in it can be joined, and a person on two devices counts once', () => {
  const call = runningCall({ members: [member('Emre'), member('Emre'), member('Deniz')] });
  expect(callInRoom('!haushalt', none, [call])).toEqual({ kind: 'running', call, people: 2, device: false });
  expect(callInRoom('!other', none, [call])).toBeUndefined();
});

test('what only rings or is over is no running call', () => {
  expect(callInRoom('!haushalt', none, [runningCall()])).toBeUndefined();
  expect(callInRoom('!haushalt', none, [runningCall({ over: true, members: [member('Emre')] })])).toBeUndefined();
});

test('one of another program gives way to one that can be joined', () => {
  const elsewhere = runningCall({ key: 'x', callId: 'call-000x', elsewhere: true, members: [member('Emre')] });
  const here = runningCall({ members: [member('Deniz')] });
  expect(callInRoom('!haushalt', none, [elsewhere])).toEqual({ kind: 'elsewhere', call: elsewhere, people: 1 });
  expect(callInRoom('!haushalt', none, [elsewhere, here])).toMatchObject({ kind: 'running', call: here });
});

test('being in it counts first; on another device it is said', () => {
  const call = runningCall({ members: [member('Miriam', 'other-device'), member('Emre')] });
  expect(callInRoom('!haushalt', none, [call])).toMatchObject({ kind: 'running', device: true });
  const current = currentCall({ roomId: '!haushalt' });
  expect(callInRoom('!haushalt', { ...none, current }, [call])).toEqual({ kind: 'here', call: current });
});

test('a direct call that has ended here is over, and no way back into it is offered while the other still leaves', () => {
  const call = runningCall({ kind: 'direct', members: [member('Emre')] });
  const offered = (more: Partial<EndedCall>, members = call.members): boolean =>
    callInRoom('!haushalt', { ...none, ended: endedCall({ callId: call.callId, roomId: '!haushalt', ...more }) }, [{ ...call, members }]) !== undefined;
  expect(offered({ canRejoin: false })).toBe(false);
  expect(offered({ canRejoin: true }), 'crashed').toBe(true);
  expect(offered({ canRejoin: false, callId: 'call-before' }), 'another call').toBe(true);
  expect(offered({ canRejoin: false }, [...call.members, member('Miriam', 'other-device')]), 'it goes on at another device').toBe(true);
});

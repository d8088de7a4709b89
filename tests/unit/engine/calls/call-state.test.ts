import { describe, expect, it } from 'vitest';
import { deriveCall, isUnanswered } from '../../../../renderer/engine/calls/call-state.ts';
import type { StoredEvent } from '../../../../renderer/engine/store/api.ts';
import { anna, at, bernd, carla, decline, join, leave, read, ring, seen, t0 } from './events.ts';

const begun = [ring(), join(200, bernd, 'B1', 'bbbb')];
const asBernd = { userId: bernd, deviceId: 'B1' };
const inRoom = { direct: false };
const minute = 60_000;
const hour = 60 * minute;

describe('a call to this account', () => {
  it('rings for thirty seconds, is missed then, and over when an answer under way would have come', () => {
    expect(seen(1_000, begun)).toMatchObject({ outcome: 'ringing', rings: true, over: false, answer: undefined, ringUntilTs: t0 + 30_000, own: false });
    expect(seen(30_000, begun)).toMatchObject({ outcome: 'missed', over: false });
    expect(seen(35_000, begun)).toMatchObject({ outcome: 'missed', over: true, endedTs: t0 + 35_000, durationMs: undefined });
    expect([seen(1_000, begun).nextTs, seen(30_000, begun).nextTs]).toEqual([t0 + 30_000, t0 + 35_000]);
  });

  it('is over at once when the caller hangs up', () => {
    expect(seen(5_000, [...begun, leave(4_000, bernd, 'B1')])).toMatchObject({ outcome: 'missed', over: true, endedTs: t0 + 4_000 });
  });

  it('is over when it is told of long after, also without a word of its end', () => {
    expect(seen(hour, [ring()])).toMatchObject({ outcome: 'missed', over: true, endedTs: t0 + 35_000 });
  });

  it('stops ringing when this device joins, and when another does', () => {
    expect(seen(3_000, [...begun, join(2_000, anna, 'A1')])).toMatchObject({ answer: 'joined-here', outcome: 'running', over: false });
    expect(seen(3_000, [...begun, join(2_000, anna, 'A2')])).toMatchObject({ answer: 'joined-elsewhere', outcome: 'running' });
    const moved = [...begun, join(2_000, anna, 'A2'), join(2_500, anna, 'A1'), leave(2_600, anna, 'A2')];
    expect(seen(3_000, moved).answer).toBe('joined-here');
  });

  it('ends by a refusal of any of its devices', () => {
    expect(seen(3_000, [...begun, decline(2_000, anna)])).toMatchObject({ answer: 'declined', outcome: 'declined', over: true, endedTs: t0 + 2_000 });
    expect(seen(3_000, [...begun, decline(2_000, anna, 'busy')])).toMatchObject({ answer: 'declined', outcome: 'busy', over: true });
    expect(seen(4_000, [...begun, decline(2_000, anna), join(3_000, anna, 'A1')]), 'another device answered all the same').toMatchObject({ answer: 'joined-here', over: false });
  });

  it('runs while somebody is in it, and counts the time of two', () => {
    const talk = [...begun, join(5_000, anna, 'A1'), leave(65_000, anna, 'A1')];
    expect(seen(66_000, talk)).toMatchObject({ over: false, answer: 'joined-here', members: [{ userId: bernd }] });
    expect(seen(70_000, [...talk, leave(67_000, bernd, 'B1')])).toMatchObject({ over: true, outcome: 'answered', durationMs: 60_000, endedTs: t0 + 67_000, participants: [bernd, anna] });
  });

  it('does not ring where it does not mention this account, or only notifies, or in a room', () => {
    expect(seen(1_000, [ring({ 'm.mentions': { user_ids: [carla] } })]).rings).toBe(false);
    expect(seen(1_000, [ring({ notification_type: 'notification' })]).rings).toBe(false);
    expect(seen(1_000, [ring()], inRoom).rings).toBe(false);
    expect(seen(1_000, [ring({ 'm.mentions': undefined })]).rings, 'control').toBe(true);
  });

  it('goes by the server’s clock where the sender’s is off, and does not ring ahead of time', () => {
    expect(seen(1_000, [ring({ sender_ts: t0 - 19_000 })]).startedTs).toBe(t0 - 19_000);
    expect(seen(1_000, [ring({ sender_ts: t0 - 21_000 })]).startedTs).toBe(t0);
    expect(seen(1_000, [ring({ sender_ts: t0 + hour })]).startedTs).toBe(t0);
    const ahead = ring({ sender_ts: t0 + hour }, bernd, hour);
    expect(seen(1_000, [ahead])).toMatchObject({ ringUntilTs: 0, over: true, startedTs: t0 + 1_000 });
  });
});

describe('a call of this account', () => {
  it('hears how the other answers', () => {
    expect(seen(1_000, begun, asBernd)).toMatchObject({ own: true, outcome: 'ringing', peerAnswer: undefined, answer: 'joined-here' });
    expect(seen(3_000, [...begun, decline(2_000, anna)], asBernd)).toMatchObject({ peerAnswer: 'declined', outcome: 'declined', over: true });
    expect(seen(3_000, [...begun, decline(2_000, anna, 'busy')], asBernd)).toMatchObject({ peerAnswer: 'busy', outcome: 'busy', over: true });
    expect(seen(3_000, [...begun, join(2_000, anna, 'A1')], asBernd)).toMatchObject({ peerAnswer: 'joined', outcome: 'running', over: false });
    expect(seen(36_000, begun, asBernd)).toMatchObject({ outcome: 'no-answer', over: true });
    expect(seen(5_000, [...begun, leave(4_000, bernd, 'B1')], asBernd)).toMatchObject({ outcome: 'cancelled', over: true });
  });

  it('hears when the other has left with the last of their devices, and not what others say of them', () => {
    const talking = [...begun, join(2_000, anna, 'A1'), join(3_000, anna, 'A2')];
    expect(seen(4_000, talking, asBernd).peerLeft).toBe(false);
    expect(seen(5_000, [...talking, leave(4_000, anna, 'A1')], asBernd).peerLeft).toBe(false);
    expect(seen(5_000, [...talking, leave(4_000, bernd, 'A1'), leave(4_100, bernd, 'A2')], asBernd).peerLeft).toBe(false);
    expect(seen(6_000, [...talking, leave(4_000, anna, 'A1'), leave(5_000, anna, 'A2')], asBernd).peerLeft).toBe(true);
  });

  it('is not refused by the caller', () => {
    expect(seen(3_000, [...begun, decline(2_000, bernd)])).toMatchObject({ over: false, outcome: 'ringing' });
  });
});

describe('a call in a room', () => {
  const meeting = [ring({ notification_type: 'notification', 'm.mentions': { room: true } }), join(200, bernd, 'B1')];

  it('runs without ringing until the last one leaves', () => {
    expect(seen(10 * minute, meeting, inRoom)).toMatchObject({ outcome: 'running', over: false, rings: false });
    const held = [...meeting, join(minute, carla, 'C1'), leave(2 * minute, bernd, 'B1')];
    expect(seen(3 * minute, held, inRoom)).toMatchObject({ over: false, members: [{ userId: carla }] });
    expect(seen(5 * minute, [...held, leave(4 * minute, carla, 'C1')], inRoom)).toMatchObject({ over: true, outcome: 'answered', durationMs: minute });
    expect(seen(5 * minute, [...meeting, leave(4 * minute, bernd, 'B1')], inRoom)).toMatchObject({ over: true, outcome: 'no-answer' });
  });

  it('goes on when one of many declines', () => {
    expect(seen(minute, [...meeting, decline(1_000, anna)], inRoom)).toMatchObject({ over: false, answer: 'declined' });
  });
});

describe('who is in it', () => {
  const gone = { ...inRoom, isOffline: (userId: string) => userId === bernd };

  it('leaves out who is offline, once presence can know', () => {
    expect(seen(30_000, begun, gone).members).toHaveLength(1);
    expect(seen(61_000, begun, gone)).toMatchObject({ members: [], over: true });
    expect(seen(61_000, begun, { ...inRoom, isOffline: () => false }).members, 'control').toHaveLength(1);
    expect(seen(61_000, [ring(), join(0, anna, 'A1')], { ...inRoom, isOffline: () => true }).members, 'this device knows better').toHaveLength(1);
  });

  it('leaves out who has not been heard of for half a day', () => {
    expect([seen(11 * hour, begun, inRoom).members.length, seen(13 * hour, begun, inRoom).over]).toEqual([1, true]);
  });

  it('takes a leave for the device of its sender only', () => {
    const spoiled = [...begun, leave(1_000, carla, 'B1'), leave(1_100, bernd, 'B2')];
    expect(seen(2_000, spoiled)).toMatchObject({ over: false, members: [{ userId: bernd, deviceId: 'B1' }] });
  });

  it('remembers where a device was before, whether or not it had left, and of no other', () => {
    const formerAfter = (...more: readonly StoredEvent[]): unknown =>
      seen(9_000, [...begun, join(300, anna, 'A2', 'aaaa'), ...more]).members.map(({ endpointId, formerEndpointIds }) => [endpointId, ...formerEndpointIds]);
    expect(formerAfter(), 'control').toEqual([['bbbb'], ['aaaa']]);
    expect(formerAfter(join(1_000, bernd, 'B1', 'neu'))).toEqual([['neu', 'bbbb'], ['aaaa']]);
    expect(formerAfter(leave(900, bernd, 'B1'), join(1_000, bernd, 'B1', 'neu'))).toEqual([['aaaa'], ['neu', 'bbbb']]);
    expect(formerAfter(join(1_000, bernd, 'B2', 'neu'))).toEqual([['bbbb'], ['aaaa'], ['neu']]);
    expect(formerAfter(join(1_000, bernd, 'B1'), join(1_100, bernd, 'B1', 'bbbb'))).toEqual([['bbbb'], ['aaaa']]);
  });

  it('goes on with the same stay where a device joins again under a new endpoint', () => {
    expect(seen(2_000, [...begun, join(1_000, bernd, 'B1', 'neu')]).members).toMatchObject([{ joinedTs: t0 + 200, endpointId: 'neu' }]);
  });
});

describe('a call ID that is used again', () => {
  it('changes nothing: the first ring makes the call, and there is none without', () => {
    const second = [...begun, ring({ intent: 'audio' }, carla, 500), ring({ intent: 'audio' }, bernd, 600)];
    expect(seen(1_000, second)).toMatchObject({ ring: { sender: bernd, media: 'video' }, startedTs: t0 });
    const orphans = read([join(0, bernd, 'B1'), leave(1, bernd, 'B1'), at(2, bernd, 'ring', { intent: 'laut' })]);
    expect(deriveCall(orphans, { userId: anna, deviceId: 'A1', now: t0, direct: true, isOffline: () => false, isGone: () => false })).toBeUndefined();
  });

  it('cannot end the call of others: a refusal counts for its sender', () => {
    expect(seen(1_000, [...begun, decline(500, carla)], inRoom).over).toBe(false);
  });
});

it('a thousand people in a call cost little', () => {
  const crowd = Array.from({ length: 2_000 }, (_, index) => join(index, `@p${index}:musterstadt.example`, 'D'));
  const start = performance.now();
  expect(seen(minute, [ring(), ...crowd], inRoom).members).toHaveLength(2_000);
  expect(performance.now() - start).toBeLessThan(500);
});

it('is unanswered until one of the account’s devices says something', () => {
  const states = [begun, [...begun, join(1, anna, 'A2')], [...begun, decline(1, anna)], [...begun, decline(1, carla)], [ring({}, anna)], [ring({ notification_type: 'notification' })], []];
  expect(states.map((events) => isUnanswered(read(events), anna))).toEqual([true, false, false, true, false, false, false]);
});

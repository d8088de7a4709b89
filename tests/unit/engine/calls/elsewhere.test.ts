import { describe, expect, it } from 'vitest';
import { rtcMembers } from '../../../../renderer/engine/calls/elsewhere.ts';
import type { JsonObject, RawEvent } from '../../../../renderer/engine/store/api.ts';
import { stored } from '../timeline/events.ts';
import { bernd, carla, t0 } from './events.ts';

const hour = 3_600_000;
const state = (content: JsonObject, key = `_${bernd}_B1_m.call`, more: Partial<RawEvent> = {}) =>
  ({ type: 'org.matrix.msc3401.call.member', sender: bernd, state_key: key, event_id: '$m', origin_server_ts: t0, content, ...more });
const present = { application: 'm.call', call_id: '', device_id: 'B1', expires: 4 * hour, 'm.call.intent': 'audio' };
const sticky = (content: JsonObject, ts = t0, raw: object = { sticky: { duration_ms: hour } }) =>
  stored('org.matrix.msc4143.rtc.member', content, { ts, sender: bernd, raw: { type: '', content, event_id: '$s', sender: bernd, origin_server_ts: ts, ...raw } });
const here = { slot_id: 'm.call#ROOM', application: { type: 'm.call' }, msc4354_sticky_key: 'k' };

describe('a MatrixRTC call of others', () => {
  it('is known by state events, of one device or as a list', () => {
    expect(rtcMembers([state(present)], [], t0 + 1)).toEqual([{ userId: bernd, joinedTs: t0, expiresTs: t0 + 4 * hour, media: 'audio' }]);
    expect(rtcMembers([state({ memberships: [present, { application: 'm.board' }, 7] }, bernd)], [], t0 + 1)).toHaveLength(1);
    expect(rtcMembers([state({ ...present, created_ts: t0 - hour })], [], t0 + 1)[0]).toMatchObject({ joinedTs: t0 - hour, expiresTs: t0 + 3 * hour });
  });

  it('ends with the empty event, and by its time', () => {
    expect(rtcMembers([state({})], [], t0 + 1)).toEqual([]);
    expect([3, 5].map((hours) => rtcMembers([state({ ...present, expires: 1e15 })], [], t0 + hours * hour).length)).toEqual([1, 0]);
  });

  it('is known by sticky events, of which the newest counts', () => {
    expect(rtcMembers([], [sticky(here)], t0 + 1)).toMatchObject([{ userId: bernd, expiresTs: t0 + hour, media: 'video' }]);
    expect(rtcMembers([], [sticky(here), sticky({ msc4354_sticky_key: 'k' }, t0 + 5)], t0 + 6)).toEqual([]);
    expect(rtcMembers([], [sticky(here)], t0 + 2 * hour)).toEqual([]);
  });

  it('is none where nobody speaks for themself, or nothing makes sense', () => {
    const odd = [state(present, `_${carla}_C1_m.call`), state(present, `${bernd}x`), state({ application: ['m.call'] }), state({ ...present, created_ts: 1e16 })];
    expect(rtcMembers(odd, [sticky({ application: 'm.call', sticky_key: 4 }), sticky({ sticky_key: 'k', application: [] })], t0 + 1)).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { rtcCallId } from '../../../../renderer/engine/calls/event-types.ts';
import type { RawEvent, StoreChange } from '../../../../renderer/engine/store/api.ts';
import { encrypted, message, redaction, room, roomSync, state, sync } from './matrix-samples.ts';
import { openChat } from './support.ts';

const ring = (id: string, callId: unknown, ts = 1_000): RawEvent =>
  ({ ...message(id, ''), type: 'de.einklang.call.ring', content: { call_id: callId }, origin_server_ts: ts });
const leave = (id: string, callId: string): RawEvent => ({ ...ring(id, callId), type: 'de.einklang.call.leave' });

describe('events about calls', () => {
  it('are found by their call, as they come in the clear and as they become readable, and are told of', async () => {
    const { store } = await openChat();
    const told: StoreChange['calls'][] = [];
    store.listen(({ calls }) => told.push(calls));
    store.applySync(sync([roomSync([ring('$1', 'anruf-0001'), encrypted('$2', 'S'), leave('$3', 'anruf-0001'), ring('$4', 'anruf-0002', Date.UTC(2027, 0, 1))], { limited: true })]));
    store.putDecrypted([{ roomId: room, eventId: '$2', type: 'de.einklang.call.join', content: { call_id: 'anruf-0001' } }]);
    await Promise.resolve();
    expect(store.callEvents(room, 'anruf-0001').map(({ eventId }) => eventId)).toEqual(['$1', '$2', '$3']);
    expect(store.recentCalls(10).map(({ callId }) => callId)).toEqual(['anruf-0002', 'anruf-0001']);
    expect(told.map((calls) => [...(calls.get(room) ?? [])])).toEqual([['anruf-0001', 'anruf-0002'], ['anruf-0001']]);
    expect(store.roomRow(room)?.latest?.eventId).toBe('$4');
    store.close();
  });

  it('are those of people who name a call, and those of other clients under one name', async () => {
    const { store } = await openChat();
    const rtc = { ...message('$5', ''), type: 'org.matrix.msc4143.rtc.member', content: {} };
    store.applySync(sync([roomSync([ring('$1', 7), ring('$2', '#rtc'), ring('$3', 'kurz'), { ...ring('$4', 'anruf-0001'), state_key: '' }, rtc], { limited: true })]));
    expect(store.recentCalls(10)).toEqual([{ roomId: room, callId: rtcCallId }]);
    store.close();
  });

  it('go with their redaction and with their room', async () => {
    const { store } = await openChat();
    store.applySync(sync([roomSync([ring('$1', 'anruf-0001'), leave('$2', 'anruf-0001'), redaction('$3', '$2')], { limited: true })]));
    expect(store.callEvents(room, 'anruf-0001').map(({ eventId }) => eventId)).toEqual(['$1']);
    store.forgetRoom(room);
    expect([store.recentCalls(10), store.callEvents(room, 'anruf-0001')]).toEqual([[], []]);
    store.close();
  });

  it('of a flood are the first and the newest', async () => {
    const { store } = await openChat();
    const flood = Array.from({ length: 2_500 }, (_, at) => leave(`$leave${at}`, 'anruf-0001'));
    store.applySync(sync([roomSync([ring('$ring', 'anruf-0001'), ...flood], { limited: true })]));
    const found = store.callEvents(room, 'anruf-0001');
    expect([found.length, found[0]?.eventId, found.at(-1)?.eventId]).toEqual([2_050, '$ring', '$leave2499']);
    store.close();
  });

  it('leave the rooms with a state type to be asked for', async () => {
    const { store } = await openChat();
    store.applySync(sync([roomSync([state('$s', 'org.matrix.msc3401.call.member', {}), message('$1', '')], { limited: true })]));
    expect([store.roomsWithState('org.matrix.msc3401.call.member'), store.roomsWithState('m.room.topic')]).toEqual([[room], []]);
    store.close();
  });
});

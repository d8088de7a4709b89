import { describe, expect, test } from 'vitest';
import { readRawEvent, isUserId } from '../../../../renderer/engine/sync/events.ts';
import { readPushRules } from '../../../../renderer/engine/sync/push-rules.ts';
import { readSyncResponse } from '../../../../renderer/engine/sync/response.ts';
import { forSdk } from '../../../../renderer/engine/sync/sdk-response.ts';
import { anna, bernd, encrypted, member, message, room, state } from '../store/matrix-samples.ts';

const joined = (more: object) => ({ next_batch: 's2', rooms: { join: { [room]: more } } });
const read = (json: unknown, initial = false) => readSyncResponse(json, anna, initial);

describe('one event', () => {
  const good = { ...message('$a') };
  test('is taken as it came', () => expect(readRawEvent({ ...good, room_id: room, age: 4 })).toEqual(good));

  test.each([
    ['no type', { ...good, type: undefined }],
    ['a type that is a number', { ...good, type: 4 }],
    ['content that is a list', { ...good, content: [] }],
    ['no ID', { ...good, event_id: '' }],
    ['an ID of a thousand letters', { ...good, event_id: `$${'x'.repeat(1_000)}` }],
    ['a sender that is no person', { ...good, sender: 'anna' }],
    ['a time that is text', { ...good, origin_server_ts: '5' }],
    ['a time beyond all', { ...good, origin_server_ts: Infinity }],
    ['a dangerous state key', { ...good, state_key: '__proto__' }],
    ['a megabyte of text', { ...good, content: { body: 'x'.repeat(1_000_000) } }],
    ['a hundred thousand keys', { ...good, content: Object.fromEntries(Array.from({ length: 200_000 }, (_, i) => [`k${i}`, 0])) }],
    ['too deep a nesting', { ...good, content: JSON.parse(`${'{"a":'.repeat(9_000)}1${'}'.repeat(9_000)}`) as unknown }],
  ])('is left out with %s', (_what, event) => expect(readRawEvent(event)).toBeUndefined());

  test.each([
    ['@anna:musterstadt.example', true], ['@anna:127.0.0.1:8448', true], ['@a/b=c:[::1]:80', true], ['@:x.y', true],
    ['@anna', false], ['@anna:', false], ['@anna:a b', false], ['@anna:x!y', false], ['@an na:x.y', false], ['anna:x.y', false], [5, false],
  ])('%s is a user ID: %s', (id, is) => expect(isUserId(id)).toBe(is));
});

describe('a response', () => {
  test('is none without a next_batch', () => {
    for (const json of [null, [], 'x', {}, { next_batch: 5 }]) expect(() => read(json)).toThrow('server-error');
  });

  test('says what happened in a room', () => {
    const timeline = { events: [message('$a'), 4, message('$b')], limited: true, prev_batch: 'p' };
    const receipts = {
      type: 'm.receipt',
      content: {
        $a: { 'm.read': { [anna]: { ts: 7, thread_id: 'main' }, [bernd]: { ts: 9 } } },
        $b: { 'm.read.private': { [anna]: 'x' } },
      },
    };
    const { rooms, skipped } = read(joined({
      timeline,
      ephemeral: { events: [receipts] },
      unread_notifications: { notification_count: 3, highlight_count: -2 },
      summary: { 'm.heroes': [bernd, 5], 'm.joined_member_count': 2 },
      account_data: { events: [{ type: 'm.fully_read', content: { event_id: '$a' } }] },
    }));
    expect(rooms).toMatchObject([{
      roomId: room,
      membership: 'join',
      timeline: { limited: true, prevBatch: 'p', events: [{ event_id: '$a' }, { event_id: '$b' }] },
      unread: { notifications: 3, highlights: 0 },
      summary: { heroes: [bernd], joinedCount: 2 },
      receipts: [{ userId: anna, eventId: '$a', type: 'm.read', threadId: 'main', ts: 7 }],
      accountData: [{ type: 'm.fully_read' }],
    }]);
    expect(skipped).toBe(1);
  });

  test('that is the first knows nothing before its timelines', () => {
    expect(read(joined({ timeline: { events: [] } }), true).rooms[0]?.timeline?.limited).toBe(true);
    expect(read(joined({ timeline: { events: [] } }), false).rooms[0]?.timeline?.limited).toBe(false);
  });

  test('tells a ban from a leave', () => {
    const leave = (membership: string) =>
      read({ next_batch: 's', rooms: { leave: { [room]: { timeline: { events: [member('$m', anna, 'Anna', membership)] } } } } }).rooms[0]?.membership;
    expect([leave('leave'), leave('ban')]).toEqual(['leave', 'ban']);
  });

  test('survives any section of any type', () => {
    const odd = [null, 5, 'x', [], [null], {}, { events: 5 }, { events: [null, []] }, { join: 5, invite: { [room]: [] }, leave: [1], knock: { a: {} } }];
    for (const value of odd) {
      const sections = ['rooms', 'presence', 'account_data', 'to_device', 'device_lists', 'device_one_time_keys_count', 'device_unused_fallback_key_types'];
      for (const section of sections) expect(() => forSdk(read({ next_batch: 's', [section]: value }))).not.toThrow();
      for (const part of ['timeline', 'state', 'ephemeral', 'account_data', 'summary', 'unread_notifications', 'state_after']) {
        expect(() => forSdk(read(joined({ [part]: value })))).not.toThrow();
      }
    }
  });

  test('gives presence only of people, in words that are known', () => {
    const presence = (sender: unknown, content: unknown) => ({ type: 'm.presence', sender, content });
    const { presence: rows } = read({
      next_batch: 's',
      presence: { events: [
        presence(anna, { presence: 'online', status_msg: 'im Haus' }),
        presence(bernd, { presence: 'org.matrix.msc3026.busy', currently_active: true }),
        presence('niemand', { presence: 'online' }),
        presence(anna, { presence: 'verschollen' }),
      ] },
    });
    expect(rows).toMatchObject([{ userId: anna, statusText: 'im Haus' }, { userId: bernd, presence: 'busy', currentlyActive: true }]);
  });
});

describe('what the SDK gets', () => {
  const sdkRoom = (more: object) => forSdk(read(joined(more))).rooms.join[room] as unknown as {
    timeline: { events: unknown[] };
    'org.matrix.msc4222.state_after': { events: { type: string; event_id: string; content: unknown }[] };
  };

  test('has no timeline, and the state as it is after it', () => {
    const before = { state: { events: [state('$n1', 'm.room.name', { name: 'alt' })] }, timeline: { events: [message('$a'), state('$n2', 'm.room.name', { name: 'neu' })] } };
    const given = sdkRoom(before);
    expect(given.timeline.events).toEqual([]);
    expect(given['org.matrix.msc4222.state_after'].events.map(({ event_id }) => event_id)).toEqual(['$n1', '$n2']);
    for (const key of ['state_after', 'org.matrix.msc4222.state_after']) {
      const after = sdkRoom({ [key]: { events: [state('$n3', 'm.room.name', {})] }, timeline: before.timeline });
      expect(after['org.matrix.msc4222.state_after'].events.map(({ event_id }) => event_id)).toEqual(['$n3']);
    }
  });

  test('has no names that are not text', () => {
    const odd = { ...member('$m', bernd, 'Bernd'), content: { membership: 'join', displayname: { a: 1 }, avatar_url: 7 } };
    expect(sdkRoom({ state: { events: [odd] } })['org.matrix.msc4222.state_after'].events[0]?.content).toEqual({ membership: 'join' });
  });

  test('has of account data only what crypto and push rules live on', () => {
    const events = ['m.direct', 'm.secret_storage.default_key', 'm.cross_signing.master', 'org.example', 'm.push_rules'].map((type) => ({ type, content: {} }));
    const given = forSdk(read({ next_batch: 's', account_data: { events } }));
    expect(given.account_data.events.map(({ type }) => type)).toEqual(['m.secret_storage.default_key', 'm.cross_signing.master', 'm.push_rules']);
  });

  test('has only devices of people whose names the crypto can read', () => {
    const { device } = read({
      next_batch: 's',
      device_lists: { changed: [anna, '@x:!!', 4], left: [bernd, 'x'] },
      device_one_time_keys_count: { signed_curve25519: 50, kaputt: 'x' },
      to_device: { events: [{ type: 'm.room.encrypted', sender: bernd, content: {} }, { type: 'm.dummy', sender: 'x', content: {} }, null] },
    });
    expect(device).toMatchObject({ changed: [anna], left: [bernd], keyCounts: { signed_curve25519: 50 } });
    expect(device.toDevice).toHaveLength(1);
  });

  test('has push rules that can be walked', () => {
    const rule = { rule_id: 'a', actions: [], conditions: [{ kind: 'event_match' }] };
    const rules = { global: { override: [rule, {}, null, { ...rule, conditions: [4] }], content: 'x', room: [{ ...rule, pattern: 5 }] } };
    expect(readPushRules(rules)).toEqual({ global: { override: [rule], content: [], room: [], sender: [], underride: [] } });
    expect(readPushRules(undefined)).toMatchObject({ global: { override: [] } });
  });
});

test('an encrypted event stays as it came', () => {
  const raw = encrypted('$e', 'sitzung');
  expect(read(joined({ timeline: { events: [raw] } })).rooms[0]?.timeline?.events).toEqual([raw]);
});

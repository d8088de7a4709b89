import { beforeEach, describe, expect, test } from 'vitest';
import { fail, type FailureError } from '../../../../renderer/base/failure.ts';
import type { Request } from '../../../../renderer/engine/session/api.ts';
import type { ChatStore, JsonObject, RawEvent, RoomSync } from '../../../../renderer/engine/store/api.ts';
import { paintFirst } from '../../../../renderer/engine/sync/first-paint.ts';
import { createHistory } from '../../../../renderer/engine/sync/history.ts';
import { createMemberFetch } from '../../../../renderer/engine/sync/members.ts';
import { createReceipts } from '../../../../renderer/engine/sync/receipts.ts';
import { countUnread } from '../../../../renderer/engine/sync/unread.ts';
import { silent } from '../session/fake-host.ts';
import { anna, bernd, edit, encrypted, member, message, room, roomSync, state, sync } from '../store/matrix-samples.ts';
import { openStoresFast } from '../stores.ts';

let chat: ChatStore;
beforeEach(async () => {
  chat = (await openStoresFast()).chat();
  chat.putOwnUser(anna);
});

/** A server: answers in turn what it was given, or fails as it was told; says what it was asked. */
function server(...answers: (JsonObject | FailureError)[]): Request & { readonly asked: string[] } {
  const asked: string[] = [];
  const request: Request = async (method, path, { query } = {}) => {
    asked.push(`${method} ${decodeURIComponent(path.replace('/_matrix/client/', ''))}${query?.['from'] === undefined ? '' : ` from ${query['from']}`}`);
    const answer = answers.shift() ?? {};
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return Object.assign(request, { asked });
}

const byBernd = (event: RawEvent): RawEvent => ({ ...event, sender: bernd });
const write = (events: readonly RawEvent[], more: Partial<RoomSync> = {}): void => chat.applySync(sync([roomSync(events, more)]));
const encryption = { events: [state('$enc', 'm.room.encryption', {})], at: 'before-timeline' as const };

describe('what is unread in an encrypted room', () => {
  const unread = (notifications: number) => ({ state: encryption, unread: { notifications, highlights: 0 } });
  const read = (eventId: string) => ({ receipts: [{ userId: anna, eventId, type: 'm.read' as const, threadId: undefined, ts: 1 }] });

  test('are messages of others after the receipt; edits and notices are none, mentions are counted', () => {
    write([
      byBernd(message('$1')), byBernd(message('$2')), byBernd(edit('$3', '$2', 'anders')),
      byBernd(message('$4', 'Anna?', { content: { msgtype: 'm.text', body: 'Anna?', 'm.mentions': { user_ids: [anna] } } })),
      byBernd(message('$5', 'Hinweis', { content: { msgtype: 'm.notice', body: 'Hinweis' } })),
      byBernd(encrypted('$6', 'sitzung')),
    ], { ...unread(5), ...read('$1') });
    expect(countUnread(chat, room, anna)).toEqual({ notifications: 3, highlights: 1 });
  });

  test('are those after one’s own message', () => {
    write([byBernd(message('$1')), message('$2'), byBernd(message('$3'))], unread(9));
    expect(countUnread(chat, room, anna)).toEqual({ notifications: 1, highlights: 0 });
  });

  test.each([
    ['nothing is notified there', [byBernd(message('$1'))], { ...unread(0), ...read('$1') }],
    ['it is not known what was read', [byBernd(message('$1'))], unread(4)],
    ['the room is not encrypted', [message('$1'), byBernd(message('$2'))], { unread: { notifications: 4, highlights: 0 } }],
  ])('counts the server where %s', (_why, events, more) => {
    write(events, more);
    expect(countUnread(chat, room, anna)).toBeUndefined();
  });
});

describe('a receipt', () => {
  const make = (request: Request, read: string[] = []) => createReceipts({ chat, request, ownUserId: anna, log: silent, read: (roomId) => read.push(roomId) });

  test('is kept at once and told to the server', async () => {
    write([byBernd(message('$1')), byBernd(message('$2'))]);
    const request = server();
    const recounted: string[] = [];
    const receipts = make(request, recounted);
    receipts.seen(room, '$2');
    expect(chat.receipts(room)).toMatchObject([{ eventId: '$2' }]);
    expect(recounted).toEqual([room]);
    await receipts.flush();
    expect(request.asked).toEqual([`POST v3/rooms/${room}/receipt/m.read/$2`]);
  });

  test('only moves forward, and only over events that are there', async () => {
    write([byBernd(message('$1')), byBernd(message('$2'))]);
    const request = server();
    const receipts = make(request);
    for (const eventId of ['$2', '$1', '$2', '$unbekannt']) receipts.seen(room, eventId);
    await receipts.flush();
    expect(request.asked).toHaveLength(1);
  });

  test('waits for the server, also over a restart; what is refused for good is not asked again', async () => {
    write([byBernd(message('$1')), byBernd(message('$2'))]);
    const offline = make(server(fail('offline')));
    offline.seen(room, '$1');
    await offline.flush();
    const request = server(fail('forbidden'));
    await make(request).flush();
    await make(request).flush();
    expect(request.asked).toEqual([`POST v3/rooms/${room}/receipt/m.read/$1`]);
  });
});

describe('history', () => {
  const make = (request: Request, tried: string[] = []) => createHistory({
    chat, request,
    decryption: () => ({
      decrypt: async (events) => events.map(({ roomId, raw }) => {
        tried.push(raw.event_id);
        return { roomId, eventId: raw.event_id, problem: 'key-missing' as const };
      }),
    }),
  });

  test('fills a gap and says what it is doing', async () => {
    write([message('$3')], { limited: true, prevBatch: 'p3' } as Partial<RoomSync>);
    const tried: string[] = [];
    const request = server({ chunk: [encrypted('$2', 's'), null, message('$1')], end: 'p1' });
    const history = make(request, tried);
    const heard: boolean[] = [];
    history.listen((roomId) => heard.push(history.state(roomId).loading));
    await Promise.all([history.fill(room, 'p3'), history.fill(room, 'p3')]);
    expect(request.asked).toEqual([`GET v3/rooms/${room}/messages from p3`]);
    expect(chat.timelineWindow(room, { limit: 9 }).events.map(({ eventId }) => eventId)).toEqual(['$1', '$2', '$3']);
    expect(chat.event(room, '$2')).toMatchObject({ encryption: 'undecrypted', problem: 'key-missing' });
    expect(tried).toEqual(['$2']);
    expect(heard).toEqual([true, false]);
  });

  test('comes to the beginning where the server has no more, or goes in a circle', async () => {
    for (const [roomId, end] of [['!a:x.y', undefined], ['!b:x.y', 'p3']] as const) {
      chat.applySync(sync([{ ...roomSync([message(`$${roomId}`)], { limited: true, prevBatch: 'p3' }), roomId }]));
      await make(server({ chunk: [], ...(end === undefined ? {} : { end }) })).fill(roomId, 'p3');
      expect(chat.timelineWindow(roomId, { limit: 9 }).before).toEqual({ kind: 'start' });
    }
  });

  test('keeps why it failed, until it is tried again', async () => {
    write([message('$3')], { limited: true, prevBatch: 'p3' } as Partial<RoomSync>);
    const history = make(server(fail('server-error', '502'), { chunk: [] }));
    await expect(history.fill(room, 'p3')).rejects.toThrow('server-error');
    expect(history.state(room)).toMatchObject({ loading: false, failure: { code: 'server-error' } });
    await history.fill(room, 'p3');
    expect(history.state(room)).toEqual({ loading: false, failure: undefined });
  });
});

describe('the members of an opened room', () => {
  test('are fetched once, and again after a failure', async () => {
    write([member('$a', anna, 'Anna')]);
    const request = server(fail('offline'), { chunk: [member('$a', anna, 'Anna'), member('$b', bernd, 'Bernd'), 5] });
    const fetchMembers = createMemberFetch({ chat, request, log: silent });
    await fetchMembers(room);
    expect(chat.members(room)).toHaveLength(1);
    await Promise.all([fetchMembers(room), fetchMembers(room)]);
    await fetchMembers(room);
    expect(chat.members(room)).toHaveLength(2);
    expect(request.asked).toHaveLength(2);
  });
});

describe('the first paint', () => {
  const able = { unstable_features: { 'org.matrix.simplified_msc3575': true } };
  const sliding = {
    pos: '1',
    rooms: {
      [room]: {
        required_state: [member('$a', anna, 'Anna'), state('$enc', 'm.room.encryption', {})],
        timeline: [byBernd(encrypted('$e', 's')), 7],
        prev_batch: 'p', joined_count: 2, notification_count: 1, highlight_count: 0,
        heroes: [{ user_id: bernd, displayname: 'Bernd' }, { user_id: 4 }],
      },
      '!ein:x.y': { invite_state: [{ type: 'm.room.member', state_key: anna, sender: bernd, content: { membership: 'invite' } }] },
      'kein Raum': {},
    },
  };

  test('shows rooms, people and invitations from one request without extensions', async () => {
    const request = server(able, sliding, { [bernd]: [room] });
    expect(await paintFirst(chat, request, anna)).toBe(true);
    expect(chat.roomRow(room)).toMatchObject({ membership: 'join', synced: false, heroes: [bernd], unread: { notifications: 1 } });
    expect(chat.member(room, bernd)).toMatchObject({ displayName: 'Bernd' });
    expect(chat.roomRow('!ein:x.y')?.membership).toBe('invite');
    expect(chat.accountData('m.direct')).toEqual({ [bernd]: [room] });
    expect(chat.nextBatch()).toBeUndefined();
  });

  test('gives way to a classic sync that was faster, and to a server that does not have it', async () => {
    expect(await paintFirst(chat, server({ unstable_features: {} }), anna)).toBe(false);
    write([message('$1')]);
    await paintFirst(chat, server(able, sliding), anna);
    expect(chat.roomRow('!ein:x.y')).toBeUndefined();
  });
});

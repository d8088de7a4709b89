import { describe, expect, it } from 'vitest';
import type { ChatStore, StoreChange } from '../../../../renderer/engine/store/api.ts';
import { anna, bernd, edit, encrypted, event, member, message, reaction, redaction, room, roomSync, state, sync } from './matrix-samples.ts';
import { openChat } from './support.ts';

const ids = (store: ChatStore, options: { limit?: number; acrossGaps?: boolean } = {}): string[] =>
  store.timelineWindow(room, { limit: 50, ...options }).events.map(({ eventId }) => eventId);

describe('the timeline', () => {
  it('has the order in which events came, whatever their times say', async () => {
    const { store } = await openChat();
    store.applySync(sync([roomSync([message('$a'), message('$b')], { limited: true })]));
    store.applySync(sync([roomSync([message('$c')])]));
    expect(ids(store)).toEqual(['$a', '$b', '$c']);
    expect(ids(store, { limit: 2 })).toEqual(['$b', '$c']);
    expect(store.timelineWindow(room, { limit: 2 }).before).toEqual({ kind: 'more' });
    expect(store.timelineWindow(room, { limit: 3 }).before).toEqual({ kind: 'gap', eventId: '$a', token: 'p0' });
    store.close();
  });

  it('shows a gap after a limited sync, and closes it from history', async () => {
    const { store } = await openChat();
    store.applySync(sync([roomSync([message('$a')], { limited: true, prevBatch: 'p0' })]));
    store.applySync(sync([roomSync([message('$d')], { limited: true, prevBatch: 'p1' })]));
    expect(ids(store)).toEqual(['$d']);
    expect(store.timelineWindow(room, { limit: 50, acrossGaps: true })).toMatchObject({
      events: [{ eventId: '$a' }, { eventId: '$d' }], gaps: [{ eventId: '$d', token: 'p1' }], before: { kind: 'gap', token: 'p0' },
    });
    expect(store.prependHistory(room, { from: 'p1', events: [message('$c'), message('$b'), message('$a')], end: 'p2' })).toBe('filled');
    expect(store.prependHistory(room, { from: 'p1', events: [], end: 'p2' })).toBe('stale');
    expect(ids(store)).toEqual(['$a', '$b', '$c', '$d']);
    expect(store.prependHistory(room, { from: 'p2', events: [], end: undefined })).toBe('filled');
    expect(store.timelineWindow(room, { limit: 50 }).before).toEqual({ kind: 'start' });
    store.close();
  });

  it('merges what the first sliding request brought, and lets the classic sync have the last word', async () => {
    const { store } = await openChat();
    store.applyProvisional({ rooms: [roomSync([message('$b'), message('$c')], { prevBatch: 'sliding', limited: true })], accountData: [] });
    expect(store.roomRow(room)?.synced).toBe(false);
    store.applySync(sync([roomSync([message('$a'), message('$b'), message('$c'), message('$d')], { limited: true, prevBatch: 'classic' })]));
    expect(store.roomRow(room)?.synced).toBe(true);
    store.applyProvisional({ rooms: [roomSync([message('$x')], { limited: true })], accountData: [] });
    expect(ids(store)).toEqual(['$a', '$b', '$c', '$d']);
    expect(store.timelineWindow(room, { limit: 50 }).before).toMatchObject({ kind: 'gap', token: 'classic' });
    store.close();
  });

  it('starts anew after leaving and joining again', async () => {
    const { store } = await openChat();
    store.applySync(sync([roomSync([message('$a')], { limited: true })]));
    store.applySync(sync([{ ...roomSync([message('$left')]), membership: 'leave' }]));
    store.applySync(sync([roomSync([message('$back')], { prevBatch: 'p9' })]));
    expect(ids(store, { acrossGaps: true })).toEqual(['$a', '$left', '$back']);
    expect(store.timelineWindow(room, { limit: 9, acrossGaps: true }).gaps).toEqual([{ eventId: '$back', token: 'p9' }]);
    store.close();
  });

  it('passes over what is no event, and keeps the rest', async () => {
    const { store } = await openChat();
    const broken = [null, 7, {}, { ...message('$x'), content: 'no' }, { ...message('$y'), event_id: 5 }, { ...message('$z'), origin_server_ts: 'now' },
      { ...message('$big'), content: { body: 'x'.repeat(1_100_000) } }] as unknown as ReturnType<typeof message>[];
    store.applySync(sync([roomSync([...broken, message('$a', 'a\0b \u{D800}')], { limited: true })]));
    expect(ids(store)).toEqual(['$a']);
    expect(store.event(room, '$a')?.content['body']).toBe('a\0b \u{D800}');
    store.close();
  });

  it('finds edits and reactions by what they relate to, in order', async () => {
    const { store } = await openChat();
    store.applySync(sync([roomSync([message('$a'), edit('$e1', '$a', 'eins'), reaction('$r', '$a', '👍'), edit('$e2', '$a', 'zwei'), message('$b')], { limited: true })]));
    expect(store.relationsOf(room, ['$a', '$b']).map(({ targetId, relType, key, event: { eventId } }) => [targetId, relType, key, eventId])).toEqual([
      ['$a', 'm.replace', undefined, '$e1'], ['$a', 'm.annotation', '👍', '$r'], ['$a', 'm.replace', undefined, '$e2'],
    ]);
    store.close();
  });
});

describe('decryption', () => {
  it('shows what was decrypted and keeps what came', async () => {
    const { store } = await openChat();
    store.applySync(sync([roomSync([encrypted('$a', 'S1'), encrypted('$b', 'S2'), message('$c')], { limited: true })]));
    expect(store.undecrypted({}).map(({ eventId }) => eventId)).toEqual(['$a', '$b']);
    expect(store.undecrypted({ sessionId: 'S2', roomId: room }).map(({ eventId }) => eventId)).toEqual(['$b']);
    expect(store.undecrypted({ roomId: '!other:x' })).toEqual([]);

    store.putDecrypted([{ roomId: room, eventId: '$a', problem: 'key-missing' }]);
    expect(store.event(room, '$a')).toMatchObject({ encryption: 'undecrypted', problem: 'key-missing', type: 'm.room.encrypted' });
    store.putDecrypted([{ roomId: room, eventId: '$a', type: 'm.room.message', content: { msgtype: 'm.text', body: 'Geheim' }, shield: 'unverified-device' }]);
    store.putDecrypted([{ roomId: room, eventId: '$a', problem: 'broken' }, { roomId: room, eventId: '$nowhere', problem: 'broken' }]);
    expect(store.event(room, '$a')).toMatchObject({
      encryption: 'decrypted', problem: undefined, shield: 'unverified-device', type: 'm.room.message', content: { body: 'Geheim' },
      raw: { type: 'm.room.encrypted', content: { session_id: 'S1' } },
    });
    expect(store.undecrypted({}).map(({ eventId }) => eventId)).toEqual(['$b']);
    store.close();
  });
});

describe('redaction', () => {
  const bytes = (store: ChatStore): string => JSON.stringify([store.timelineWindow(room, { limit: 99 }), store.stateEvents(room), store.members(room, { all: true })]);

  it('removes content, decrypted content, relation and edits', async () => {
    const { store } = await openChat();
    store.applySync(sync([roomSync([encrypted('$a', 'S1'), edit('$e', '$a', 'Geheim 2'), reaction('$r', '$a', '🤫')], { limited: true })]));
    store.putDecrypted([{ roomId: room, eventId: '$a', type: 'm.room.message', content: { body: 'Geheim 1' } }]);
    expect(bytes(store)).toContain('Geheim 1');
    store.applySync(sync([roomSync([redaction('$x', '$a'), redaction('$y', '$r')])]));
    expect(bytes(store)).not.toMatch(/Geheim|🤫/u);
    expect(store.event(room, '$a')).toMatchObject({ redacted: true, encryption: 'none', raw: { unsigned: { redacted_because: { event_id: '$x' } } } });
    expect(store.relationsOf(room, ['$a'])).toEqual([]);
    expect(store.undecrypted({})).toEqual([]);
    store.close();
  });

  it('takes a bundled edit away when the edit is redacted, and an edit that comes later', async () => {
    const { store } = await openChat();
    const bundled = { 'm.relations': { 'm.replace': edit('$e', '$a', 'Geheim'), 'm.thread': { latest_event: message('$t', 'Geheim im Faden') } } };
    store.applySync(sync([roomSync([message('$a', 'offen', { unsigned: bundled }), edit('$e', '$a', 'Geheim')], { limited: true })]));
    expect(bytes(store)).not.toContain('Faden');
    store.applySync(sync([roomSync([redaction('$x', '$e')])]));
    expect(bytes(store)).not.toContain('Geheim');
    store.applySync(sync([roomSync([redaction('$y', '$a'), edit('$late', '$a', 'Geheim')])]));
    expect(bytes(store)).not.toContain('Geheim');
    expect(store.roomRow(room)?.latest?.eventId, 'an edit is never the last thing that happened').toBe('$a');
    store.close();
  });

  it('reaches the current state', async () => {
    const { store } = await openChat();
    store.applySync(sync([roomSync([state('$n', 'm.room.name', { name: 'Geheim' }), member('$m', bernd, 'Geheim')], { limited: true })]));
    store.applySync(sync([roomSync([redaction('$x', '$n'), redaction('$y', '$m')])]));
    expect(bytes(store)).not.toContain('Geheim');
    expect(store.member(room, bernd)).toMatchObject({ membership: 'join', displayName: undefined });
    store.close();
  });

  it('keeps what the server had redacted before', async () => {
    const { store } = await openChat();
    store.applySync(sync([roomSync([event('$a', 'm.room.message', {}, { unsigned: { redacted_because: redaction('$x', '$a') } })], { limited: true })]));
    expect(store.event(room, '$a')?.redacted).toBe(true);
    store.close();
  });
});

describe('rooms', () => {
  it('give the raw material of the room list', async () => {
    const { store } = await openChat();
    store.putOwnUser(anna);
    store.applySync(sync([roomSync(
      [state('$c', 'm.room.create', {}), member('$1', anna, 'Anna'), member('$2', bernd, 'Bernd'), message('$m', 'Guten Morgen', { sender: bernd }),
        edit('$e', '$m', 'Guten Tag'), reaction('$r', '$m', '👍')],
      {
        state: { events: [state('$n', 'm.room.name', { name: 'Bauamt' }), state('$k', 'm.room.encryption', { algorithm: 'm.megolm.v1.aes-sha2' })], at: 'before-timeline' },
        summary: { heroes: [bernd], joinedCount: 2 }, unread: { notifications: 3, highlights: 1 },
        receipts: [{ userId: bernd, eventId: '$m', type: 'm.read', threadId: undefined, ts: 5 }],
        accountData: [{ type: 'm.fully_read', content: { event_id: '$m' } }],
      })]));
    expect(store.roomRows()).toHaveLength(1);
    expect(store.roomRow(room)).toMatchObject({
      membership: 'join', heroes: [bernd], joinedCount: 2, invitedCount: 0, unread: { notifications: 3, highlights: 1 }, synced: true,
      state: { 'm.room.name': { name: 'Bauamt' }, 'm.room.encryption': {} }, ownMember: { content: { membership: 'join' } }, latest: { eventId: '$m' },
    });
    expect(store.roomRow(room)?.people.map(({ displayName }) => displayName)).toEqual(['Bernd', 'Anna']);
    expect(store.timelineWindow(room, { limit: 50 }).before).toEqual({ kind: 'start' });
    expect(store.receipts(room)).toHaveLength(1);
    expect(store.roomAccountData(room, 'm.fully_read')).toEqual({ event_id: '$m' });
    store.putUnread(room, { notifications: 0, highlights: 0 });
    expect(store.roomRow(room)?.unread.notifications).toBe(0);
    store.close();
  });

  it('take state that stands after the timeline as it is', async () => {
    const { store } = await openChat();
    store.applySync(sync([roomSync([state('$old', 'm.room.name', { name: 'Alt' })],
      { limited: true, state: { events: [state('$new', 'm.room.name', { name: 'Neu' })], at: 'after-timeline' } })]));
    expect(store.stateEvent(room, 'm.room.name')?.content).toEqual({ name: 'Neu' });
    store.close();
  });

  it('know who invited, until the real state comes', async () => {
    const { store } = await openChat();
    store.putOwnUser(anna);
    const stripped = [
      { type: 'm.room.member', state_key: anna, sender: bernd, content: { membership: 'invite', is_direct: true } },
      { type: 'm.room.member', state_key: bernd, sender: bernd, content: { membership: 'join', displayname: 'Bernd' } },
      { type: 'm.room.name', state_key: '', sender: bernd, content: { name: 'Vorläufig' } },
    ];
    store.applySync(sync([{ roomId: room, membership: 'invite', inviteState: stripped }]));
    expect(store.roomRow(room)).toMatchObject({ membership: 'invite', ownMember: { sender: bernd, content: { is_direct: true } }, state: { 'm.room.name': { name: 'Vorläufig' } } });
    expect(store.roomRow(room)?.people).toHaveLength(2);
    store.applySync(sync([roomSync([member('$1', anna, 'Anna')], { limited: true })]));
    expect(store.stateEvent(room, 'm.room.name')).toBeUndefined();
    expect(store.members(room).map(({ userId }) => userId)).toEqual([anna]);
    store.close();
  });

  it('keep the name of who left, but not over a redaction', async () => {
    const { store } = await openChat();
    store.applySync(sync([roomSync([member('$1', bernd, 'Bernd'), state('$2', 'm.room.member', { membership: 'leave' }, bernd)], { limited: true })]));
    expect(store.member(room, bernd)).toMatchObject({ membership: 'leave', displayName: 'Bernd' });
    const left = state('$3', 'm.room.member', { membership: 'leave' }, '@carla:x');
    store.applySync(sync([roomSync([{ ...left, unsigned: { prev_content: { membership: 'join', displayname: 'Carla' } } }])]));
    expect(store.member(room, '@carla:x')?.displayName).toBe('Carla');
    store.applySync(sync([roomSync([redaction('$4', '$2'), redaction('$5', '$3')])]));
    expect(store.members(room, { all: true }).map(({ displayName }) => displayName)).toEqual([undefined, undefined]);
    store.close();
  });

  it('find people by part of their name, in any case, each once', async () => {
    const { store } = await openChat();
    const others = { ...roomSync([member('$3', bernd, 'Bernd Öztürk')], { limited: true }), roomId: '!zwei:x' };
    store.applySync(sync([roomSync([member('$1', anna, 'Anna'), member('$2', bernd, 'Bernd Öztürk')], { limited: true }), others]));
    expect(store.searchMembers('özt', 10).map(({ userId }) => userId)).toEqual([bernd]);
    expect(store.searchMembers('MUSTERSTADT', 10)).toHaveLength(2);
    expect(store.searchMembers('%', 10)).toEqual([]);
    store.close();
  });

  it('are forgotten with all that belongs to them', async () => {
    const { store, database } = await openChat();
    store.applySync(sync([roomSync([message('$a'), reaction('$r', '$a', 'x'), member('$m', anna, 'Anna')], {
      limited: true, receipts: [{ userId: bernd, eventId: '$a', type: 'm.read', threadId: undefined, ts: 1 }], accountData: [{ type: 'm.tag', content: {} }],
    })]));
    store.forgetRoom(room);
    const tables = database.all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('notes')");
    for (const { name } of tables) expect(database.get(`SELECT count(*) AS n FROM ${name}`), name).toEqual({ n: 0 });
    store.close();
  });
});

describe('writes', () => {
  it('tell once what they changed', async () => {
    const { store } = await openChat();
    const heard: StoreChange[] = [];
    const end = store.listen((change) => heard.push(change));
    store.applySync(sync([roomSync([message('$a'), encrypted('$b', 'S')], { limited: true })],
      { presence: [{ userId: bernd, presence: 'online', statusText: 'Im Haus', lastActiveTs: 7, currentlyActive: true }], accountData: [{ type: 'm.direct', content: { [bernd]: [room] } }] }));
    store.putDecrypted([{ roomId: room, eventId: '$b', problem: 'withheld' }]);
    store.putDecrypted([{ roomId: room, eventId: '$b', problem: 'withheld' }]);
    expect(heard).toEqual([]);
    await Promise.resolve();
    expect(heard).toHaveLength(2);
    expect(heard[0]?.rooms.get(room)).toMatchObject({ row: true, timeline: true, state: false, removed: false });
    expect([...(heard[0]?.presence ?? []), ...(heard[0]?.accountData ?? [])]).toEqual([bernd, 'm.direct']);
    expect(store.presence([anna, bernd])).toEqual([{ userId: bernd, presence: 'online', statusText: 'Im Haus', lastActiveTs: 7, currentlyActive: true }]);
    expect(store.accountData('m.direct')).toEqual({ [bernd]: [room] });
    end();
    store.close();
  });

  it('are all or nothing: a sync that fails leaves its token behind', async () => {
    const { store } = await openChat();
    store.applySync(sync([roomSync([message('$a')], { limited: true })], { nextBatch: 's1' }));
    const poison = { get roomId(): string { throw new Error('half way'); } } as unknown as ReturnType<typeof roomSync>;
    expect(() => store.applySync(sync([roomSync([message('$b')]), poison], { nextBatch: 's2' }))).toThrow('half way');
    expect([store.nextBatch(), ids(store)]).toEqual(['s1', ['$a']]);
    store.close();
  });

  it('keep small values', async () => {
    const { store } = await openChat();
    store.putValue('filter', { id: 4 });
    expect([store.value('filter'), store.value('other')]).toEqual([{ id: 4 }, undefined]);
    store.close();
  });

  it('keep pictures up to a limit, the least recently read go first', async () => {
    const { store } = await openChat(undefined, { item: 60, total: 100 });
    const picture = (bytes: number) => ({ data: new Uint8Array(bytes).fill(bytes), type: 'image/png' });
    for (const name of ['a', 'b']) store.putMedia(name, 32, picture(40));
    store.putMedia('large', 32, picture(61));
    expect(store.media('a', 32)).toEqual(picture(40));
    store.putMedia('c', 32, picture(40));
    expect(['a', 'b', 'c', 'large'].map((name) => store.media(name, 32) !== undefined)).toEqual([true, false, true, false]);
    store.close();
  });
});

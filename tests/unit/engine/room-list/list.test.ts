import { describe, expect, it } from 'vitest';
import { diffKeyedList } from '../../../../renderer/base/keyed-list.ts';
import { createEmitter } from '../../../../renderer/base/listen.ts';
import type { RoomSummary } from '../../../../renderer/engine/contract.ts';
import { createPresence } from '../../../../renderer/engine/people/presence.ts';
import { createRoomList } from '../../../../renderer/engine/room-list/list.ts';
import type { RawEvent, RoomSync } from '../../../../renderer/engine/store/api.ts';
import { settle } from '../send-queue/post-office.ts';
import { anna, bernd, encrypted, event, member, message, roomSync, state, sync } from '../store/matrix-samples.ts';
import { openStoresFast } from '../stores.ts';
import { noCalls } from '../timeline/events.ts';

const carla = '@carla:musterstadt.example';
const at = (ts: number, raw: RawEvent): RawEvent => ({ ...raw, origin_server_ts: ts });

async function begin() {
  const { queue, chat: openChat } = await openStoresFast();
  const chat = openChat();
  chat.putOwnUser(anna);
  let online = true;
  const turned = createEmitter<undefined>();
  const presence = createPresence(chat, { now: () => online, listen: turned.listen });
  const open = () => {
    const list = createRoomList({ chat, queue, presence, calls: noCalls, own: anna });
    const row = (roomId: string): RoomSummary | undefined => list.items().find((item) => item.roomId === roomId);
    return { list, row };
  };
  return {
    chat, queue, open,
    turn: (to: boolean) => {
      online = to;
      turned.emit(undefined);
    },
    receive: async (...rooms: RoomSync[]) => {
      chat.applySync(sync(rooms));
      await settle();
    },
  };
}

const room = (roomId: string, events: readonly RawEvent[], more: Partial<RoomSync> = {}): RoomSync => roomSync(events, { roomId, ...more });
const named = (name: string): RawEvent => state(`$name-${name}`, 'm.room.name', { name });

describe('the room list', () => {
  it('stands sorted: invitations, then the newest first, and moves one row for one message', async () => {
    const { open, receive } = await begin();
    await receive(
      room('!alt:x', [named('Alt'), at(1_000, message('$1'))]),
      room('!neu:x', [named('Neu'), at(3_000, message('$2'))]),
      room('!mitte:x', [named('Mitte'), at(2_000, message('$3'))]),
      { roomId: '!ein:x', membership: 'invite', inviteState: [
        { type: 'm.room.member', sender: bernd, state_key: anna, content: { membership: 'invite', is_direct: true } },
        { type: 'm.room.member', sender: bernd, state_key: bernd, content: { membership: 'join', displayname: 'Bernd' } },
      ] },
      { roomId: '!weg:x', membership: 'leave' },
    );
    const { list, row } = open();
    const order = () => list.items().map((item) => item.roomId);
    expect(order()).toEqual(['!ein:x', '!neu:x', '!mitte:x', '!alt:x']);
    expect(list.head()).toEqual({ loaded: true, unread: 0, mentions: 0, invitations: 1 });
    expect(row('!ein:x')).toMatchObject({ membership: 'invite', kind: 'direct', inviter: { userId: bernd, name: 'Bernd' }, peer: { userId: bernd }, preview: undefined });
    const before = list.items();
    await receive(room('!alt:x', [at(4_000, message('$4', 'Neues\nzweite Zeile', { sender: bernd }))], { unread: { notifications: 2, highlights: 1 } }));
    expect(order()).toEqual(['!ein:x', '!alt:x', '!neu:x', '!mitte:x']);
    expect(diffKeyedList(before, list.items()).map((step) => step.op)).toEqual(['move', 'put']);
    expect(row('!alt:x')).toMatchObject({ unread: 2, mentions: 1, lastTs: 4_000, preview: { kind: 'text', own: false, text: 'Neues zweite Zeile' } });
    expect(list.head()).toMatchObject({ unread: 2, mentions: 1 });
  });

  it('is loaded also where there is nothing', async () => {
    const { open } = await begin();
    expect(open().list.head().loaded).toBe(true);
  });

  it('names a room by its name, its address, its people', async () => {
    const { open, receive } = await begin();
    const people = [member('$m1', bernd, 'Bernd'), member('$m2', carla, 'Carla'), member('$m0', anna, 'Anna')];
    await receive(
      room('!name:x', [named('  Bauamt  ')]),
      room('!address:x', [state('$a', 'm.room.canonical_alias', { alias: '#bau:x' })]),
      room('!people:x', people, { summary: { heroes: [bernd, carla], joinedCount: 5, invitedCount: 1 } }),
      room('!alone:x', [], { summary: { heroes: [], joinedCount: 1, invitedCount: 0 } }),
      room('!hostile:x', [state('$h', 'm.room.name', { name: { text: 'x' } })]),
    );
    const { row } = open();
    expect(row('!name:x')?.name).toEqual({ kind: 'named', text: 'Bauamt' });
    expect(row('!address:x')?.name).toEqual({ kind: 'named', text: '#bau:x' });
    expect(row('!people:x')?.name).toEqual({ kind: 'people', names: ['Bernd', 'Carla'], others: 3 });
    expect(row('!alone:x')?.name).toEqual({ kind: 'empty' });
    expect(row('!hostile:x')?.name).toEqual({ kind: 'empty' });
  });

  it('knows direct chats by m.direct, and the other person gives name, portrait and presence', async () => {
    const { open, receive, chat, turn } = await begin();
    await receive(room('!zwei:x', [member('$m', bernd, 'Bernd'), member('$m0', anna, 'Anna')], { summary: { heroes: [bernd], joinedCount: 2, invitedCount: 0 } }));
    const { row } = open();
    expect(row('!zwei:x')?.kind).toBe('room');
    chat.applySync(sync([], {
      accountData: [{ type: 'm.direct', content: { [bernd]: ['!zwei:x'], junk: 7 } }],
      presence: [{ userId: bernd, presence: 'online', statusText: undefined, lastActiveTs: undefined, currentlyActive: true }],
    }));
    await settle();
    expect(row('!zwei:x')).toMatchObject({
      kind: 'direct', peer: { userId: bernd, name: 'Bernd' }, avatar: 'mxc://musterstadt.example/Bernd', presence: 'online', name: { kind: 'people', names: ['Bernd'], others: 0 },
    });
    turn(false);
    expect(row('!zwei:x')?.presence).toBe('unknown');
    turn(true);
    expect(row('!zwei:x')?.presence).toBe('online');
  });

  it('says what happened last', async () => {
    const { open, receive } = await begin();
    const preview = async (raw: RawEvent, roomId: string) => {
      await receive(room(roomId, [raw]));
      return open().row(roomId)?.preview;
    };
    expect(await preview(message('$1', 'Guten Tag'), '!1:x')).toEqual({ kind: 'text', sender: anna, own: true, text: 'Guten Tag' });
    expect(await preview(event('$2', 'm.room.message', { msgtype: 'm.file', body: 'Akte.pdf' }), '!2:x')).toMatchObject({ kind: 'attachment', name: 'Akte.pdf' });
    expect(await preview(member('$3', bernd, 'Bernd'), '!3:x')).toMatchObject({ kind: 'joined', sender: 'Bernd', own: false });
    expect(await preview(state('$4', 'm.room.create', {}), '!4:x')).toMatchObject({ kind: 'created', own: true });
  });

  it('keeps the last line while a new message is being decrypted', async () => {
    const { open, receive, chat } = await begin();
    await receive(room('!a:x', [message('$1', 'alt')]));
    const { row } = open();
    await receive(room('!a:x', [encrypted('$2', 'S')]));
    expect(row('!a:x')?.preview).toMatchObject({ text: 'alt' });
    chat.putDecrypted([{ roomId: '!a:x', eventId: '$2', type: 'm.room.message', content: { msgtype: 'm.text', body: 'neu' } }]);
    await settle();
    expect(row('!a:x')?.preview).toMatchObject({ text: 'neu' });
    await receive(room('!a:x', [encrypted('$3', 'T')]));
    chat.putDecrypted([{ roomId: '!a:x', eventId: '$3', problem: 'key-missing' }]);
    await settle();
    expect(row('!a:x')?.preview).toMatchObject({ kind: 'undecryptable' });
  });

  it('shows drafts and what waits, and an own message that waits as the last thing', async () => {
    const { open, receive, queue } = await begin();
    await receive(room('!a:x', [at(1_000, message('$1'))]), room('!b:x', [at(2_000, message('$2'))]));
    const { list, row } = open();
    queue.putDraft('!a:x', '\n  Entwurf\nmehr', 1);
    const add = (txnId: string, body: string) => queue.add({ txnId, roomId: '!a:x', type: 'm.room.message', content: { msgtype: 'm.text', body }, text: body, createdAt: 5_000 });
    add('txn-1', 'eins');
    add('txn-2', 'zwei');
    queue.markFailed('txn-1', { code: 'forbidden' });
    await settle();
    expect(row('!a:x')).toMatchObject({ draft: 'Entwurf', queued: 1, failed: 1, lastTs: 5_000, preview: { text: 'zwei', own: true } });
    expect(list.items()[0]?.roomId).toBe('!a:x');
    queue.putDraft('!a:x', '', 2);
    queue.remove('txn-1');
    queue.markSent('txn-2', '$new');
    await settle();
    expect(row('!a:x')).toMatchObject({ draft: undefined, queued: 0, failed: 0, preview: { text: 'zwei' } });
  });

  it('has no spaces, and no rooms that were left', async () => {
    const { open, receive } = await begin();
    await receive(room('!space:x', [state('$c', 'm.room.create', { type: 'm.space' })]), room('!a:x', [message('$1')]));
    const { list } = open();
    expect(list.items()).toHaveLength(1);
    await receive({ roomId: '!a:x', membership: 'leave' });
    expect(list.items()).toHaveLength(0);
  });

  it('is cheap with 1,000 rooms', async () => {
    const { open, receive } = await begin();
    const rooms = Array.from({ length: 1_000 }, (_, index): RoomSync => {
      const id = index.toString();
      return room(`!r${id}:x`, [named(`Raum ${id}`), member(`$m${id}`, bernd, 'Bernd'), at(index, message(`$e${id}`, 'Text'))], { summary: { heroes: [bernd], joinedCount: 2, invitedCount: 0 } });
    });
    await receive(...rooms);
    const start = performance.now();
    const { list } = open();
    const opened = performance.now() - start;
    const before = list.items();
    expect(before).toHaveLength(1_000);
    const again = performance.now();
    await receive(room('!r17:x', [at(5_000, message('$new'))]));
    const changed = performance.now() - again;
    expect(list.items().filter((item) => !before.includes(item))).toHaveLength(1);
    console.info(`1,000 rooms: opened in ${opened.toFixed(0)} ms, one changed in ${changed.toFixed(1)} ms with its sync`);
    expect(opened).toBeLessThan(3_000);
    expect(changed).toBeLessThan(500);
  });
});


import { beforeEach, describe, expect, test } from 'vitest';
import { fail, type FailureError } from '../../../../renderer/base/failure.ts';
import { createRoomCommands } from '../../../../renderer/engine/rooms/commands.ts';
import { commandKey, directBody, roomBody } from '../../../../renderer/engine/rooms/new-room.ts';
import type { ChatStore, JsonObject } from '../../../../renderer/engine/store/api.ts';
import { anna, bernd, member, room, roomSync, state, sync } from '../store/matrix-samples.ts';
import { openStoresFast } from '../stores.ts';

let chat: ChatStore;
beforeEach(async () => {
  chat = (await openStoresFast()).chat();
  chat.putOwnUser(anna);
});

interface Asked {
  readonly what: string;
  readonly body: JsonObject | undefined;
}

/** Commands against a server that answers by the end of the path, and whose sync brings a room right after it was made. */
function commands(answers: Readonly<Record<string, JsonObject | FailureError>> = {}, brings: () => void = () => undefined) {
  const asked: Asked[] = [];
  const fetched: string[] = [];
  const opened: string[] = [];
  const made = createRoomCommands({
    chat, ownUserId: anna,
    opened: (roomId) => void opened.push(roomId),
    fetchMembers: async (roomId) => void fetched.push(roomId),
    request: async (method, path, options) => {
      const what = `${method} ${decodeURIComponent(path).split('/').at(-1) ?? ''}`;
      asked.push({ what, body: options?.body });
      const answer = answers[what];
      if (answer instanceof Error) throw answer;
      queueMicrotask(brings);
      return answer ?? {};
    },
  });
  return { made, asked, fetched, opened, whats: () => asked.map(({ what }) => what) };
}

const bringJoined = (...more: Parameters<typeof roomSync>[0]) => (): void =>
  chat.applySync(sync([roomSync([member('$a', anna, 'Anna'), ...more])], { accountData: [{ type: 'm.direct', content: { [bernd]: [room] } }] }));
const created = { 'POST createRoom': { room_id: room } };
const args = { txnId: 'befehl-0001', name: 'Lage', topic: '', encrypted: true, invite: [bernd] };

describe('a new room', () => {
  test('is encrypted, by invitation, and everyone may start a conference in it', () => {
    expect(roomBody(args)).toMatchObject({
      preset: 'private_chat', name: 'Lage', invite: [bernd], creation_content: { [commandKey]: 'befehl-0001' },
      initial_state: [{ type: 'm.room.encryption' }],
      power_level_content_override: { events: { 'im.vector.modular.widgets': 0, 'm.room.encryption': 100 } },
    });
    expect(roomBody({ ...args, encrypted: false })['initial_state']).toEqual([]);
    expect(roomBody(args)).not.toHaveProperty('topic');
    expect(directBody('befehl-0001', bernd)).toMatchObject({ is_direct: true, preset: 'trusted_private_chat', initial_state: [{ type: 'm.room.encryption' }] });
  });

  test('is made once, however often the command comes', async () => {
    const create = state('$c', 'm.room.create', { [commandKey]: args.txnId });
    const { made, whats } = commands(created, bringJoined(create));
    expect(await Promise.all([made['room.create'](args), made['room.create'](args)])).toEqual([{ roomId: room }, { roomId: room }]);
    const again = commands(created);
    expect(await again.made['room.create'](args)).toEqual({ roomId: room });
    expect([whats(), again.whats()]).toEqual([['POST createRoom'], []]);
  });

  test('that the server refuses says why', async () => {
    await expect(commands({ 'POST createRoom': fail('forbidden') }).made['room.create'](args)).rejects.toThrow('forbidden');
    await expect(commands({ 'POST createRoom': {} }).made['room.create'](args)).rejects.toThrow('server-error');
  });
});

describe('a direct chat', () => {
  const direct = { txnId: 'befehl-0002', userId: bernd };

  test('is made and marked as one in the account, beside those that are marked already', async () => {
    const before = { '@cem:x.y': ['!c:x.y'], [bernd]: ['!alt:x.y'] };
    const { made, asked } = commands({ ...created, 'GET m.direct': before }, bringJoined());
    expect(await made['room.direct'](direct)).toEqual({ roomId: room, created: true });
    expect(asked.at(-1)).toEqual({ what: 'PUT m.direct', body: { '@cem:x.y': ['!c:x.y'], [bernd]: ['!alt:x.y', room] } });
  });

  test('is made in an account that has none yet, and not on a guess where the server does not answer', async () => {
    const first = commands({ ...created, 'GET m.direct': fail('not-found') }, bringJoined());
    await first.made['room.direct'](direct);
    expect(first.asked.at(-1)).toEqual({ what: 'PUT m.direct', body: { [bernd]: [room] } });
    const silent = commands({ ...created, 'GET m.direct': fail('offline') }, bringJoined());
    await expect(silent.made['room.direct']({ ...direct, userId: '@cem:x.y' })).rejects.toThrow('offline');
    expect(silent.whats()).not.toContain('PUT m.direct');
  });

  test('is the one that there is', async () => {
    bringJoined(member('$b', bernd, 'Bernd'))();
    const { made, asked } = commands();
    expect(await made['room.direct'](direct)).toEqual({ roomId: room, created: false });
    expect(asked).toEqual([]);
  });

  test('is the one that the person has invited to', async () => {
    const invitation = { type: 'm.room.member', state_key: anna, sender: bernd, content: { membership: 'invite', is_direct: true } };
    chat.applySync(sync([{ roomId: room, membership: 'invite', inviteState: [invitation] }]));
    const { made, whats } = commands({ 'GET m.direct': {} }, bringJoined());
    expect(await made['room.direct'](direct)).toEqual({ roomId: room, created: false });
    expect(whats()).toEqual(['POST join', 'GET m.direct', 'PUT m.direct']);
  });
});

describe('in a room', () => {
  test('who is invited or there already is not invited again', async () => {
    bringJoined(member('$b', bernd, 'Bernd', 'invite'))();
    const { made, whats } = commands();
    await made['room.invite']({ roomId: room, userId: bernd });
    await made['room.invite']({ roomId: room, userId: '@cem:x.y' });
    expect(whats()).toEqual(['POST invite']);
  });

  test('leaving twice is leaving once; what else fails says so', async () => {
    await expect(commands({ 'POST leave': fail('forbidden') }).made['room.leave']({ roomId: room })).resolves.toBeNull();
    await expect(commands({ 'POST leave': fail('offline') }).made['room.leave']({ roomId: room })).rejects.toThrow('offline');
  });

  test('the one that is open is told of, and its members are fetched', async () => {
    const { made, fetched, opened } = commands();
    await made['room.opened']({ roomId: room });
    expect([opened, fetched]).toEqual([[room], [room]]);
  });
});

import { describe, expect, it } from 'vitest';
import type { Member, RoomDetails } from '../../../../renderer/engine/contract.ts';
import { createPresence } from '../../../../renderer/engine/people/presence.ts';
import { createRoomTopic } from '../../../../renderer/engine/room-list/topics.ts';
import type { JsonObject } from '../../../../renderer/engine/store/api.ts';
import { settle } from '../send-queue/post-office.ts';
import { anna, bernd, member, message, room, roomSync, state, sync } from '../store/matrix-samples.ts';
import { openStoresFast } from '../stores.ts';

const carla = '@carla:musterstadt.example';
const dora = '@dora:musterstadt.example';

interface State {
  readonly head: RoomDetails;
  readonly items: readonly Member[];
}

async function begin() {
  const { chat: openChat } = await openStoresFast();
  const chat = openChat();
  chat.putOwnUser(anna);
  const presence = createPresence(chat, { now: () => true, listen: () => () => undefined });
  const topic = createRoomTopic({ chat, presence, own: anna });
  const states: State[] = [];
  const stop = topic.follow({ roomId: room }, { publish: (next) => void states.push(next), close: () => undefined });
  const last = (): State => {
    const found = states.at(-1);
    if (!found) throw new Error('nothing published');
    return found;
  };
  return { chat, states, last, stop };
}

describe('the topic "room"', () => {
  it('says that a room is unknown, and what it is once it is there', async () => {
    const { chat, last } = await begin();
    expect(last()).toMatchObject({ head: { membership: 'unknown', canSend: false }, items: [] });
    chat.applySync(sync([roomSync([state('$c', 'm.room.create', {}), state('$n', 'm.room.name', { name: 'Bauamt' }), state('$t', 'm.room.topic', { topic: 'Alles zum Bau' }), member('$m', anna, 'Anna')])]));
    await settle();
    expect(last().head).toMatchObject({ membership: 'join', name: { text: 'Bauamt' }, topic: 'Alles zum Bau', encrypted: false, memberCount: 1, canSend: true, canInvite: true });
  });

  it('names the host of a conference that stays, and says who may set one up', async () => {
    const { chat, last } = await begin();
    const widget = (id: string, key: string, content: JsonObject) => ({ ...state(id, 'im.vector.modular.widgets', content), state_key: key });
    const jitsi = { type: 'jitsi', url: 'https://x.example', data: { domain: 'meet.example', conferenceId: 'abc' } };
    chat.applySync(sync([roomSync([
      state('$c', 'm.room.create', {}), member('$m', anna, 'Anna'),
      state('$p', 'm.room.power_levels', { events: { 'im.vector.modular.widgets': 0 } }), widget('$w1', 'de.einklang.jitsi', jitsi),
    ])]));
    await settle();
    expect(last().head, 'that of a call').toMatchObject({ conference: undefined, canSetConference: true });
    chat.applySync(sync([roomSync([{ ...widget('$w2', 'jitsi_1', jitsi), origin_server_ts: Date.now() }, state('$p2', 'm.room.power_levels', { state_default: 50 })])]));
    await settle();
    expect(last().head).toMatchObject({ conference: 'meet.example', canSetConference: false });
  });

  it('gives the members by role and name, namesakes with their ID', async () => {
    const { chat, last } = await begin();
    chat.applySync(sync([roomSync([
      member('$1', anna, 'Anna'), member('$2', bernd, 'Özil'), member('$3', carla, 'Zoe'), member('$4', dora, 'Anna', 'invite'),
      member('$5', '@gone:x', 'Weg', 'leave'),
      state('$p', 'm.room.power_levels', { users: { [carla]: 100, [bernd]: '50' }, events_default: 10, invite: 50 }),
    ])]));
    await settle();
    expect(last().items.map(({ name, role, membership }) => [name, role, membership])).toEqual([
      ['Zoe', 'admin', 'join'], ['Özil', 'moderator', 'join'], [`Anna (${anna})`, 'member', 'join'], [`Anna (${dora})`, 'member', 'invite'],
    ]);
    expect(last().head).toMatchObject({ canSend: false, canInvite: false });
  });

  it('touches only the person whose presence changed', async () => {
    const { chat, last } = await begin();
    chat.applySync(sync([roomSync([member('$1', anna, 'Anna'), member('$2', bernd, 'Bernd')])]));
    await settle();
    const before = last().items;
    chat.applySync(sync([], { presence: [{ userId: bernd, presence: 'busy', statusText: undefined, lastActiveTs: undefined, currentlyActive: false }] }));
    await settle();
    expect(last().items[0]).toBe(before[0]);
    expect(last().items[1]).toMatchObject({ userId: bernd, presence: 'busy' });
  });

  it('does not say anything for what does not concern it, nor after its end', async () => {
    const { chat, states, stop } = await begin();
    chat.applySync(sync([roomSync([message('$1')], { roomId: '!other:x' })]));
    await settle();
    expect(states).toHaveLength(1);
    stop();
    chat.applySync(sync([roomSync([message('$2')])]));
    await settle();
    expect(states).toHaveLength(1);
  });
});

import { describe, expect, it } from 'vitest';
import { fail } from '../../../../renderer/base/failure.ts';
import { cleanLine, mxcOf, peopleOf, personOf } from '../../../../renderer/engine/people/names.ts';
import { powerOf } from '../../../../renderer/engine/people/power.ts';
import { createPresence } from '../../../../renderer/engine/people/presence.ts';
import { searchPeople } from '../../../../renderer/engine/people/search.ts';
import type { Request } from '../../../../renderer/engine/session/api.ts';
import type { JsonObject, RawEvent } from '../../../../renderer/engine/store/api.ts';
import { anna, bernd, member, room, roomSync, sync } from '../store/matrix-samples.ts';
import { openStoresFast } from '../stores.ts';

const carla = '@carla:musterstadt.example';

describe('names', () => {
  it('stand in one line, whatever was put into them', () => {
    expect(cleanLine('  Anna\n\tAbel\u202e\u0007 ')).toBe('Anna Abel');
    expect(cleanLine('👩‍💻 Team')).toBe('👩‍💻 Team');
    expect(cleanLine('x'.repeat(5_000_000))).toHaveLength(100);
    expect(cleanLine({ a: 1 })).toBe('');
    expect(personOf(bernd, { displayName: ' \u200b', avatar: 'https://tracker.example/x.png' })).toEqual({ userId: bernd, name: bernd, avatar: undefined });
  });
  it('take pictures only from mxc: addresses', () => {
    expect(mxcOf('mxc://x/abc')).toBe('mxc://x/abc');
    for (const bad of ['mxc://x', 'mxc://x/a/b', 'mxc://x/a b', 'https://x/a', 7, undefined, `mxc://x/${'a'.repeat(2_000)}`]) expect(mxcOf(bad)).toBeUndefined();
  });
  it('carry the ID where two are alike, but not for one who has left', () => {
    const row = (userId: string, membership: 'join' | 'leave') => ({ userId, membership, displayName: 'Kim', avatar: undefined });
    const names = (rows: Parameters<typeof peopleOf>[0]) => [...peopleOf(rows).values()].map((person) => person.name);
    expect(names([row(anna, 'join'), row(bernd, 'join')])).toEqual([`Kim (${anna})`, `Kim (${bernd})`]);
    expect(names([row(anna, 'join'), row(bernd, 'leave')])).toEqual(['Kim', 'Kim']);
  });
});

describe('power', () => {
  const of = (create: JsonObject | undefined, levels: JsonObject | undefined) => powerOf({
    stateEvent: (_roomId, type): RawEvent | undefined => {
      const content = type === 'm.room.create' ? create : levels;
      return content && { type, content, sender: anna, event_id: '$x', origin_server_ts: 0, state_key: '' };
    },
  }, room);
  it('has the defaults of the specification', () => {
    const bare = of({}, undefined);
    expect([bare.of(anna), bare.of(bernd), bare.toInvite, bare.toSend('m.room.message'), bare.toNotifyRoom]).toEqual([100, 0, 0, 0, 50]);
  });
  it('reads levels, also those written as text', () => {
    const power = of({}, { users: { [bernd]: '50' }, users_default: 5, events: { 'm.room.message': 20 }, events_default: 10, invite: 30, notifications: { room: 7 } });
    expect([power.of(anna), power.of(bernd), power.toSend('m.room.message'), power.toSend('x'), power.toInvite, power.toNotifyRoom]).toEqual([5, 50, 20, 10, 30, 7]);
  });
  it('puts the creators of new rooms above all', () => {
    const power = of({ room_version: '12', additional_creators: [carla, 7] }, { users: { [bernd]: 100 } });
    expect([power.of(anna), power.of(carla), power.of(bernd)]).toEqual([Infinity, Infinity, 100]);
    expect(of({ room_version: '11' }, { users: {} }).of(anna)).toBe(0);
  });
  it('is not fooled by names of the prototype or by nonsense', () => {
    const power = of({ room_version: {} }, { users: [1], users_default: 'many', events: 'all' });
    expect([power.of('constructor'), power.of(anna), power.toSend('toString')]).toEqual([0, 0, 0]);
  });
});

describe('people.search', () => {
  async function begin(request: Request) {
    const { chat: openChat } = await openStoresFast();
    const chat = openChat();
    chat.putOwnUser(anna);
    chat.applySync(sync([roomSync([member('$1', anna, 'Anna'), member('$2', bernd, 'Bernd Bach')], { summary: { heroes: [bernd], joinedCount: 2, invitedCount: 0 } })], {
      accountData: [{ type: 'm.direct', content: { [bernd]: [room] } }],
    }));
    const presence = createPresence(chat, { now: () => true, listen: () => () => undefined });
    return (query: string) => searchPeople({ chat, request, presence, own: anna }, query);
  }
  const directory = (results: readonly unknown[], limited = false): Request => async () => ({ results, limited });

  it('joins the directory with what is known here, without oneself', async () => {
    const search = await begin(directory([{ user_id: carla, display_name: 'Carla Bach' }, { user_id: anna }, { user_id: 'junk' }, 7], true));
    expect(await search('Bach')).toEqual({
      people: [
        { userId: carla, name: 'Carla Bach', avatar: undefined, presence: 'unknown', roomId: undefined },
        { userId: bernd, name: 'Bernd Bach', avatar: undefined, presence: 'unknown', roomId: room },
      ],
      limited: true,
      offline: false,
    });
  });
  it('answers by itself when the server does not', async () => {
    const search = await begin(() => Promise.reject(fail('offline')));
    const { people, offline } = await search('bach');
    expect([people.map((person) => person.userId), offline]).toEqual([[bernd], true]);
  });
  it('does not ask the server for nothing, and offers a full ID that nobody knows', async () => {
    const asked: unknown[] = [];
    const search = await begin(async (_method, _path, options) => {
      asked.push(options?.body);
      return {};
    });
    expect((await search('  ')).people.map((person) => person.userId)).toEqual([bernd]);
    expect(asked).toEqual([]);
    expect((await search('@neu:anderswo.example')).people.map((person) => person.userId)).toEqual(['@neu:anderswo.example']);
    expect(asked).toEqual([{ search_term: '@neu:anderswo.example', limit: 30 }]);
  });
});

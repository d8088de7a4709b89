import { describe, expect, it } from 'vitest';
import type { RoomSummary } from '../../../../renderer/engine/contract.ts';
import { createRoomListModel } from '../../../../renderer/workspace/viewmodels/room-list/room-list.ts';
import { createFakeEngine } from '../support/engine.ts';
import { person, roomSummary } from '../support/items.ts';

const holger = person('Holger');
const rooms = [
  roomSummary('Klausur', { membership: 'invite', inviter: holger }),
  roomSummary('Haushalt', { unread: 2 }),
  roomSummary('chat', { kind: 'direct', name: { kind: 'people', names: ['Holger Steinbach'], others: 0 }, peer: holger }),
  roomSummary('E-Akte'),
  roomSummary('Stab', { mentions: 1, unread: 1 }),
];

function open(items: readonly RoomSummary[] = rooms) {
  const engine = createFakeEngine();
  const model = createRoomListModel({ engine });
  const say = (list: readonly RoomSummary[]): void =>
    engine.say('roomList', { head: { loaded: true, unread: 3, mentions: 1, invitations: 1 }, items: list });
  say(items);
  const keys = (): readonly string[] => model.rows.value.map(({ key }) => key);
  return { engine, model, say, keys };
}

describe('the room list', () => {
  it('stands in sections that keep the order of the engine and can be folded', () => {
    const { model, keys } = open();
    expect(keys()).toEqual(['invitations', '!Klausur', 'direct', '!chat', 'rooms', '!Haushalt', '!E-Akte', '!Stab']);
    model.toggle('rooms');
    expect(keys()).toEqual(['invitations', '!Klausur', 'direct', '!chat', 'rooms']);
    model.toggle('rooms');
    expect(keys()).toContain('!Stab');
  });

  it('filters by words of the name, in any order and case, and unfolds meanwhile', () => {
    const { model, keys } = open();
    model.toggle('direct');
    model.setFilter('STEIN hol');
    expect(keys()).toEqual(['direct', '!chat']);
    model.setFilter('nichts');
    expect([keys(), model.hasRooms.value]).toEqual([[], true]);
  });

  it('steps through what is shown, and through the unread ones round and round', () => {
    const { model } = open();
    model.open('!chat');
    expect(model.step(1, false)).toBe('!Haushalt');
    expect(model.step(1, true)).toBe('!Stab');
    expect(model.step(1, true)).toBe('!Klausur');
    expect(model.step(-1, false)).toBeUndefined();
    expect(model.selected.value).toBe('!Klausur');
  });

  it('keeps the row of a room that has not changed', () => {
    const { model, say } = open();
    const before = new Map(model.rows.value.map((row) => [row.key, row]));
    say([...rooms.slice(0, 4), roomSummary('Stab', { unread: 5 })]);
    const changed = model.rows.value.filter((row) => before.get(row.key) !== row).map(({ key }) => key);
    expect(changed).toEqual(['!Stab']);
  });

  it('opens a room whose invitation was accepted, and says why that failed', async () => {
    const { engine, model } = open();
    model.accept('!Klausur');
    model.accept('!Klausur');
    expect(engine.asked('room.join')).toHaveLength(1);
    await engine.asked('room.join')[0]?.refuse('offline');
    expect(model.invitations.value.get('!Klausur')).toEqual({ state: 'failed', failure: { code: 'offline' } });
    model.accept('!Klausur');
    await engine.asked('room.join')[1]?.answer(null);
    expect([model.selected.value, model.invitations.value.size]).toEqual(['!Klausur', 0]);
  });

  it('closes a room whose invitation was declined', async () => {
    const { engine, model } = open();
    model.open('!Klausur');
    model.decline('!Klausur');
    await engine.asked('room.leave')[0]?.answer(null);
    expect(model.selected.value).toBeUndefined();
  });
});

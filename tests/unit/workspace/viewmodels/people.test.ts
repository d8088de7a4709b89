import { describe, expect, it } from 'vitest';
import type { FoundPerson } from '../../../../renderer/engine/contract.ts';
import { createNewRoomModel } from '../../../../renderer/workspace/viewmodels/people/new-room.ts';
import { createPeopleSearch } from '../../../../renderer/workspace/viewmodels/people/search.ts';
import { createStartChatModel } from '../../../../renderer/workspace/viewmodels/people/start-chat.ts';
import { createHandClock } from '../support/clock.ts';
import { createFakeEngine } from '../support/engine.ts';
import { person } from '../support/items.ts';

const found = (name: string): FoundPerson => ({ ...person(name), presence: 'online', roomId: undefined });
const answer = (name: string) => ({ people: [found(name)], limited: false, offline: false });

describe('people search', () => {
  it('asks once typing pauses, and an answer that was overtaken does not count', async () => {
    const engine = createFakeEngine();
    const clock = createHandClock();
    const search = createPeopleSearch(engine, clock);
    search.ask('e');
    clock.advance(100);
    search.ask('em');
    clock.advance(250);
    search.ask('emre');
    clock.advance(250);
    expect(engine.args('people.search').map(({ query }) => query)).toEqual(['em', 'emre']);
    await engine.asked('people.search')[1]?.answer(answer('Emre'));
    await engine.asked('people.search')[0]?.answer(answer('Emma'));
    expect(search.found.value).toEqual({ state: 'found', ...answer('Emre') });
    expect(search.busy.value).toBe(false);
    search.ask('  ');
    expect(search.found.value).toEqual({ state: 'nothing-asked' });
    search.dispose();
    expect(clock.timers).toBe(0);
  });
});

describe('starting a chat', () => {
  it('uses one transaction ID for a person, however often it is tried', async () => {
    const engine = createFakeEngine();
    const opened: string[] = [];
    let made = 0;
    const model = createStartChatModel({
      engine,
      clock: createHandClock(),
      newTxnId: () => `txn-${(++made).toString()}`,
      opened: (roomId) => opened.push(roomId),
    });
    model.start.run('@emre:land.example');
    await engine.asked('room.direct')[0]?.refuse('offline');
    expect(model.start.failure.value?.code).toBe('offline');
    model.start.run('@emre:land.example');
    await engine.asked('room.direct')[1]?.answer({ roomId: '!neu', created: true });
    expect(engine.args('room.direct').map(({ txnId }) => txnId)).toEqual(['txn-1', 'txn-1']);
    expect(opened).toEqual(['!neu']);
  });
});

describe('making a room', () => {
  it('is encrypted by default, invites each person once, and wants a name', async () => {
    const engine = createFakeEngine();
    const opened: string[] = [];
    const model = createNewRoomModel({
      engine,
      clock: createHandClock(),
      newTxnId: () => 'txn-room',
      opened: (roomId) => opened.push(roomId),
    });
    expect(model.ready.value).toBe(false);
    model.name.value = ' Haushalt ';
    model.add(person('Emre'));
    model.add(person('Emre'));
    model.add(person('Holger'));
    model.remove(person('Holger').userId);
    model.create.run();
    model.create.run();
    expect(engine.args('room.create')).toEqual([
      { txnId: 'txn-room', name: 'Haushalt', topic: '', encrypted: true, invite: ['@emre:land.example'] },
    ]);
    await engine.asked('room.create')[0]?.answer({ roomId: '!h' });
    expect(opened).toEqual(['!h']);
  });
});

import { beforeEach, describe, expect, test } from 'vitest';
import { fail, type Failure } from '../../../../renderer/base/failure.ts';
import type { ChatStore } from '../../../../renderer/engine/store/api.ts';
import { createSyncGate, type SyncGate } from '../../../../renderer/engine/sync/gate.ts';
import { createSave } from '../../../../renderer/engine/sync/save.ts';
import { createSdkStore } from '../../../../renderer/engine/sync/sdk-store.ts';
import { fakeFetch, silent } from '../session/fake-host.ts';
import { anna, bernd, encrypted, member, message, room, state } from '../store/matrix-samples.ts';
import { openStoresFast } from '../stores.ts';

let chat: ChatStore;
beforeEach(async () => {
  chat = (await openStoresFast()).chat();
  chat.putOwnUser(anna);
});

const syncUrl = 'https://matrix.example/_matrix/client/v3/sync';
const joined = (nextBatch: string, room_: object) => ({ next_batch: nextBatch, rooms: { join: { [room]: room_ } } });

/** Passes a response of the server through the gate as the SDK does, and saves it. */
function pipeline(answers: object[], decrypted: string[] = []) {
  const gate: SyncGate = createSyncGate(fakeFetch(() => ({ body: answers.shift() })), anna, silent);
  const faults: Failure[] = [];
  const written: string[][] = [];
  const readEvents: string[] = [];
  const save = createSave({
    chat, gate, log: silent,
    decryption: {
      decrypt: async (events) => {
        readEvents.push(...events.map(({ raw }) => raw.event_id));
        return events.map(({ roomId, raw }) => ({ roomId, eventId: raw.event_id, type: 'm.room.message', content: { msgtype: 'm.text', body: decrypted.shift() ?? 'gelesen' } }));
      },
      retryStored: async () => void readEvents.push('stored'),
    },
    written: (rooms) => written.push([...rooms]),
    fault: (failure) => faults.push(failure),
  });
  const turn = async (): Promise<unknown> => {
    const response = (await (await gate.fetch(syncUrl)).json()) as { next_batch: string };
    await save(response.next_batch);
    return response;
  };
  return { turn, faults, written, readEvents, save, gate };
}

describe('a sync on its way into the store', () => {
  test('is written whole, while the SDK sees none of its messages', async () => {
    const { turn, written } = pipeline([joined('s1', { timeline: { events: [message('$a', 'Hallo')] }, state: { events: [member('$m', anna, 'Anna')] } })]);
    expect(JSON.stringify(await turn())).not.toContain('Hallo');
    expect(chat.event(room, '$a')?.content['body']).toBe('Hallo');
    expect(chat.nextBatch()).toBe('s1');
    expect(written).toEqual([[room]]);
  });

  test('is read before it is written, so that nobody sees a message change', async () => {
    const { turn } = pipeline([joined('s1', { timeline: { events: [encrypted('$e', 'sitzung')] } })], ['geheim']);
    const seen: (string | undefined)[] = [];
    chat.listen(() => seen.push(chat.event(room, '$e')?.encryption));
    await turn();
    await Promise.resolve();
    expect(new Set(seen)).toEqual(new Set(['decrypted']));
    expect(chat.event(room, '$e')?.content['body']).toBe('geheim');
  });

  test('with many encrypted messages is written first', async () => {
    const events = Array.from({ length: 51 }, (_, each) => encrypted(`$e${each}`, 'sitzung'));
    const { turn, readEvents } = pipeline([joined('s1', { timeline: { events } })]);
    await turn();
    expect(readEvents).toEqual(['stored']);
    expect(chat.nextBatch()).toBe('s1');
  });

  test('never rejects: a store that takes no more is a fault', async () => {
    const { turn, faults } = pipeline([joined('s1', {})]);
    chat.close();
    await turn();
    expect(faults).toMatchObject([{ code: 'store-closed' }]);
  });

  test('that did not come through the gate is left alone', async () => {
    const { save, faults } = pipeline([]);
    await save('s9');
    expect([chat.nextBatch(), faults]).toEqual([undefined, []]);
  });
});

test('a gate ends the line that is open, and lets other answers pass', async () => {
  const never: typeof fetch = (_url, init) =>
    new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(fail('cut'))));
  const gate = createSyncGate(never, anna, silent);
  const open = gate.fetch(syncUrl);
  gate.interrupt();
  await expect(open).rejects.toThrow('cut');
  const other = createSyncGate(fakeFetch(() => ({ body: { rooms: { join: 5 } } })), anna, silent);
  expect(await (await other.fetch('https://matrix.example/_matrix/client/v3/joined_rooms')).json()).toEqual({ rooms: { join: 5 } });
  const refused = createSyncGate(fakeFetch(() => ({ status: 401, body: { errcode: 'M_UNKNOWN_TOKEN' } })), anna, silent);
  expect((await refused.fetch(syncUrl)).status).toBe(401);
});

describe('the store of the SDK', () => {
  test('makes its rooms from the state that is there, with no member but oneself', async () => {
    const { turn } = pipeline([
      joined('s1', {
        state: { events: [member('$m1', anna, 'Anna'), member('$m2', bernd, 'Bernd'), state('$enc', 'm.room.encryption', { algorithm: 'm.megolm.v1.aes-sha2' })] },
        timeline: { events: [state('$n', 'm.room.name', { name: 'Bauamt' }), message('$a')] },
      }),
      { next_batch: 's2', rooms: { invite: { '!neu:x.y': { invite_state: { events: [{ type: 'm.room.name', state_key: '', content: { name: 'Neu' }, sender: bernd }] } } } } },
    ]);
    await turn();
    await turn();
    const saved = await createSdkStore({ chat, save: async () => undefined }).getSavedSync();
    const after = saved?.roomsData.join[room]?.['org.matrix.msc4222.state_after']?.events;
    expect(saved?.nextBatch).toBe('s2');
    expect(after?.map(({ event_id }) => event_id).sort()).toEqual(['$enc', '$m1', '$n']);
    expect(saved?.roomsData.join[room]?.timeline.events).toEqual([]);
    expect(Object.keys(saved?.roomsData.invite ?? {})).toEqual(['!neu:x.y']);
  });

  test('has nothing before the first sync, and keeps no pending events ever', async () => {
    const store = createSdkStore({ chat, save: async () => undefined });
    expect([await store.getSavedSync(), await store.getSavedSyncToken(), await store.isNewlyCreated()]).toEqual([null, null, true]);
    await store.setPendingEvents(room, [{ event_id: '$x' }]);
    expect(await store.getPendingEvents(room)).toEqual([]);
  });

  test('keeps filter and to-device messages over a restart', async () => {
    const before = createSdkStore({ chat, save: async () => undefined });
    before.setFilterIdByName('F', '7');
    const batch = (txnId: string) => ({ eventType: 'm.x', txnId, batch: [{ userId: bernd, deviceId: 'D', payload: { a: 1 } }] });
    await before.saveToDeviceBatches([batch('t1'), batch('t2')]);
    const after = createSdkStore({ chat, save: async () => undefined });
    expect(after.getFilterIdByName('F')).toBe('7');
    expect(await after.getOldestToDeviceBatch()).toMatchObject({ id: 0, txnId: 't1' });
    await after.removeToDeviceBatch(0);
    expect(await after.getOldestToDeviceBatch()).toMatchObject({ id: 1, txnId: 't2' });
    await after.removeToDeviceBatch(1);
    expect(await after.getOldestToDeviceBatch()).toBeNull();
  });
});

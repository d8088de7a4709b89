import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toFailure } from '../../../../renderer/base/failure.ts';
import { derivedVersion } from '../../../../renderer/engine/store/chat/derived.ts';
import { prepareChat } from '../../../../renderer/engine/store/chat/prepare.ts';
import { createChatStore } from '../../../../renderer/engine/store/chat/store.ts';
import { migrate, type Migration } from '../../../../renderer/engine/store/migrate.ts';
import { prepareQueue } from '../../../../renderer/engine/store/queue/schema.ts';
import { createQueueStore } from '../../../../renderer/engine/store/queue/store.ts';
import type { Database } from '../../../../renderer/engine/store/sqlite/database.ts';
import { anna, bernd, room } from './matrix-samples.ts';
import { createMemoryFile, createMemoryFiles, openInMemory, type MemoryFiles } from './support.ts';

const version = (database: Database): unknown => database.get('PRAGMA user_version');

const fixture = (name: string): MemoryFiles => ({
  ...createMemoryFiles(), main: createMemoryFile(Uint8Array.from(readFileSync(new URL(`fixtures/${name}.bin`, import.meta.url)))),
});

const first: Migration = (database) => void database.run('CREATE TABLE t(a)');
const second: Migration = (database) => void database.run('ALTER TABLE t ADD COLUMN b');

describe('migrations', () => {
  it('run forward, each once, with their version', async () => {
    const database = await openInMemory();
    migrate(database, [first]);
    database.run('INSERT INTO t VALUES(1)');
    migrate(database, [first, second]);
    migrate(database, [first, second]);
    expect([version(database), database.all('SELECT * FROM t')]).toEqual([{ user_version: 2 }, [{ a: 1, b: null }]]);
    database.close();
  });

  it('leave a database whose step fails as it was', async () => {
    const database = await openInMemory();
    const half: Migration = (target) => {
      second(target);
      throw new Error('half way');
    };
    expect(() => migrate(database, [first, half])).toThrow('half way');
    expect([version(database), database.all("SELECT name FROM pragma_table_info('t')")]).toEqual([{ user_version: 1 }, [{ name: 'a' }]]);
    database.close();
  });

  it('refuse a database of a later version', async () => {
    const database = await openInMemory();
    migrate(database, [first, second]);
    const refused = (): string => {
      try {
        migrate(database, [first]);
        return 'none';
      } catch (error) {
        return toFailure(error).code;
      }
    };
    expect([refused(), version(database)]).toEqual(['store-too-new', { user_version: 2 }]);
    database.close();
  });
});

describe.each(['v1'])('a database of %s', (release) => {
  it('opens with everything in it', async () => {
    const database = await openInMemory(fixture(`chat-${release}`));
    prepareChat(database);
    const store = createChatStore(database);
    expect([store.ownUser(), store.nextBatch(), store.accountData('m.direct')]).toEqual([anna, 's2', { [bernd]: [room] }]);
    const { events, gaps } = store.timelineWindow(room, { limit: 50, acrossGaps: true });
    expect(events.map(({ eventId, encryption, redacted }) => [eventId, encryption, redacted])).toEqual([
      ['$create', 'none', false], ['$anna', 'none', false], ['$bernd', 'none', false], ['$1', 'none', false], ['$2', 'decrypted', false],
      ['$3', 'undecrypted', false], ['$4', 'none', false], ['$5', 'none', false], ['$6', 'none', true], ['$7', 'none', false], ['$9', 'none', false], ['$10', 'none', false],
    ]);
    expect(gaps).toEqual([{ eventId: '$9', token: 'p9' }]);
    expect(events[4]?.content).toEqual({ msgtype: 'm.text', body: 'Vertraulich' });
    expect(store.relationsOf(room, ['$1'])).toHaveLength(2);
    expect(store.roomRow(room)).toMatchObject({ heroes: [bernd], joinedCount: 2, unread: { notifications: 2, highlights: 1 }, latest: { eventId: '$10' } });
    expect(store.recentCalls(9)).toEqual([{ roomId: room, callId: 'anruf-0001' }]);
    expect(store.undecrypted({ sessionId: 'S2' })).toHaveLength(1);
    expect(store.media('mxc://musterstadt.example/anna', 32)?.data).toEqual(Uint8Array.of(1, 2, 3));
    expect(database.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' });
    store.close();
  });

  it('has its queue', async () => {
    const database = await openInMemory(fixture(`queue-${release}`));
    prepareQueue(database);
    const queue = createQueueStore(database);
    expect(queue.messages()).toMatchObject([{ txnId: 'txn-0001', text: 'Noch nicht gesendet', state: 'queued' }]);
    expect([queue.draft(room), queue.setting('last-room')]).toEqual(['Entwurf', room]);
    queue.close();
  });

  it('gets what is derived anew where it was derived differently', async () => {
    const database = await openInMemory(fixture(`chat-${release}`));
    prepareChat(database);
    const derived = (): unknown[] => [
      database.all('SELECT * FROM relations ORDER BY event'), database.all('SELECT * FROM members ORDER BY user_id'),
      database.all('SELECT event_id FROM events WHERE preview = 1 ORDER BY id'), database.all('SELECT * FROM calls'),
    ];
    const before = derived();
    for (const table of ['relations', 'members', 'calls']) database.run(`DELETE FROM ${table}`);
    database.run('UPDATE events SET preview = 1 - preview');
    prepareChat(database);
    expect(derived(), 'control: not at every start').not.toEqual(before);
    database.run("UPDATE notes SET json = '0' WHERE key = 'derived-version'");
    prepareChat(database);
    expect(derived()).toEqual(before);
    expect(database.get("SELECT json FROM notes WHERE key = 'derived-version'")).toEqual({ json: String(derivedVersion) });
    database.close();
  });
});

import { fail } from '../../../../renderer/base/failure.ts';
import type { RawEvent, StoresOpened } from '../../../../renderer/engine/store/api.ts';
import { parseKeyFile, unwrapKey, type DatabaseName } from '../../../../renderer/engine/store/keys.ts';
import { openStores } from '../../../../renderer/engine/store/open.ts';
import { openDatabase, type Database } from '../../../../renderer/engine/store/sqlite/database.ts';
import { openFiles, type FilesExpected } from '../../../../renderer/engine/store/sqlite/files.ts';
import { loadSqlite } from '../../../../renderer/engine/store/sqlite/module.ts';
import { serveCommands } from '../../support/worker-calls.ts';

/** What the desktop keeps for the engine. */
export interface Secrets {
  readonly keys?: string;
  readonly storeKey?: string;
}

const room = '!amt:musterstadt.example';
let stores: StoresOpened | undefined;
let database: Database | undefined;

function open() {
  if (stores?.outcome !== 'fresh' && stores?.outcome !== 'opened') throw fail('internal', 'not open');
  return stores;
}

const event = (id: string, body: string): RawEvent =>
  ({ event_id: id, type: 'm.room.message', sender: '@anna:musterstadt.example', origin_server_ts: 0, content: { msgtype: 'm.text', body } });

/** One sync of fifty messages and one message in the queue, both numbered. */
function writeBatch(number: number): void {
  const { chat, queue } = open();
  const events = Array.from({ length: 50 }, (_, at) => event(`$${number}-${at}`, `Nachricht ${number}-${at} `.repeat(12)));
  chat.applySync({
    nextBatch: String(number), accountData: [], presence: [],
    rooms: [{ roomId: room, membership: 'join', timeline: { events, limited: number === 1, prevBatch: 'p' } }],
  });
  queue.add({ txnId: `t${number}`, roomId: room, type: 'm.room.message', content: {}, text: String(number), createdAt: 0 });
}

const commands = {
  /** Opens both stores; answers the outcome and what the desktop would hold afterwards. */
  async open(secrets: Secrets) {
    let { keys, storeKey } = secrets;
    stores = await openStores({
      readKeys: async () => keys,
      writeKeys: async (text) => void (keys = text),
      readStoreKey: async () => storeKey,
      writeStoreKey: async (value) => void (storeKey = value),
    });
    const { outcome } = stores;
    return { outcome: 'failure' in stores ? `${outcome}: ${stores.failure.code}` : outcome, secrets: { keys, storeKey } as Secrets };
  },
  writeBatch: ({ number }: { number: number }) => writeBatch(number),
  /** Until it is killed; says the number of each batch that has been written. */
  async writeForever({ from }: { from: number }) {
    for (let number = from; ; number += 1) {
      writeBatch(number);
      void fetch(`/tell?written=${number}`);
      await new Promise((resolve) => setTimeout(resolve));
    }
  },
  /** How far both databases got, and whether each is whole. */
  check() {
    const { chat, queue } = open();
    const { events } = chat.timelineWindow(room, { limit: 1_000_000 });
    const queued = queue.messages();
    return {
      batch: Number(chat.nextBatch() ?? 0), events: events.length, lastEvent: events.at(-1)?.eventId,
      inOrder: events.every(({ eventId }, at) => eventId === `$${Math.floor(at / 50) + 1}-${at % 50}`),
      queued: queued.length, lastQueued: Number(queued.at(-1)?.text ?? 0),
    };
  },
  draft: ({ text }: { text: string }) => open().queue.putDraft(room, text, 0),
  picture: ({ bytes }: { bytes: readonly number[] }) => open().chat.putMedia('mxc://a/b', 32, { data: Uint8Array.from(bytes), type: 'image/png' }),
  message: ({ text }: { text: string }) => open().chat.applySync({
    nextBatch: '1', accountData: [], presence: [],
    rooms: [{ roomId: room, membership: 'join', timeline: { events: [event('$1', text)], limited: true, prevBatch: 'p' } }],
  }),
  close() {
    const { chat, queue } = open();
    chat.close();
    queue.close();
  },
  /** What SQLite finds wrong with a closed database: 'ok' alone where nothing is. */
  async integrity({ name, secrets }: { name: DatabaseName; secrets: Secrets }) {
    const key = await unwrapKey(parseKeyFile(secrets.keys ?? ''), name, secrets.storeKey ?? '');
    const checked = openDatabase(await loadSqlite(), { name, files: await openFiles(name, 'existing'), key, cacheKiB: 2_000 });
    const rows = checked.all<{ integrity_check: string }>('PRAGMA integrity_check');
    checked.close();
    return rows.map(({ integrity_check }) => integrity_check);
  },
  /** Removes what the origin keeps, behind the store's back. */
  async removeFiles() {
    await (await navigator.storage.getDirectory()).removeEntry('store', { recursive: true });
  },

  /** One bare database; without a key it is the control that anything can be found at all. */
  async openBare({ name, key, expected }: { name: string; key: readonly number[] | null; expected: FilesExpected }) {
    database = openDatabase(await loadSqlite(), {
      name, files: await openFiles(name, expected), key: key === null ? undefined : Uint8Array.from(key), cacheKiB: 2_000,
    });
  },
  sql: ({ sql, values = [] }: { sql: string; values?: readonly (string | number)[] }) => database?.all<Record<string, unknown>>(sql, values) ?? [],
  closeBare: () => database?.close(),
};

export type StoreCommands = typeof commands;

serveCommands(commands);

import { fail, toFailure, type Failure } from '../../base/failure.ts';
import type { KeyHost, OpenFailureCode, StoresOpened } from './api/open.ts';
import { prepareChat } from './chat/prepare.ts';
import { createChatStore } from './chat/store.ts';
import { createKeyFile, createStoreKey, formatKeyFile, markExisting, parseKeyFile, unwrapKey, type DatabaseName, type KeyFile } from './keys.ts';
import { prepareQueue } from './queue/schema.ts';
import { createQueueStore } from './queue/store.ts';
import { openDatabase, type Database } from './sqlite/database.ts';
import { openFiles, type DatabaseFiles, type FilesExpected } from './sqlite/files.ts';
import { loadSqlite, type SqliteModule } from './sqlite/module.ts';

/** Where the databases lie; tests in Node put memory in place of OPFS. */
export interface StoreEnvironment {
  loadSqlite(): Promise<SqliteModule>;
  /** Fails as `openFiles` does. */
  openFiles(name: string, expected: FilesExpected): Promise<DatabaseFiles>;
}

const opfs: StoreEnvironment = { loadSqlite: () => loadSqlite(), openFiles };

/**
 * Opens both databases, or makes them where there has never been a store. Anything thrown by the host (a keychain that
 * is missing or refused) is thrown on; everything else is an outcome. Nothing is made anew over what cannot be read.
 */
export async function openStores(host: KeyHost, environment: StoreEnvironment = opfs): Promise<StoresOpened> {
  const [text, storeKey] = await Promise.all([host.readKeys(), host.readStoreKey()]);
  let opened: { readonly keys: KeyFile; readonly storeKey: string };
  try {
    opened = text === undefined ? await createKeys(host, storeKey) : { keys: parseKeyFile(text), storeKey: needed(storeKey) };
  } catch (error) {
    return { outcome: 'failed', failure: openFailure(error) };
  }
  const { keys } = opened;
  const modules = environment.loadSqlite();
  const open = (name: DatabaseName, prepare: Prepare, cacheKiB: number): Promise<Database> =>
    openOne({ name, prepare, cacheKiB, keys, storeKey: opened.storeKey, modules, environment });

  const [queue, chat] = await Promise.allSettled([open('queue', prepareQueue, 2_000), open('chat', prepareChat, 32_000)]);
  try {
    if (queue.status === 'rejected') {
      if (chat.status === 'fulfilled') chat.value.close();
      return { outcome: 'failed', failure: openFailure(queue.reason) };
    }
    if (chat.status === 'rejected') {
      return { outcome: 'chat-failed', failure: openFailure(chat.reason), queue: createQueueStore(queue.value) };
    }
    const fresh = keys.chat.state === 'creating' || keys.queue.state === 'creating';
    if (fresh) await host.writeKeys(formatKeyFile(markExisting(keys)));
    return { outcome: fresh ? 'fresh' : 'opened', chat: createChatStore(chat.value), queue: createQueueStore(queue.value) };
  } catch (error) {
    for (const opening of [queue, chat]) if (opening.status === 'fulfilled') opening.value.close();
    throw error;
  }
}

/** The keychain first: a key file that nothing can unwrap must never exist. */
async function createKeys(host: KeyHost, existing: string | undefined): Promise<{ keys: KeyFile; storeKey: string }> {
  const storeKey = existing ?? createStoreKey();
  if (existing === undefined) await host.writeStoreKey(storeKey);
  const keys = await createKeyFile(storeKey);
  await host.writeKeys(formatKeyFile(keys));
  return { keys, storeKey };
}

function needed(storeKey: string | undefined): string {
  if (storeKey === undefined) throw fail('keychain-changed', 'no store-key in the keychain');
  return storeKey;
}

type Prepare = (database: Database) => void;

interface OneDatabase {
  readonly name: DatabaseName;
  readonly prepare: Prepare;
  readonly cacheKiB: number;
  readonly keys: KeyFile;
  readonly storeKey: string;
  readonly modules: Promise<SqliteModule>;
  readonly environment: StoreEnvironment;
}

async function openOne({ name, prepare, cacheKiB, keys, storeKey, modules, environment }: OneDatabase): Promise<Database> {
  const key = await unwrapKey(keys, name, storeKey);
  const module = await modules;
  const files = await environment.openFiles(name, keys[name].state === 'exists' ? 'existing' : 'may-be-new');
  const database = openDatabase(module, { name, files, key, cacheKiB });
  try {
    prepare(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

const openFailureCodes: readonly string[] = [
  'keychain-changed', 'store-damaged', 'store-missing', 'store-in-use', 'store-too-new', 'store-full',
] satisfies readonly OpenFailureCode[];

/** What is no outcome of opening (the host's own failures, our own bugs) is thrown on. */
function openFailure(error: unknown): Failure<OpenFailureCode> {
  const failure = toFailure(error);
  if (!openFailureCodes.includes(failure.code)) throw error;
  return failure as Failure<OpenFailureCode>;
}

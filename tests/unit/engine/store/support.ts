import { readFileSync } from 'node:fs';
import { fail } from '../../../../renderer/base/failure.ts';
import type { KeyHost } from '../../../../renderer/engine/store/api.ts';
import { prepareChat } from '../../../../renderer/engine/store/chat/prepare.ts';
import { createChatStore } from '../../../../renderer/engine/store/chat/store.ts';
import type { MediaLimits } from '../../../../renderer/engine/store/chat/media.ts';
import type { StoreEnvironment } from '../../../../renderer/engine/store/open.ts';
import { openDatabase, type Database } from '../../../../renderer/engine/store/sqlite/database.ts';
import type { DatabaseFiles, SyncFile } from '../../../../renderer/engine/store/sqlite/files.ts';
import { loadSqlite, type SqliteModule } from '../../../../renderer/engine/store/sqlite/module.ts';

const wasm = readFileSync(new URL('../../../../node_modules/@journeyapps/wa-sqlite/dist/mc-wa-sqlite.wasm', import.meta.url));

/** The engine's SQLite in Node; a module of its own for each opening, as each start of the program has. */
export const loadModule = (): Promise<SqliteModule> => loadSqlite(wasm);

export const testKey = Uint8Array.from({ length: 32 }, (_, at) => (at * 7 + 3) & 255);

/** A file in memory with the interface of an OPFS sync access handle. */
export interface MemoryFile extends SyncFile {
  /** All of it, open to tampering. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Above it writing fails as a full disk does. */
  quota: number;
}

export function createMemoryFile(content: Uint8Array<ArrayBuffer> = new Uint8Array(0)): MemoryFile {
  let space = content.slice();
  let size = content.byteLength;
  const resize = (wanted: number): void => {
    if (wanted > space.byteLength) {
      const larger = new Uint8Array(wanted * 2);
      larger.set(space.subarray(0, size));
      space = larger;
    }
    if (wanted < size) space.fill(0, wanted, size);
    size = wanted;
  };
  return {
    quota: Infinity,
    get bytes() {
      return space.subarray(0, size);
    },
    read(into, { at }) {
      const part = space.subarray(Math.min(at, size), Math.min(at + into.byteLength, size));
      into.set(part);
      return part.byteLength;
    },
    write(from, { at }) {
      const end = at + from.byteLength;
      if (end > this.quota) throw new DOMException('full', 'QuotaExceededError');
      if (end > size) resize(end);
      space.set(from, at);
      return from.byteLength;
    },
    truncate: resize,
    getSize: () => size,
    flush() {},
    close() {},
  };
}

export interface MemoryFiles extends DatabaseFiles {
  readonly main: MemoryFile;
  readonly wal: MemoryFile;
  readonly journal: MemoryFile;
}

export const createMemoryFiles = (): MemoryFiles =>
  ({ main: createMemoryFile(), wal: createMemoryFile(), journal: createMemoryFile() });

/** The same bytes in files of their own: what a crash at this moment would leave. */
export const copyFiles = ({ main, wal, journal }: MemoryFiles): MemoryFiles => ({
  main: createMemoryFile(main.bytes.slice()), wal: createMemoryFile(wal.bytes.slice()), journal: createMemoryFile(journal.bytes.slice()),
});

export async function openInMemory(files: MemoryFiles = createMemoryFiles(), key: Uint8Array | 'plain' = testKey): Promise<Database> {
  return openDatabase(await loadModule(), { name: 'chat', files, key: key === 'plain' ? undefined : key, cacheKiB: 2_000 });
}

export async function openChat(files?: MemoryFiles, limits?: MediaLimits) {
  const database = await openInMemory(files);
  prepareChat(database);
  return { database, store: createChatStore(database, limits) };
}

/** Keychain, key file and databases of one profile, in memory. */
export interface MemoryProfile {
  readonly host: KeyHost;
  readonly environment: StoreEnvironment;
  keys: string | undefined;
  storeKey: string | undefined;
  readonly databases: Map<string, MemoryFiles>;
}

export function createMemoryProfile(): MemoryProfile {
  const databases = new Map<string, MemoryFiles>();
  const profile: MemoryProfile = {
    keys: undefined,
    storeKey: undefined,
    databases,
    host: {
      readKeys: async () => profile.keys,
      writeKeys: async (text) => void (profile.keys = text),
      readStoreKey: async () => profile.storeKey,
      writeStoreKey: async (value) => void (profile.storeKey = value),
    },
    environment: {
      loadSqlite: loadModule,
      async openFiles(name, expected) {
        const files = databases.get(name) ?? createMemoryFiles();
        if (expected === 'existing' && files.main.getSize() === 0) throw fail('store-missing', name);
        databases.set(name, files);
        return files;
      },
    },
  };
  return profile;
}

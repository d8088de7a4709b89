import { fail } from '../../../base/failure.ts';

/** What is used of an OPFS FileSystemSyncAccessHandle; positions and sizes in bytes. */
export interface SyncFile {
  read(into: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number;
  write(from: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number;
  truncate(size: number): void;
  getSize(): number;
  flush(): void;
  close(): void;
}

/** The three files of one database, held open for as long as it is open. `remove` empties a file, its handle stays. */
export interface DatabaseFiles {
  readonly main: SyncFile;
  readonly wal: SyncFile;
  readonly journal: SyncFile;
}

/**
 * A worker that was ended a moment ago (a restart of the engine) may hold its files for a little longer. Nobody tells
 * when they are free, so it is tried again.
 */
const patience = { tries: 20, everyMs: 100 };

export type FilesExpected = 'may-be-new' | 'existing';

/**
 * Opens the files of a database in `store/<name>/` of the origin's private file system, exclusively.
 *
 * Opening a handle is asynchronous, SQLite's xOpen is not: so all that SQLite may ever open is opened beforehand.
 * A database in WAL mode whose temporary tables are in memory needs exactly these three, under fixed names; there is
 * no directory of our own on top, no header, nothing that a crash could leave half written.
 *
 * Never creates where a database is expected, and never changes what it finds.
 * Fails with `store-missing`, `store-damaged`, and `store-in-use` after two seconds.
 */
export async function openFiles(name: string, expected: FilesExpected): Promise<DatabaseFiles> {
  const create = expected === 'may-be-new';
  const opened: SyncFile[] = [];
  try {
    const root = await navigator.storage.getDirectory();
    const store = await root.getDirectoryHandle('store', { create });
    const directory = await store.getDirectoryHandle(name, { create });
    const open = async (file: string): Promise<SyncFile> => {
      const handle = await openHandle(await directory.getFileHandle(file, { create }));
      opened.push(handle);
      return handle;
    };
    const main = await open('main');
    if (expected === 'existing' && main.getSize() === 0) throw fail('store-missing', `${name}: empty`);
    return { main, wal: await openLog(open, 'wal'), journal: await openLog(open, 'journal') };
  } catch (error) {
    for (const file of opened) file.close();
    throw asOpenFailure(error, name);
  }
}

async function openHandle(file: FileSystemFileHandle): Promise<SyncFile> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await file.createSyncAccessHandle();
    } catch (error) {
      if (!isNamed(error, 'NoModificationAllowedError') || tries === patience.tries) throw error;
      await new Promise((resolve) => setTimeout(resolve, patience.everyMs));
    }
  }
}

/** The log may hold committed messages: that it is gone while the database is there is damage, not a fresh start. */
async function openLog(open: (file: string) => Promise<SyncFile>, file: 'wal' | 'journal'): Promise<SyncFile> {
  try {
    return await open(file);
  } catch (error) {
    throw isNamed(error, 'NotFoundError') ? fail('store-damaged', `${file} is missing`) : error;
  }
}

function asOpenFailure(error: unknown, name: string): unknown {
  if (isNamed(error, 'NotFoundError')) return fail('store-missing', name);
  if (isNamed(error, 'NoModificationAllowedError')) return fail('store-in-use', name);
  if (isNamed(error, 'QuotaExceededError')) return fail('store-full', name);
  return error;
}

export function isNamed(error: unknown, name: string): boolean {
  return error instanceof DOMException && error.name === name;
}

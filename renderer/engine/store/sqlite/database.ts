import * as sqlite from '@journeyapps/wa-sqlite/src/sqlite-constants.js';
import { fail } from '../../../base/failure.ts';
import type { DatabaseFiles } from './files.ts';
import { cStringAt, copyIn, encodeText, viewAt } from './memory.ts';
import type { SqliteModule } from './module.ts';
import { prepare, type SqlValue, type Statement } from './statement.ts';
import { createVfs } from './vfs.ts';

/** One open database. Everything is synchronous: nothing can come between the statements of a transaction. */
export interface Database {
  /** Prepared once per text. `Row` says what the columns are; it is not checked. */
  all<Row>(sql: string, values?: readonly SqlValue[]): Row[];
  get<Row>(sql: string, values?: readonly SqlValue[]): Row | undefined;
  /** Number of rows that an INSERT, UPDATE or DELETE changed. */
  run(sql: string, values?: readonly SqlValue[]): number;
  /** All or nothing; an error rolls back and is thrown on. Not nested. */
  transaction<T>(work: () => T): T;
  close(): void;
}

export interface DatabaseOptions {
  readonly name: string;
  readonly files: DatabaseFiles;
  /** 32 random bytes; undefined opens without a cipher, for the control runs of tests only. */
  readonly key: Uint8Array | undefined;
  /** Page cache in KiB. */
  readonly cacheKiB: number;
}

/**
 * Opens or creates a database. The order was measured: cipher, key, page size, exclusive before WAL, and the mode that
 * comes back is checked. chacha20 is authenticated: a flipped bit is noticed. A wrong key and a damaged first page
 * both fail here with `store-damaged`; that the key is the right one is known before, from its wrapping.
 */
export function openDatabase(module: SqliteModule, options: DatabaseOptions): Database {
  const { name, files, key } = options;
  const handle = openHandle(module, name, registerVfs(module, name, files));
  const statements = new Map<string, Statement>();
  let open = true;

  const failed = (code: number): Error => asFailure(code, `${name}: ${cStringAt(module, module._sqlite3_errmsg(handle))} (${code})`);

  function rows(sql: string, values: readonly SqlValue[]): Record<string, SqlValue>[] {
    if (!open) throw fail('store-closed', name);
    let statement = statements.get(sql);
    if (statement === undefined) {
      statement = prepare(module, handle, sql, failed);
      statements.set(sql, statement);
    }
    return statement.all(values);
  }

  const finalizeAll = (): void => {
    for (const statement of statements.values()) statement.finalize();
    statements.clear();
  };

  const database: Database = {
    all: <Row>(sql: string, values: readonly SqlValue[] = []) => rows(sql, values) as Row[],
    get: <Row>(sql: string, values: readonly SqlValue[] = []) => rows(sql, values)[0] as Row | undefined,
    run(sql, values = []) {
      rows(sql, values);
      return module._sqlite3_changes(handle);
    },
    transaction(work) {
      rows('BEGIN IMMEDIATE', []);
      try {
        const result = work();
        rows('COMMIT', []);
        return result;
      } catch (error) {
        // SQLite has rolled back by itself after a full disk or a read error.
        if (module._sqlite3_get_autocommit(handle) === 0) rows('ROLLBACK', []);
        throw error;
      }
    },
    close() {
      if (!open) return;
      open = false;
      finalizeAll();
      module._sqlite3_close_v2(handle);
      for (const file of [files.main, files.wal, files.journal]) file.close();
    },
  };

  try {
    configure(database, key, options.cacheKiB);
    // None of them comes again, and one has the key in its text.
    finalizeAll();
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

function configure(database: Database, key: Uint8Array | undefined, cacheKiB: number): void {
  if (key !== undefined) {
    database.run("PRAGMA cipher='chacha20'");
    database.run(`PRAGMA key='raw:${hex(key)}'`);
  }
  database.run('PRAGMA page_size=8192');
  database.run('PRAGMA locking_mode=exclusive');
  const mode = database.get<{ journal_mode: string }>('PRAGMA journal_mode=wal')?.journal_mode;
  if (mode !== 'wal') throw fail('internal', `journal mode ${mode}`);
  database.run('PRAGMA synchronous=full');
  database.run('PRAGMA temp_store=memory');
  database.run('PRAGMA secure_delete=on');
  database.run(`PRAGMA cache_size=-${cacheKiB}`);
  database.run('PRAGMA wal_autocheckpoint=2000');
}

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

function openHandle(module: SqliteModule, name: string, vfs: string): number {
  const path = copyIn(module, encodeText(name));
  const vfsName = copyIn(module, encodeText(vfs));
  const out = module._sqlite3_malloc(4);
  try {
    const code = module._sqlite3_open_v2(path, out, sqlite.SQLITE_OPEN_READWRITE | sqlite.SQLITE_OPEN_CREATE, vfsName);
    const handle = viewAt(module, out).getInt32(0, true);
    if (code === sqlite.SQLITE_OK) return handle;
    module._sqlite3_close_v2(handle);
    throw asFailure(code, `${name}: open (${code})`);
  } finally {
    for (const pointer of [path, vfsName, out]) module._sqlite3_free(pointer);
  }
}

/** A VFS per opening, so that a database can be opened again in the same module. Answers the name of its encrypting layer. */
function registerVfs(module: SqliteModule, name: string, files: DatabaseFiles): string {
  const vfs = createVfs(module, name, files);
  const code = module.vfs_register(vfs, false)
    || module.ccall('sqlite3mc_vfs_create', 'number', ['string', 'number'], [vfs.name, 0]);
  if (code !== sqlite.SQLITE_OK) throw fail('internal', `${name}: no file system (${code})`);
  return `multipleciphers-${vfs.name}`;
}

const damage: readonly number[] = [sqlite.SQLITE_CORRUPT, sqlite.SQLITE_NOTADB, sqlite.SQLITE_IOERR];

function asFailure(code: number, detail: string): Error {
  const primary = code & 0xff;
  if (primary === sqlite.SQLITE_FULL) return fail('store-full', detail);
  return fail(damage.includes(primary) ? 'store-damaged' : 'internal', detail);
}

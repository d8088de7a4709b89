/// <reference types="@journeyapps/wa-sqlite" />
import createModule from '@journeyapps/wa-sqlite/dist/mc-wa-sqlite.mjs';

/**
 * SQLite's file system interface (https://www.sqlite.org/c3ref/vfs.html): arguments are pointers and numbers, 64-bit
 * ones in two halves; the answer is a result code.
 */
export type SqliteVfs = { readonly name: string; readonly mxPathname: number; hasAsyncMethod(method: string): boolean }
  & Readonly<Record<`x${string}`, (...args: number[]) => number>>;

/**
 * The part of the wasm build (SQLite 3.53 with SQLite3MultipleCiphers, synchronous) that is called here: the C
 * functions themselves. 64-bit integers travel as two 32-bit halves, the high one of a result by `getTempRet0`.
 * Pointers are offsets into `HEAPU8`, which must be read anew after each call because memory grows.
 */
export interface SqliteModule {
  readonly HEAPU8: Uint8Array<ArrayBuffer>;
  getTempRet0(): number;
  vfs_register(vfs: SqliteVfs, makeDefault: boolean): number;
  ccall(name: string, returns: 'number' | 'string', types: readonly string[], args: readonly (string | number)[]): number | string;
  _getSqliteFree(): number;
  _sqlite3_malloc(bytes: number): number;
  _sqlite3_free(pointer: number): void;
  _sqlite3_open_v2(name: number, database: number, flags: number, vfs: number): number;
  _sqlite3_close_v2(database: number): number;
  _sqlite3_errmsg(database: number): number;
  _sqlite3_extended_errcode(database: number): number;
  _sqlite3_changes(database: number): number;
  _sqlite3_get_autocommit(database: number): number;
  _sqlite3_prepare_v2(database: number, sql: number, bytes: number, statement: number, tail: number): number;
  _sqlite3_step(statement: number): number;
  _sqlite3_reset(statement: number): number;
  _sqlite3_clear_bindings(statement: number): number;
  _sqlite3_finalize(statement: number): number;
  _sqlite3_bind_null(statement: number, at: number): number;
  _sqlite3_bind_int64(statement: number, at: number, low: number, high: number): number;
  _sqlite3_bind_double(statement: number, at: number, value: number): number;
  _sqlite3_bind_text(statement: number, at: number, text: number, bytes: number, free: number): number;
  _sqlite3_bind_blob(statement: number, at: number, data: number, bytes: number, free: number): number;
  _sqlite3_column_count(statement: number): number;
  _sqlite3_column_name(statement: number, at: number): number;
  _sqlite3_column_type(statement: number, at: number): number;
  _sqlite3_column_int64(statement: number, at: number): number;
  _sqlite3_column_double(statement: number, at: number): number;
  _sqlite3_column_text(statement: number, at: number): number;
  _sqlite3_column_blob(statement: number, at: number): number;
  _sqlite3_column_bytes(statement: number, at: number): number;
}

/** Loads the wasm file next to the script; `wasmBinary` where there is no fetch (unit tests in Node). */
export async function loadSqlite(wasmBinary?: Uint8Array): Promise<SqliteModule> {
  return (await createModule(wasmBinary === undefined ? {} : { wasmBinary })) as SqliteModule;
}

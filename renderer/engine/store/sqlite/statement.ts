import * as sqlite from '@journeyapps/wa-sqlite/src/sqlite-constants.js';
import { cStringAt, copyIn, encodeText, textAt, viewAt } from './memory.ts';
import type { SqliteModule } from './module.ts';

/** Integers must be safe ones (53 bits); blobs come back as copies. */
export type SqlValue = string | number | null | Uint8Array<ArrayBuffer>;

export interface Statement {
  /** Runs to the end; rows by column name. */
  all(values: readonly SqlValue[]): Record<string, SqlValue>[];
  finalize(): void;
}

/** @param failed makes the error for a result code that is none of ok, row, done */
export function prepare(module: SqliteModule, database: number, sql: string, failed: (code: number) => Error): Statement {
  const check = (code: number): void => {
    if (code !== sqlite.SQLITE_OK) throw failed(code);
  };
  const text = copyIn(module, encodeText(sql));
  const out = module._sqlite3_malloc(4);
  let statement: number;
  try {
    check(module._sqlite3_prepare_v2(database, text, -1, out, 0));
    statement = viewAt(module, out).getInt32(0, true);
  } finally {
    module._sqlite3_free(out);
    module._sqlite3_free(text);
  }
  const freeAfterUse = module._getSqliteFree();
  const columns = Array.from({ length: module._sqlite3_column_count(statement) }, (_, at) =>
    cStringAt(module, module._sqlite3_column_name(statement, at)));

  const bind = (value: SqlValue, at: number): number => {
    if (value === null) return module._sqlite3_bind_null(statement, at);
    if (typeof value === 'string') {
      const bytes = encodeText(value);
      return module._sqlite3_bind_text(statement, at, copyIn(module, bytes), bytes.byteLength, freeAfterUse);
    }
    if (typeof value !== 'number') {
      return module._sqlite3_bind_blob(statement, at, copyIn(module, value), value.byteLength, freeAfterUse);
    }
    return Number.isSafeInteger(value)
      ? module._sqlite3_bind_int64(statement, at, value | 0, Math.floor(value / 2 ** 32))
      : module._sqlite3_bind_double(statement, at, value);
  };

  const column = (at: number): SqlValue => {
    switch (module._sqlite3_column_type(statement, at)) {
      case sqlite.SQLITE_INTEGER: {
        const low = module._sqlite3_column_int64(statement, at);
        return module.getTempRet0() * 2 ** 32 + (low >>> 0);
      }
      case sqlite.SQLITE_FLOAT:
        return module._sqlite3_column_double(statement, at);
      case sqlite.SQLITE_TEXT: {
        const pointer = module._sqlite3_column_text(statement, at);
        return textAt(module, pointer, module._sqlite3_column_bytes(statement, at));
      }
      case sqlite.SQLITE_BLOB: {
        const pointer = module._sqlite3_column_blob(statement, at);
        return module.HEAPU8.slice(pointer, pointer + module._sqlite3_column_bytes(statement, at));
      }
      default:
        return null;
    }
  };

  return {
    all(values) {
      try {
        values.forEach((value, at) => check(bind(value, at + 1)));
        const rows: Record<string, SqlValue>[] = [];
        for (;;) {
          const code = module._sqlite3_step(statement);
          if (code === sqlite.SQLITE_DONE) return rows;
          if (code !== sqlite.SQLITE_ROW) throw failed(code);
          rows.push(Object.fromEntries(columns.map((name, at) => [name, column(at)])));
        }
      } finally {
        module._sqlite3_reset(statement);
        module._sqlite3_clear_bindings(statement);
      }
    },
    finalize: () => void module._sqlite3_finalize(statement),
  };
}

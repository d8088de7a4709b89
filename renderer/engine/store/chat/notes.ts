import type { Database } from '../sqlite/database.ts';

/** Small JSON values by key. The store's own are `next-batch`, `own-user`, `derived-version`; the engine's begin with `value/`. */
export function putNote(database: Database, key: string, value: unknown): void {
  if (value === undefined) database.run('DELETE FROM notes WHERE key = ?', [key]);
  else database.run('INSERT OR REPLACE INTO notes(key, json) VALUES(?, ?)', [key, JSON.stringify(value)]);
}

export function readNote(database: Database, key: string): unknown {
  const row = database.get<{ json: string }>('SELECT json FROM notes WHERE key = ?', [key]);
  return row === undefined ? undefined : (JSON.parse(row.json) as unknown);
}

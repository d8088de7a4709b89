import type { JsonObject, MinimalEvent } from '../api/events.ts';
import type { Database } from '../sqlite/database.ts';
import { minimalEventJson, parseObject } from './json.ts';

/** Account data of a room, or of the account (`accountRoom`). False where the event is none. */
export function putAccountData(database: Database, room: number, event: MinimalEvent): boolean {
  if (minimalEventJson(event) === undefined) return false;
  database.run('INSERT OR REPLACE INTO account_data(room, type, json) VALUES(?, ?, ?)', [room, event.type, JSON.stringify(event.content)]);
  return true;
}

export function readAccountData(database: Database, room: number, type: string): JsonObject | undefined {
  const row = database.get<{ json: string }>('SELECT json FROM account_data WHERE room = ? AND type = ?', [room, type]);
  return row && parseObject(row.json);
}

export function readAllAccountData(database: Database, room: number): readonly MinimalEvent[] {
  return database.all<{ type: string; json: string }>('SELECT type, json FROM account_data WHERE room = ?', [room])
    .map(({ type, json }) => ({ type, content: parseObject(json) }));
}

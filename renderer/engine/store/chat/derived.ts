import type { Database } from '../sqlite/database.ts';
import { putCallEvent } from './calls.ts';
import { isPreview } from './describe.ts';
import { rawOf, selectEvents, type ClearEvent } from './event-rows.ts';
import { insertRelation } from './event-writes.ts';
import { putNote, readNote } from './notes.ts';
import { putMember, type StateEvent } from './state.ts';

/** Raise it when what is derived from raw events and state changes: relations, calls, members, previews. */
export const derivedVersion = 1;

/** Events read at a time: a window into a large table, not all of it. */
const batch = 1_000;

/** Rebuilds what is derived where the program that wrote it derived it differently. */
export function ensureDerived(database: Database): void {
  const version = readNote(database, 'derived-version');
  if (version === derivedVersion) return;
  database.transaction(() => {
    if (version !== undefined) rebuild(database);
    putNote(database, 'derived-version', derivedVersion);
  });
}

function rebuild(database: Database): void {
  database.run('DELETE FROM relations');
  database.run('DELETE FROM calls');
  for (let after = 0; ;) {
    const rows = selectEvents(database, 'WHERE e.id > ? ORDER BY e.id LIMIT ?', [after, batch]);
    for (const row of rows) {
      const raw = rawOf(row);
      const clear = row.clear === null ? undefined : (JSON.parse(row.clear) as ClearEvent);
      database.run('UPDATE events SET preview = ? WHERE id = ?', [isPreview(raw, clear?.type) ? 1 : 0, row.id]);
      if (row.redacted === 1) continue;
      insertRelation(database, row.room, row.id, raw);
      putCallEvent(database, row.room, row.id, raw, clear);
    }
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.id;
  }
  database.run('DELETE FROM members');
  const members = database.all<{ room: number; json: string }>("SELECT room, json FROM state WHERE type = 'm.room.member'");
  for (const { room, json } of members) {
    const event = JSON.parse(json) as StateEvent;
    if (event.state_key !== undefined) putMember(database, room, event.state_key, event);
  }
}

import type { RawEvent } from '../api/events.ts';
import type { Beginning, Bounds, FragmentTable } from '../fragments.ts';
import type { Database } from '../sqlite/database.ts';
import { hashOf } from './hash.ts';
import { insertEvent } from './event-writes.ts';

interface FragmentRow {
  readonly at_start: number;
  readonly token: string | null;
}

export const toBeginning = (row: FragmentRow | undefined): Beginning =>
  row?.at_start === 1 ? { kind: 'start' } : { kind: 'gap', token: row?.token ?? undefined };

/** One room's fragments in the database. */
export function createFragmentTable(database: Database, room: number): FragmentTable<RawEvent> {
  const fragments = (): readonly number[] =>
    database.all<{ fragment: number }>('SELECT fragment FROM fragments WHERE room = ? ORDER BY fragment', [room])
      .map(({ fragment }) => fragment);

  const set = (sql: string, fragment: number, beginning: Beginning): void => {
    const token = beginning.kind === 'gap' ? (beginning.token ?? null) : null;
    database.run(sql, [beginning.kind === 'start' ? 1 : 0, token, room, fragment]);
  };

  return {
    fragments,
    locate(eventId) {
      const row = database.get<{ fragment: number; idx: number }>(
        'SELECT fragment, idx FROM events WHERE hash = ? AND room = ? AND event_id = ?', [hashOf(eventId), room, eventId]);
      return row && { fragment: row.fragment, index: row.idx };
    },
    bounds(fragment) {
      // Two lookups at the ends of the index; min() and max() in one query would walk the whole fragment.
      const bounds = database.get<{ first: number | null; last: number | null }>(
        `SELECT (SELECT min(idx) FROM events WHERE room = ?1 AND fragment = ?2) AS first,
                (SELECT max(idx) FROM events WHERE room = ?1 AND fragment = ?2) AS last`, [room, fragment]);
      return bounds?.first == null ? undefined : (bounds as Bounds);
    },
    create(beginning) {
      const fragment = (fragments().at(-1) ?? 0) + 1;
      set('INSERT INTO fragments(at_start, token, room, fragment) VALUES(?, ?, ?, ?)', fragment, beginning);
      return fragment;
    },
    remove: (fragment) => void database.run('DELETE FROM fragments WHERE room = ? AND fragment = ?', [room, fragment]),
    beginning: (fragment) => toBeginning(
      database.get<FragmentRow>('SELECT at_start, token FROM fragments WHERE room = ? AND fragment = ?', [room, fragment])),
    setBeginning: (fragment, beginning) =>
      set('UPDATE fragments SET at_start = ?, token = ? WHERE room = ? AND fragment = ?', fragment, beginning),
    insert: (event, at) => insertEvent(database, room, event, at),
    makeRoom: (fragment, below) => void database.run(
      'UPDATE events SET idx = idx - 1 WHERE room = ? AND fragment = ? AND idx < ?', [room, fragment, below]),
    move: (from, to, by) => void database.run(
      'UPDATE events SET fragment = ?, idx = idx + ? WHERE room = ? AND fragment = ?', [to, by, room, from]),
  };
}

import type { Gap, TimelineWindow } from '../api/chat-store.ts';
import type { StoredEvent, StoredRelation } from '../api/events.ts';
import type { Database } from '../sqlite/database.ts';
import { selectEvents, toStoredEvent, type EventRow } from './event-rows.ts';
import { createFragmentTable } from './fragment-table.ts';
import { hashOf } from './hash.ts';
import type { RoomId } from './room-ids.ts';

const emptyRoom: TimelineWindow = { events: [], gaps: [], before: { kind: 'gap', eventId: undefined, token: undefined } };

/** The newest events of a room, in order; `undefined` for a room that is not stored gives a window with an open gap. */
export function readWindow(
  database: Database, room: RoomId | undefined, { limit, acrossGaps = false }: { readonly limit: number; readonly acrossGaps?: boolean },
): TimelineWindow {
  if (room === undefined) return emptyRoom;
  const table = createFragmentTable(database, room.id);
  const newest = table.fragments().at(-1);
  if (newest === undefined) return emptyRoom;
  // One more than asked for tells whether there is more.
  const rows = selectEvents(database,
    `WHERE e.room = ? AND e.fragment >= ? ORDER BY e.fragment DESC, e.idx DESC LIMIT ?`,
    [room.id, acrossGaps ? 0 : newest, limit + 1]);
  const shown = rows.slice(0, limit).reverse();
  const beyond = rows[limit];

  const gapBefore = (fragment: number, eventId: string | undefined): Gap | undefined => {
    const beginning = table.beginning(fragment);
    return beginning.kind === 'gap' ? { eventId, token: beginning.token } : undefined;
  };
  const gaps = shown.flatMap((row, at) => {
    const before = shown[at - 1];
    return before === undefined || before.fragment === row.fragment ? [] : (gapBefore(row.fragment, row.event_id) ?? []);
  });
  const first = shown[0];
  const fragment = first?.fragment ?? newest;
  const gap = gapBefore(fragment, first?.event_id);
  const before = beyond?.fragment === fragment ? { kind: 'more' as const }
    : gap === undefined ? { kind: 'start' as const } : { kind: 'gap' as const, ...gap };
  return { events: shown.map((row) => toStoredEvent(row, room.roomId)), gaps, before };
}

export function readRelations(database: Database, room: RoomId, eventIds: readonly string[]): readonly StoredRelation[] {
  interface RelationColumns extends EventRow {
    readonly target_id: string;
    readonly rel_type: string;
    readonly key: string | null;
  }
  return eventIds.flatMap((eventId) => database.all<RelationColumns>(
    `SELECT e.id, e.room, e.fragment, e.idx, e.event_id, e.raw, e.clear, e.session_id, e.problem, e.shield, e.redacted,
            r.target_id, r.rel_type, r.key
     FROM relations r JOIN events e ON e.id = r.event
     WHERE r.target_hash = ? AND r.room = ? AND r.target_id = ? ORDER BY e.fragment, e.idx`, [hashOf(eventId), room.id, eventId]))
    .map((row) => ({
      targetId: row.target_id, relType: row.rel_type, key: row.key ?? undefined, event: toStoredEvent(row, room.roomId),
    }));
}

export function readUndecrypted(
  database: Database, room: RoomId | undefined, sessionId: string | undefined, limit: number,
): readonly StoredEvent[] {
  interface UndecryptedColumns extends EventRow {
    readonly room_id: string;
  }
  return database.all<UndecryptedColumns>(
    `SELECT e.*, r.room_id FROM events e INDEXED BY events_undecrypted JOIN rooms r ON r.id = e.room
     WHERE e.session_id IS NOT NULL AND e.clear IS NULL
       ${sessionId === undefined ? '' : 'AND e.session_id = ?1'} ${room === undefined ? '' : 'AND e.room = ?2'}
     ORDER BY e.room, e.fragment, e.idx LIMIT ?3`, [sessionId ?? null, room?.id ?? null, limit])
    .map((row) => toStoredEvent(row, row.room_id));
}

import { callIdOf } from '../../calls/event-types.ts';
import type { RawEvent, StoredEvent } from '../api/events.ts';
import type { Database } from '../sqlite/database.ts';
import type { Changes } from './changes.ts';
import { selectEvents, toStoredEvent, type ClearEvent } from './event-rows.ts';
import type { RoomId } from './room-ids.ts';

/*
 * Derived: which events are about which call. Answers "the latest calls of all rooms" and "all of one call" without a
 * walk through the timelines.
 */

/** Call ID of an event as it can be read now, and where the clear form is known, from that. */
export function putCallEvent(database: Database, room: number, event: number, raw: RawEvent, clear?: ClearEvent): string | undefined {
  const { type, content } = clear ?? raw;
  const callId = raw.state_key === undefined ? callIdOf(type, content) : undefined;
  if (callId !== undefined) {
    database.run('INSERT OR REPLACE INTO calls(event, room, call_id, ts) VALUES(?, ?, ?, ?)', [event, room, callId, raw.origin_server_ts]);
  }
  return callId;
}

/** Tells of events in the clear that were placed just now; encrypted ones are told of when they are read. */
export function tellCalls({ roomId }: RoomId, events: readonly RawEvent[], changes: Changes): void {
  for (const { type, content, state_key } of events) {
    const callId = state_key === undefined ? callIdOf(type, content) : undefined;
    if (callId !== undefined) changes.call(roomId, callId);
  }
}

export function dropCallEvent(database: Database, { roomId }: Pick<RoomId, 'roomId'>, event: number, changes: Changes): void {
  const row = database.get<{ call_id: string }>('DELETE FROM calls WHERE event = ? RETURNING call_id', [event]);
  if (row) changes.call(roomId, row.call_id);
}

/** More events than any call of people has; what a hostile room has beyond them in the middle is passed over. */
const most = 2_000;
const beginning = 50;

/** All events of one call, in the room's order. */
export function readCallEvents(database: Database, room: RoomId, callId: string): readonly StoredEvent[] {
  const read = (order: 'ASC' | 'DESC', limit: number) =>
    selectEvents(database,
      `JOIN calls c ON c.event = e.id WHERE c.room = ? AND c.call_id = ? ORDER BY e.fragment ${order}, e.idx ${order} LIMIT ${limit}`,
      [room.id, callId]);
  const newest = read('DESC', most).toReversed();
  const ids = new Set(newest.map(({ id }) => id));
  const first = newest.length < most ? [] : read('ASC', beginning).filter(({ id }) => !ids.has(id));
  return [...first, ...newest].map((row) => toStoredEvent(row, room.roomId));
}

/** The calls with the newest events, newest first. */
export const readRecentCalls = (database: Database, limit: number): readonly { readonly roomId: string; readonly callId: string }[] =>
  database.all<{ roomId: string; callId: string }>(
    `SELECT r.room_id AS roomId, c.call_id AS callId FROM calls c JOIN rooms r ON r.id = c.room
     GROUP BY c.room, c.call_id ORDER BY max(c.ts) DESC LIMIT ?`, [limit]);

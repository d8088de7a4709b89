import type { DecryptionResult, JsonObject, Position, RawEvent } from '../api/events.ts';
import type { Database } from '../sqlite/database.ts';
import { dropCallEvent, putCallEvent } from './calls.ts';
import type { Changes } from './changes.ts';
import { isPreview, isRedacted, relationOf, sessionOf } from './describe.ts';
import { findEvent, rawOf, selectEvents, type ClearEvent, type EventRow } from './event-rows.ts';
import { hashOf } from './hash.ts';
import { redactEvent, withoutBundled } from './redaction.ts';
import type { RoomId } from './room-ids.ts';
import { redactState } from './state.ts';

/** Puts a new event into its place. An edit of something redacted has been redacted with it. */
export function insertEvent(database: Database, room: number, event: RawEvent, { fragment, index }: Position): void {
  const relation = relationOf(event);
  const target = relation?.relType === 'm.replace' ? findEvent(database, room, relation.targetId) : undefined;
  const kept = target?.redacted === 1 ? redactEvent(event, becauseOf(target)) : withoutBundled(event, ['m.replace']);
  const redacted = isRedacted(kept);
  const row = database.get<{ id: number }>(
    `INSERT INTO events(room, fragment, idx, hash, event_id, raw, session_id, redacted, preview)
     VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
    [room, fragment, index, hashOf(kept.event_id), kept.event_id, JSON.stringify(kept), sessionOf(kept) ?? null,
      redacted ? 1 : 0, isPreview(kept) ? 1 : 0]);
  if (row === undefined || redacted) return;
  insertRelation(database, room, row.id, kept);
  putCallEvent(database, room, row.id, kept);
}

/** The derived row of an event that relates to another. */
export function insertRelation(database: Database, room: number, event: number, raw: RawEvent): void {
  const relation = relationOf(raw);
  if (relation === undefined) return;
  database.run(
    'INSERT INTO relations(event, room, target_hash, target_id, rel_type, key) VALUES(?, ?, ?, ?, ?, ?)',
    [event, room, hashOf(relation.targetId), relation.targetId, relation.relType, relation.key ?? null]);
}

/** Removes the content of an event and all that repeats it: its edits, its state, its decrypted form. */
export function redactStored(database: Database, room: RoomId, eventId: string, because: JsonObject, changes: Changes): void {
  const row = findEvent(database, room.id, eventId);
  const raw = row && rawOf(row);
  if (raw === undefined || raw.state_key !== undefined) redactState(database, room, eventId, because, changes);
  if (row === undefined || raw === undefined || row.redacted === 1) return;
  write(database, row, redactEvent(raw, because));
  dropCallEvent(database, room, row.id, changes);
  changes.room(room.roomId, 'timeline', 'row');

  const edited = relationOf(raw);
  if (edited?.relType === 'm.replace') dropBundled(database, room.id, edited.targetId);
  for (const edit of relatedRows(database, room.id, eventId, 'm.replace')) {
    const editRaw = rawOf(edit);
    if (editRaw.sender === raw.sender) write(database, edit, redactEvent(editRaw, because));
  }
}

function write(database: Database, row: EventRow, raw: RawEvent): void {
  database.run(
    `UPDATE events SET raw = ?, clear = NULL, session_id = NULL, problem = NULL, shield = NULL, redacted = 1 WHERE id = ?`,
    [JSON.stringify(raw), row.id]);
  database.run('DELETE FROM relations WHERE event = ?', [row.id]);
}

/** The server had put the edit into the event that it edits. */
function dropBundled(database: Database, room: number, eventId: string): void {
  const row = findEvent(database, room, eventId);
  if (row !== undefined) database.run('UPDATE events SET raw = ? WHERE id = ?', [JSON.stringify(withoutBundled(rawOf(row), [])), row.id]);
}

function relatedRows(database: Database, room: number, targetId: string, relType: string): readonly EventRow[] {
  return selectEvents(database,
    'JOIN relations r ON r.event = e.id WHERE r.target_hash = ? AND r.room = ? AND r.target_id = ? AND r.rel_type = ?',
    [hashOf(targetId), room, targetId, relType]);
}

/** A success replaces an earlier problem; a problem never replaces a success. */
export function putDecryption(database: Database, room: RoomId, result: DecryptionResult, changes: Changes): void {
  const row = findEvent(database, room.id, result.eventId);
  if (row === undefined || row.session_id === null) return;
  if ('problem' in result) {
    if (row.clear !== null || row.problem === result.problem) return;
    database.run('UPDATE events SET problem = ? WHERE id = ?', [result.problem, row.id]);
  } else {
    const clear: ClearEvent = { type: result.type, content: result.content };
    database.run('UPDATE events SET clear = ?, problem = NULL, shield = ?, preview = ? WHERE id = ?',
      [JSON.stringify(clear), result.shield ?? null, isPreview(rawOf(row), result.type) ? 1 : 0, row.id]);
    const callId = putCallEvent(database, room.id, row.id, rawOf(row), clear);
    if (callId !== undefined) changes.call(room.roomId, callId);
  }
  changes.room(room.roomId, 'timeline', 'row');
}

function becauseOf(row: EventRow): JsonObject {
  return (rawOf(row).unsigned?.['redacted_because'] ?? {}) as JsonObject;
}

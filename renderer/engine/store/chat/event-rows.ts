import type { DecryptionProblem } from '../../contract/timeline.ts';
import type { JsonObject, RawEvent, Shield, StoredEvent } from '../api/events.ts';
import type { Database } from '../sqlite/database.ts';
import type { SqlValue } from '../sqlite/statement.ts';
import { hashOf } from './hash.ts';
import { stringAt } from './json.ts';

/** Columns of `events e` that make a StoredEvent, and those of a row by its event ID. */
export const eventColumns =
  'e.id, e.room, e.fragment, e.idx, e.event_id, e.raw, e.clear, e.session_id, e.problem, e.shield, e.redacted';

export interface EventRow {
  readonly id: number;
  readonly room: number;
  readonly fragment: number;
  readonly idx: number;
  readonly event_id: string;
  readonly raw: string;
  readonly clear: string | null;
  readonly session_id: string | null;
  readonly problem: DecryptionProblem | null;
  readonly shield: Shield | null;
  readonly redacted: number;
}

export interface ClearEvent {
  readonly type: string;
  readonly content: JsonObject;
}

export const rawOf = (row: EventRow): RawEvent => JSON.parse(row.raw) as RawEvent;

export function toStoredEvent(row: EventRow, roomId: string): StoredEvent {
  const raw = rawOf(row);
  const { type, content } = row.clear === null ? raw : (JSON.parse(row.clear) as ClearEvent);
  const undecrypted = row.clear === null && row.session_id !== null;
  return {
    roomId, raw, type, content,
    fragment: row.fragment,
    index: row.idx,
    eventId: row.event_id,
    sender: raw.sender,
    ts: raw.origin_server_ts,
    stateKey: raw.state_key,
    encryption: undecrypted ? 'undecrypted' : row.clear === null ? 'none' : 'decrypted',
    problem: row.problem ?? undefined,
    shield: row.shield ?? undefined,
    redacted: row.redacted === 1,
    txnId: stringAt(raw.unsigned, 'transaction_id'),
  };
}

export function findEvent(database: Database, room: number, eventId: string): EventRow | undefined {
  return database.get<EventRow>(
    `SELECT ${eventColumns} FROM events e WHERE e.hash = ? AND e.room = ? AND e.event_id = ?`,
    [hashOf(eventId), room, eventId],
  );
}

/** @param rest what follows FROM events e: joins, WHERE, ORDER BY, LIMIT */
export function selectEvents(database: Database, rest: string, values: readonly SqlValue[]): readonly EventRow[] {
  return database.all<EventRow>(`SELECT ${eventColumns} FROM events e ${rest}`, values);
}

import type { JsonObject, MinimalEvent, RawEvent } from '../api/events.ts';
import type { MemberRow } from '../api/chat-store.ts';
import type { Membership } from '../api/sync.ts';
import type { Database } from '../sqlite/database.ts';
import type { Changes } from './changes.ts';
import { minimalEventJson, objectAt, stringAt } from './json.ts';
import { redactEvent } from './redaction.ts';
import type { RoomId } from './room-ids.ts';

export type StateEvent = MinimalEvent & Partial<RawEvent>;

/** State events whose content a row of the room list is made of, with the empty state key. */
export const rowStateTypes: readonly string[] = [
  'm.room.name', 'm.room.canonical_alias', 'm.room.avatar', 'm.room.topic', 'm.room.encryption', 'm.room.create', 'm.room.tombstone',
];

/** Makes an event the current state. What is no state event, or not usable, is passed over. */
export function putState(database: Database, room: RoomId, event: StateEvent, changes: Changes): void {
  const json = minimalEventJson(event);
  if (json === undefined || event.state_key === undefined) return;
  database.run(
    `INSERT INTO state(room, type, state_key, event_id, json) VALUES(?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET event_id = excluded.event_id, json = excluded.json`,
    [room.id, event.type, event.state_key, stringAt({ ...event }, 'event_id') ?? null, json]);
  changes.room(room.roomId, 'state');
  if (rowStateTypes.includes(event.type)) changes.room(room.roomId, 'row');
  if (event.type !== 'm.room.member') return;
  putMember(database, room.id, event.state_key, event);
  changes.room(room.roomId, 'members', 'row');
}

const memberships: readonly unknown[] = ['join', 'invite', 'leave', 'ban', 'knock'] satisfies readonly Membership[];

/**
 * The derived row of an `m.room.member` event. Who has left keeps the name known last, from the event before where this
 * store had none: the old messages are still theirs.
 */
export function putMember(database: Database, room: number, userId: string, { content, unsigned }: StateEvent): void {
  const membership = memberships.includes(content['membership']) ? (content['membership'] as Membership) : 'leave';
  const gone = membership === 'leave' || membership === 'ban';
  const before = gone ? objectAt(unsigned, 'prev_content') : undefined;
  const name = stringAt(content, 'displayname') ?? stringAt(before, 'displayname');
  const avatar = stringAt(content, 'avatar_url') ?? stringAt(before, 'avatar_url');
  const profile = gone && name === undefined ? '' : ', name = excluded.name, avatar = excluded.avatar, folded = excluded.folded';
  database.run(
    `INSERT INTO members(room, user_id, membership, name, avatar, folded) VALUES(?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET membership = excluded.membership${profile}`,
    [room, userId, membership, name ?? null, avatar ?? null, fold(`${name ?? ''} ${userId}`)]);
}

/** SQLite's LIKE knows no capital letters but the English ones. */
const fold = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Stripped state came with an invitation; the real one replaces all of it. */
export function dropStrippedState(database: Database, room: RoomId): void {
  database.run('DELETE FROM members WHERE room = ?1 AND user_id IN (SELECT state_key FROM state WHERE room = ?1 AND type = ?2 AND event_id IS NULL)',
    [room.id, 'm.room.member']);
  database.run('DELETE FROM state WHERE room = ? AND event_id IS NULL', [room.id]);
}

/** Where a redacted event is the current state, its content goes from there too. */
export function redactState(database: Database, room: RoomId, eventId: string, because: JsonObject, changes: Changes): void {
  const rows = database.all<{ json: string }>('SELECT json FROM state WHERE room = ? AND event_id = ?', [room.id, eventId]);
  // Not even the name that a person who left would keep.
  if (rows.length > 0) {
    database.run(
      `DELETE FROM members WHERE room = ?1 AND user_id IN
         (SELECT state_key FROM state WHERE room = ?1 AND type = 'm.room.member' AND event_id = ?2)`, [room.id, eventId]);
  }
  for (const { json } of rows) putState(database, room, redactEvent(JSON.parse(json) as RawEvent, because), changes);
}

interface StateRow {
  readonly json: string;
}

export function readState(database: Database, room: number, type: string, stateKey: string): StateEvent | undefined {
  const row = database.get<StateRow>('SELECT json FROM state WHERE room = ? AND type = ? AND state_key = ?', [room, type, stateKey]);
  return row && (JSON.parse(row.json) as StateEvent);
}

export function readAllState(database: Database, room: number, type?: string): readonly StateEvent[] {
  const rows = type === undefined
    ? database.all<StateRow>('SELECT json FROM state WHERE room = ?', [room])
    : database.all<StateRow>('SELECT json FROM state WHERE room = ? AND type = ?', [room, type]);
  return rows.map(({ json }) => JSON.parse(json) as StateEvent);
}

/** One look into the table's key for each room, instead of a walk through all state. */
export const readRoomsWithState = (database: Database, type: string): readonly string[] =>
  database.all<{ room_id: string }>(
    'SELECT r.room_id FROM rooms r WHERE EXISTS (SELECT 1 FROM state s WHERE s.room = r.id AND s.type = ?)', [type])
    .map(({ room_id }) => room_id);

interface MemberColumns {
  readonly user_id: string;
  readonly membership: Membership;
  readonly name: string | null;
  readonly avatar: string | null;
}

const columns = 'm.user_id, m.membership, m.name, m.avatar';
const toMember = ({ user_id, membership, name, avatar }: MemberColumns): MemberRow =>
  ({ userId: user_id, membership, displayName: name ?? undefined, avatar: avatar ?? undefined });

export function readMembers(database: Database, room: number, all: boolean): readonly MemberRow[] {
  const present = all ? '' : "AND m.membership IN ('join', 'invite')";
  return database.all<MemberColumns>(`SELECT ${columns} FROM members m WHERE m.room = ? ${present}`, [room]).map(toMember);
}

export function readMember(database: Database, room: number, userId: string): MemberRow | undefined {
  const row = database.get<MemberColumns>(`SELECT ${columns} FROM members m WHERE m.room = ? AND m.user_id = ?`, [room, userId]);
  return row && toMember(row);
}

/** One row a person, from the room in which the name matches; joined ones first. */
export function searchMembers(database: Database, text: string, limit: number): readonly MemberRow[] {
  return database.all<MemberColumns>(
    `SELECT ${columns}, min(m.membership <> 'join') FROM members m
     WHERE instr(m.folded, ?) > 0 AND m.membership IN ('join', 'invite')
     GROUP BY m.user_id ORDER BY 5, m.name LIMIT ?`, [fold(text), limit]).map(toMember);
}

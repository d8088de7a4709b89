import type { MinimalEvent, RawEvent } from '../api/events.ts';
import type { PresenceRow, Receipt, RoomSync, SyncWrite, UnreadCounts } from '../api/sync.ts';
import { appendLive, type Beginning } from '../fragments.ts';
import type { Database } from '../sqlite/database.ts';
import { putAccountData } from './account-data.ts';
import { tellCalls } from './calls.ts';
import type { Changes } from './changes.ts';
import { isRedacted } from './describe.ts';
import { redactStored } from './event-writes.ts';
import { createFragmentTable } from './fragment-table.ts';
import { eventJson, objectAt } from './json.ts';
import { putNote } from './notes.ts';
import { redactedBy } from './redaction.ts';
import { accountRoom, findRoom, insertRoom, type RoomId } from './room-ids.ts';
import { dropStrippedState, putState } from './state.ts';

/** One response of the classic sync, inside a transaction of the caller. */
export function writeSync(database: Database, write: SyncWrite, changes: Changes): void {
  for (const room of write.rooms) writeRoom(database, room, 'classic', changes);
  writeAccountData(database, write.accountData, changes);
  for (const row of write.presence) putPresence(database, row, changes);
  putNote(database, 'next-batch', write.nextBatch);
}

/** Rooms of a sliding request; those that a classic sync has written are left as they are. */
export function writeProvisional(
  database: Database, write: { readonly rooms: readonly RoomSync[]; readonly accountData: readonly MinimalEvent[] }, changes: Changes,
): void {
  for (const room of write.rooms) {
    if (findRoom(database, room.roomId)?.synced !== true) writeRoom(database, room, 'provisional', changes);
  }
  writeAccountData(database, write.accountData, changes);
}

function writeAccountData(database: Database, events: readonly MinimalEvent[], changes: Changes): void {
  for (const event of events) if (putAccountData(database, accountRoom, event)) changes.accountData(event.type);
}

function writeRoom(database: Database, write: RoomSync, source: 'classic' | 'provisional', changes: Changes): void {
  const { roomId, membership, timeline, state, summary } = write;
  const before = findRoom(database, roomId);
  const room = before ?? insertRoom(database, roomId, membership);
  if (before === undefined || before.membership !== membership) changes.room(roomId, 'row', 'members');
  database.run('UPDATE rooms SET membership = ?, synced = max(synced, ?) WHERE id = ?', [membership, source === 'classic' ? 1 : 0, room.id]);
  if (before?.synced === false && source === 'classic') changes.room(roomId, 'row');
  if (membership === 'join' && before?.membership !== 'join') dropStrippedState(database, room);

  for (const event of write.inviteState ?? []) putState(database, room, event, changes);
  const putAll = (events: readonly RawEvent[]): void => events.forEach((event) => putState(database, room, event, changes));
  if (state?.at === 'before-timeline') putAll(state.events);
  if (timeline !== undefined) {
    writeTimeline(database, room, timeline, before?.membership === 'join', changes);
    if (state?.at !== 'after-timeline') putAll(timeline.events);
  }
  if (state?.at === 'after-timeline') putAll(state.events);

  if (summary !== undefined) writeSummary(database, room, summary, changes);
  if (write.unread !== undefined) putUnread(database, room, write.unread, changes);
  for (const receipt of write.receipts ?? []) putReceipt(database, room, receipt, changes);
  for (const event of write.accountData ?? []) if (putAccountData(database, room.id, event)) changes.room(roomId, 'row');
}

function writeTimeline(
  database: Database, room: RoomId, timeline: NonNullable<RoomSync['timeline']>, wasJoined: boolean, changes: Changes,
): void {
  const events = timeline.events.filter((event) => eventJson(event) !== undefined);
  if (events.length === 0 && !timeline.limited) return;
  appendLive(createFragmentTable(database, room.id), events, {
    continues: !timeline.limited && wasJoined,
    beginning: events[0]?.type === 'm.room.create' ? { kind: 'start' } : { kind: 'gap', token: timeline.prevBatch },
  });
  changes.room(room.roomId, 'timeline', 'row');
  tellCalls(room, events, changes);
  applyRedactions(database, room, events, changes);
}

/** After events were placed: what they redact, and what the server says by now is redacted. Oldest first. */
export function applyRedactions(database: Database, room: RoomId, events: readonly RawEvent[], changes: Changes): void {
  for (const event of events) {
    const target = redactedBy(event);
    if (target !== undefined) redactStored(database, room, target, { ...event }, changes);
    if (isRedacted(event)) redactStored(database, room, event.event_id, objectAt(event.unsigned, 'redacted_because') ?? {}, changes);
  }
}

export const beginningAt = (end: string | undefined): Beginning => (end === undefined ? { kind: 'start' } : { kind: 'gap', token: end });

function writeSummary(database: Database, room: RoomId, summary: NonNullable<RoomSync['summary']>, changes: Changes): void {
  const { heroes, joinedCount, invitedCount } = summary;
  database.run(
    'UPDATE rooms SET heroes = coalesce(?, heroes), joined = coalesce(?, joined), invited = coalesce(?, invited) WHERE id = ?',
    [heroes === undefined ? null : JSON.stringify(heroes), joinedCount ?? null, invitedCount ?? null, room.id]);
  changes.room(room.roomId, 'row');
}

export function putUnread(database: Database, room: RoomId, { notifications, highlights }: UnreadCounts, changes: Changes): void {
  const changed = database.run(
    'UPDATE rooms SET notifications = ?1, highlights = ?2 WHERE id = ?3 AND (notifications, highlights) <> (?1, ?2)',
    [notifications, highlights, room.id]);
  if (changed > 0) changes.room(room.roomId, 'row');
}

export function putReceipt(database: Database, room: RoomId, receipt: Receipt, changes: Changes): void {
  database.run('INSERT OR REPLACE INTO receipts(room, user_id, type, thread, event_id, ts) VALUES(?, ?, ?, ?, ?, ?)',
    [room.id, receipt.userId, receipt.type, receipt.threadId ?? '', receipt.eventId, receipt.ts]);
  changes.room(room.roomId, 'receipts');
}

function putPresence(database: Database, row: PresenceRow, changes: Changes): void {
  database.run('INSERT OR REPLACE INTO presence(user_id, presence, status, last_active, active) VALUES(?, ?, ?, ?, ?)',
    [row.userId, row.presence, row.statusText ?? null, row.lastActiveTs ?? null, row.currentlyActive ? 1 : 0]);
  changes.presence(row.userId);
}

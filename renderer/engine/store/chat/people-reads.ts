import type { PresenceRow, Receipt } from '../api/sync.ts';
import type { Database } from '../sqlite/database.ts';

export function readPresence(database: Database, userId: string): PresenceRow | undefined {
  const row = database.get<{ presence: PresenceRow['presence']; status: string | null; last_active: number | null; active: number }>(
    'SELECT presence, status, last_active, active FROM presence WHERE user_id = ?', [userId]);
  return row && {
    userId,
    presence: row.presence,
    statusText: row.status ?? undefined,
    lastActiveTs: row.last_active ?? undefined,
    currentlyActive: row.active === 1,
  };
}

export function readReceipts(database: Database, room: number): readonly Receipt[] {
  return database.all<{ user_id: string; type: Receipt['type']; thread: string; event_id: string; ts: number }>(
    'SELECT user_id, type, thread, event_id, ts FROM receipts WHERE room = ?', [room])
    .map(({ user_id, type, thread, event_id, ts }) =>
      ({ userId: user_id, type, threadId: thread === '' ? undefined : thread, eventId: event_id, ts }));
}

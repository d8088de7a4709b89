import type { Membership } from '../api/sync.ts';
import type { Database } from '../sqlite/database.ts';

/** A room's row as writes need it. `id` is what other tables call `room`. */
export interface RoomId {
  readonly id: number;
  readonly roomId: string;
  readonly membership: Membership;
  readonly synced: boolean;
}

/** Of data that belongs to the account and to no room. */
export const accountRoom = 0;

interface Row {
  readonly id: number;
  readonly membership: Membership;
  readonly synced: number;
}

export function findRoom(database: Database, roomId: string): RoomId | undefined {
  const row = database.get<Row>('SELECT id, membership, synced FROM rooms WHERE room_id = ?', [roomId]);
  return row && { id: row.id, roomId, membership: row.membership, synced: row.synced === 1 };
}

export function insertRoom(database: Database, roomId: string, membership: Membership): RoomId {
  const row = database.get<{ id: number }>('INSERT INTO rooms(room_id, membership) VALUES(?, ?) RETURNING id', [roomId, membership]);
  return { id: row?.id ?? 0, roomId, membership, synced: false };
}

import type { Database } from '../sqlite/database.ts';
import type { Changes } from './changes.ts';
import type { RoomId } from './room-ids.ts';

const tables = ['events', 'calls', 'fragments', 'state', 'members', 'receipts', 'account_data'];

/** Removes a room and all that belongs to it; `secure_delete` overwrites it in the file. */
export function forgetRoom(database: Database, room: RoomId, changes: Changes): void {
  database.run('DELETE FROM relations WHERE event IN (SELECT id FROM events WHERE room = ?)', [room.id]);
  for (const table of tables) database.run(`DELETE FROM ${table} WHERE room = ?`, [room.id]);
  database.run('DELETE FROM rooms WHERE id = ?', [room.id]);
  changes.room(room.roomId, 'removed', 'row', 'timeline', 'state', 'members', 'receipts');
}

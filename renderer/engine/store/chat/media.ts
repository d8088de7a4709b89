import type { MediaRow } from '../api/chat-store.ts';
import type { Database } from '../sqlite/database.ts';

/** Bytes. An item above `item` is not cached; beyond `total` the least recently read ones go. */
export interface MediaLimits {
  readonly item: number;
  readonly total: number;
}

export const mediaLimits: MediaLimits = { item: 2_000_000, total: 200_000_000 };

/** Counts up with each use: an order without a clock. */
const nextUse = '(SELECT coalesce(max(used), 0) + 1 FROM media)';

export function putMedia(database: Database, mxc: string, size: number, { data, type }: MediaRow, limits: MediaLimits): void {
  if (data.byteLength > limits.item) return;
  database.run(
    `INSERT INTO media(mxc, size, type, bytes, used, data) VALUES(?, ?, ?, ?, ${nextUse}, ?)
     ON CONFLICT DO UPDATE SET type = excluded.type, bytes = excluded.bytes, used = excluded.used, data = excluded.data`,
    [mxc, size, type, data.byteLength, data]);
  database.run(
    `DELETE FROM media WHERE id IN (
       SELECT id FROM (SELECT id, sum(bytes) OVER (ORDER BY used DESC) AS total FROM media) WHERE total > ?)`, [limits.total]);
}

export function readMedia(database: Database, mxc: string, size: number): MediaRow | undefined {
  const row = database.get<MediaRow>('SELECT data, type FROM media WHERE mxc = ? AND size = ?', [mxc, size]);
  if (row === undefined) return undefined;
  // Not where it is the newest already: the same few pictures are read again and again.
  database.run(`UPDATE media SET used = ${nextUse} WHERE mxc = ? AND size = ? AND used < (SELECT max(used) FROM media)`, [mxc, size]);
  return row;
}

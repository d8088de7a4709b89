import type { RoomSummary } from '../../../engine/contract.ts';

export const sectionNames = ['invitations', 'direct', 'rooms'] as const;
export type SectionName = (typeof sectionNames)[number];

/** One line of the room list. An unchanged row is the same object. */
export type RoomListRow =
  | { readonly kind: 'section'; readonly key: SectionName; readonly count: number; readonly folded: boolean }
  | { readonly kind: 'room'; readonly key: string; readonly room: RoomSummary };

export const sectionOf = (room: RoomSummary): SectionName =>
  room.membership === 'invite' ? 'invitations' : room.kind === 'direct' ? 'direct' : 'rooms';

/** What the filter looks into: the room's own name, or the names of its people. */
export function matches(room: RoomSummary, filter: string): boolean {
  const names = room.name.kind === 'named' ? [room.name.text] : room.name.kind === 'people' ? room.name.names : [];
  const words = filter.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const text = [...names, room.peer?.name ?? ''].join(' ').toLocaleLowerCase();
  return words.every((word) => text.includes(word));
}

/** The rooms in the order that the engine gave, in sections. While a filter stands, nothing is folded. */
export function buildRoomListRows(
  rooms: readonly RoomSummary[],
  filter: string,
  folded: ReadonlySet<SectionName>,
  before: ReadonlyMap<string, RoomListRow>,
): readonly RoomListRow[] {
  const shown = filter.trim() === '' ? rooms : rooms.filter((room) => matches(room, filter));
  const rows: RoomListRow[] = [];
  for (const name of sectionNames) {
    const inSection = shown.filter((room) => sectionOf(room) === name);
    if (inSection.length === 0) continue;
    const closed = filter.trim() === '' && folded.has(name);
    const old = before.get(name);
    const unchanged = old?.kind === 'section' && old.count === inSection.length && old.folded === closed;
    rows.push(unchanged ? old : { kind: 'section', key: name, count: inSection.length, folded: closed });
    if (!closed) rows.push(...inSection.map((room) => roomRow(room, before)));
  }
  return rows;
}

function roomRow(room: RoomSummary, before: ReadonlyMap<string, RoomListRow>): RoomListRow {
  const old = before.get(room.key);
  return old?.kind === 'room' && old.room === room ? old : { kind: 'room', key: room.key, room };
}

/**
 * The room above (-1) or below (1) `from` in the list as shown; from nowhere the first or last. With `unreadOnly` the
 * search goes round.
 */
export function neighbour(
  rows: readonly RoomListRow[],
  from: string | undefined,
  direction: 1 | -1,
  unreadOnly: boolean,
): string | undefined {
  const rooms = rows.flatMap((row) => (row.kind === 'room' ? [row.room] : []));
  const ordered = direction === 1 ? rooms : rooms.toReversed();
  const here = ordered.findIndex(({ roomId }) => roomId === from);
  const after = ordered.slice(here + 1);
  if (!unreadOnly) return after[0]?.roomId;
  const isUnread = ({ unread, mentions, membership }: RoomSummary): boolean =>
    unread > 0 || mentions > 0 || membership === 'invite';
  return [...after, ...ordered.slice(0, Math.max(here, 0))].find(isUnread)?.roomId;
}

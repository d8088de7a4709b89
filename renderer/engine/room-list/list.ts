import { createEmitter, type Unsubscribe } from '../../base/listen.ts';
import { kept } from '../../base/same.ts';
import type { CallRecords } from '../calls/records.ts';
import type { RoomListHead, RoomSummary } from '../contract/rooms.ts';
import { directRooms } from '../people/direct.ts';
import type { PresenceMap } from '../people/presence.ts';
import type { ChatStore, OutgoingMessage, QueueStore, RoomRow, StoreChange } from '../store/api.ts';
import { isListed, summaryOf } from './summary.ts';

export interface RoomListSources {
  readonly chat: Pick<ChatStore, 'listen' | 'roomRows' | 'roomRow' | 'accountData' | 'member'>;
  readonly queue: Pick<QueueStore, 'listen' | 'messages' | 'drafts' | 'draft'>;
  readonly presence: Pick<PresenceMap, 'of' | 'listen'>;
  readonly calls: Pick<CallRecords, 'at' | 'listen'>;
  readonly own: string;
}

/** The room list as it stands, kept up row by row. */
export interface RoomList {
  head(): RoomListHead;
  items(): readonly RoomSummary[];
  readonly changed: (listener: () => void) => Unsubscribe;
  stop(): void;
}

/** From so many changed rooms on, one query for all is cheaper than one for each. */
const manyRooms = 40;

/** Invitations first, then the newest first; the ID settles what is equal. */
const order = (a: RoomSummary, b: RoomSummary): number =>
  Number(b.membership === 'invite') - Number(a.membership === 'invite') ||
  b.lastTs - a.lastTs ||
  (a.roomId < b.roomId ? -1 : 1);

export function createRoomList({ chat, queue, presence, calls, own }: RoomListSources): RoomList {
  const { emit, listen } = createEmitter<undefined>();
  const summaries = new Map<string, RoomSummary>();
  const rows = new Map<string, RoomRow>();
  let direct = directRooms(chat);
  let outgoing: ReadonlyMap<string, readonly OutgoingMessage[]> = new Map();
  let drafts: ReadonlyMap<string, string> = new Map();
  let items: readonly RoomSummary[] = [];
  let head: RoomListHead = { loaded: false, unread: 0, mentions: 0, invitations: 0 };

  const sources = {
    own, chat, presence,
    directPeer: (roomId: string) => direct.get(roomId),
    outgoing: (roomId: string) => outgoing.get(roomId) ?? [],
    draft: (roomId: string) => drafts.get(roomId),
    call: calls.at,
  };

  const derive = (roomId: string): void => {
    const row = rows.get(roomId);
    const before = summaries.get(roomId);
    if (row) summaries.set(roomId, kept(before, summaryOf(row, sources, before)));
    else summaries.delete(roomId);
  };

  const settle = (): void => {
    const next = [...summaries.values()].sort(order);
    if (next.length === items.length && next.every((item, index) => item === items[index])) return;
    items = next;
    const sum = (count: (item: RoomSummary) => number): number => items.reduce((total, item) => total + count(item), 0);
    head = kept(head, {
      loaded: true,
      unread: sum((item) => item.unread),
      mentions: sum((item) => item.mentions),
      invitations: sum((item) => Number(item.membership === 'invite')),
    });
    emit(undefined);
  };

  const put = (roomId: string, row: RoomRow | undefined): void => {
    if (row && isListed(row)) rows.set(roomId, row);
    else rows.delete(roomId);
    derive(roomId);
  };

  const readQueue = (): void => {
    outgoing = Map.groupBy(queue.messages(), (message) => message.roomId);
    drafts = new Map(queue.drafts().map((draft) => [draft.roomId, draft.text]));
  };

  const readRows = (changed: readonly string[]): void => {
    if (changed.length < manyRooms) {
      for (const roomId of changed) put(roomId, chat.roomRow(roomId));
      return;
    }
    const all = new Map(chat.roomRows().map((row) => [row.roomId, row]));
    for (const roomId of changed) put(roomId, all.get(roomId));
  };

  const readDirect = (): void => {
    const before = direct;
    direct = directRooms(chat);
    for (const roomId of rows.keys()) if (before.get(roomId) !== direct.get(roomId)) derive(roomId);
  };

  const hear = ({ rooms, accountData }: StoreChange): void => {
    readRows([...rooms].filter(([, change]) => change.row || change.removed).map(([roomId]) => roomId));
    if (accountData.has('m.direct')) readDirect();
    settle();
  };

  const stops = [
    chat.listen(hear),
    queue.listen(({ messages, drafts: changedDrafts }) => {
      readQueue();
      for (const roomId of messages.union(changedDrafts)) derive(roomId);
      settle();
    }),
    calls.listen((concerned) => {
      for (const roomId of concerned) derive(roomId);
      settle();
    }),
    presence.listen((changed) => {
      for (const [roomId, { peer }] of summaries) if (peer && (!changed || changed.has(peer.userId))) derive(roomId);
      settle();
    }),
  ];

  readQueue();
  for (const row of chat.roomRows()) put(row.roomId, row);
  settle();
  head = { ...head, loaded: true };

  return {
    head: () => head,
    items: () => items,
    changed: (listener) => listen(listener),
    stop: () => stops.forEach((stop) => stop()),
  };
}

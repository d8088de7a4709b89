import type { ChatStore } from '../store/api.ts';

/** Direct chats by room ID, with the other person, as account data `m.direct` says. */
export function directRooms(chat: Pick<ChatStore, 'accountData'>): ReadonlyMap<string, string> {
  const byRoom = new Map<string, string>();
  for (const [userId, rooms] of Object.entries(chat.accountData('m.direct') ?? {})) {
    if (!userId.startsWith('@') || !Array.isArray(rooms)) continue;
    for (const roomId of rooms) if (typeof roomId === 'string') byRoom.set(roomId, userId);
  }
  return byRoom;
}

/** The direct chat with this person that the account is in and the person is in or invited to; the last written one of several. */
export function directRoomWith(
  chat: Pick<ChatStore, 'accountData' | 'roomRow' | 'member'>,
  userId: string,
): string | undefined {
  let found: { readonly roomId: string; readonly ts: number } | undefined;
  for (const [roomId, peer] of directRooms(chat)) {
    if (peer !== userId) continue;
    const row = chat.roomRow(roomId);
    const membership = chat.member(roomId, userId)?.membership;
    if (row?.membership !== 'join' || (membership !== 'join' && membership !== 'invite')) continue;
    const ts = row.latest?.ts ?? 0;
    if (!found || ts > found.ts) found = { roomId, ts };
  }
  return found?.roomId;
}

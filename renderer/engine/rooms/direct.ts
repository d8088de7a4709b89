import { toFailure } from '../../base/failure.ts';
import type { Request } from '../session/api.ts';
import { isObject } from '../session/json.ts';
import type { ChatStore, JsonObject, RoomRow } from '../store/api.ts';

/**
 * The direct chat that there is with a person: marked as such in the account (`m.direct`), with both still in it or
 * invited. Of several the one in which something happened last.
 */
export function findDirect(chat: ChatStore, userId: string): RoomRow | undefined {
  const marked = chat.accountData('m.direct')?.[userId];
  const roomIds = Array.isArray(marked) ? marked.filter((roomId) => typeof roomId === 'string') : [];
  return roomIds
    .flatMap((roomId) => chat.roomRow(roomId) ?? [])
    .filter(({ membership, roomId }) => ['join', 'invite'].includes(membership) && isThere(chat, roomId, userId))
    .sort((a, b) => (b.latest?.ts ?? 0) - (a.latest?.ts ?? 0))[0];
}

const isThere = (chat: ChatStore, roomId: string, userId: string): boolean =>
  ['join', 'invite'].includes(chat.member(roomId, userId)?.membership ?? '');

/** Marks a room as the direct chat with a person, in the account, so that all its devices know. */
export async function markDirect(request: Request, ownUserId: string, userId: string, roomId: string): Promise<void> {
  const path = `/_matrix/client/v3/user/${encodeURIComponent(ownUserId)}/account_data/m.direct`;
  const before = await request('GET', path).catch((error: unknown): JsonObject => {
    if (toFailure(error).code === 'not-found') return {};
    throw error;
  });
  const marked: unknown = isObject(before) ? before[userId] : undefined;
  const roomIds: readonly unknown[] = Array.isArray(marked) ? marked : [];
  if (!roomIds.includes(roomId)) await request('PUT', path, { body: { ...before, [userId]: [...roomIds, roomId] } });
}

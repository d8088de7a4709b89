import { toFailure } from '../../base/failure.ts';
import { directRoomWith } from '../people/direct.ts';
import type { Request } from '../session/api.ts';
import type { ChatStore, JsonObject } from '../store/api.ts';

/** The direct chat that there is with a person, or that this person has invited to. */
export function findDirect(chat: ChatStore, userId: string): { readonly roomId: string; readonly invited: boolean } | undefined {
  const joined = directRoomWith(chat, userId);
  if (joined !== undefined) return { roomId: joined, invited: false };
  const invitation = chat
    .roomRows()
    .find(({ membership, ownMember }) => membership === 'invite' && ownMember?.sender === userId && ownMember.content['is_direct'] === true);
  return invitation && { roomId: invitation.roomId, invited: true };
}

/** Marks a room as the direct chat with a person, in the account, so that all its devices know. */
export async function markDirect(request: Request, ownUserId: string, userId: string, roomId: string): Promise<void> {
  const path = `/_matrix/client/v3/user/${encodeURIComponent(ownUserId)}/account_data/m.direct`;
  const before = await request('GET', path).catch((error: unknown): JsonObject => {
    if (toFailure(error).code === 'not-found') return {};
    throw error;
  });
  const marked = before[userId];
  const roomIds: readonly unknown[] = Array.isArray(marked) ? marked : [];
  if (!roomIds.includes(roomId)) await request('PUT', path, { body: { ...before, [userId]: [...roomIds, roomId] } });
}

import { isUnanswered } from '../calls/call-state.ts';
import { callTypes, isCallType } from '../calls/event-types.ts';
import { readCallEvent } from '../calls/read-event.ts';
import { directRooms } from '../people/direct.ts';
import { isObject } from '../session/json.ts';
import type { ChatStore, Receipt, StoredEvent, UnreadCounts } from '../store/api.ts';

/** Events looked at; more unread than this the server counts. */
const reach = 200;
const countedTypes: ReadonlySet<string> = new Set(['m.room.message', 'm.room.encrypted', 'm.sticker']);

/**
 * What is unread in an encrypted room. The server sees ciphertext: it counts edits, reactions and notices as
 * messages, and no mention at all. Undefined where the server's counts are the better ones.
 */
export function countUnread(chat: ChatStore, roomId: string, ownUserId: string): UnreadCounts | undefined {
  const row = chat.roomRow(roomId);
  if (row?.membership !== 'join' || !row.synced || !chat.stateEvent(roomId, 'm.room.encryption')) return undefined;
  // Zero also stands for a room whose notifications are off.
  if (row.unread.notifications === 0) return undefined;
  const { events } = chat.timelineWindow(roomId, { limit: reach });
  const read = lastRead(events, chat.receipts(roomId), ownUserId);
  if (read === undefined) return undefined;
  const isDirect = directRooms(chat).has(roomId);
  const unread = events.slice(read + 1).filter((event) => counts(event, ownUserId) || (isDirect && isMissedCall(chat, event, ownUserId)));
  const mentions = unread.filter(({ content }) => isMentioned(content, ownUserId)).length;
  return { notifications: Math.min(row.unread.notifications, unread.length), highlights: mentions };
}

/** The place of the last event that was read: by a receipt, or because it is one's own. */
function lastRead(events: readonly StoredEvent[], receipts: readonly Receipt[], ownUserId: string): number | undefined {
  const receipted = new Set(receipts.filter(({ userId, threadId }) => userId === ownUserId && isMain(threadId)).map(({ eventId }) => eventId));
  const found = events.findLastIndex(({ eventId, sender, type }) => receipted.has(eventId) || (sender === ownUserId && !isCallType(type)));
  return found < 0 ? undefined : found;
}

const isMain = (threadId: string | undefined): boolean => threadId === undefined || threadId === 'main';

function counts({ type, content, sender, redacted }: StoredEvent, ownUserId: string): boolean {
  if (sender === ownUserId || redacted || !countedTypes.has(type) || content['msgtype'] === 'm.notice') return false;
  const relation = content['m.relates_to'];
  return !isObject(relation) || relation['rel_type'] !== 'm.replace';
}

/** One for the call: what tells of its course does not count. Answered on any device, it is not unread any more. */
function isMissedCall(chat: ChatStore, event: StoredEvent, ownUserId: string): boolean {
  if (event.type !== callTypes.ring) return false;
  const ring = readCallEvent(event);
  if (!ring) return false;
  const course = chat.callEvents(event.roomId, ring.callId).flatMap((each) => readCallEvent(each) ?? []);
  return course.find(({ kind }) => kind === 'ring')?.eventId === event.eventId && isUnanswered(course, ownUserId);
}

function isMentioned(content: StoredEvent['content'], ownUserId: string): boolean {
  const mentions = content['m.mentions'];
  if (!isObject(mentions)) return false;
  return mentions['room'] === true || (Array.isArray(mentions['user_ids']) && mentions['user_ids'].includes(ownUserId));
}

import type { ChatStore, Receipt, StoredEvent } from '../store/api.ts';
import { isAfter } from './order.ts';

/** The event up to which the account has read: of its receipts, public and private, the one that is later in the room. */
export function readUpTo(chat: Pick<ChatStore, 'receipts' | 'event'>, roomId: string, userId: string): string | undefined {
  const own = chat.receipts(roomId).filter((each) => each.userId === userId && (each.threadId === undefined || each.threadId === 'main'));
  let last: { readonly receipt: Receipt; readonly event: StoredEvent | undefined } | undefined;
  for (const receipt of own) {
    const event = chat.event(roomId, receipt.eventId);
    const later = !last || (event && last.event ? isAfter(event, last.event) : receipt.ts > last.receipt.ts);
    if (later) last = { receipt, event };
  }
  return last?.receipt.eventId;
}

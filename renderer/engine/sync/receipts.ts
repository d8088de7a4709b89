import { toFailure } from '../../base/failure.ts';
import type { Request } from '../session/api.ts';
import type { Log } from '../session/log.ts';
import type { ChatStore, StoredEvent } from '../store/api.ts';

/** What this account has read. */
export interface Receipts {
  /** This event was before the person's eyes: kept at once, told to the server as soon as it listens. */
  seen(roomId: string, eventId: string): void;
  /** Tells the server what it has not heard yet. */
  flush(): Promise<void>;
}

interface Options {
  readonly chat: ChatStore;
  readonly request: Request;
  readonly ownUserId: string;
  readonly log: Log;
  /** The counts of this room are to be made anew. */
  readonly read: (roomId: string) => void;
}

const pendingKey = 'receipts.pending';

export function createReceipts({ chat, request, ownUserId, log, read }: Options): Receipts {
  let flushing: Promise<void> | undefined;

  const pending = (): Readonly<Record<string, string>> =>
    (chat.value(pendingKey) as Readonly<Record<string, string>> | null | undefined) ?? {};

  const send = async (roomId: string, eventId: string): Promise<void> => {
    const path = ['rooms', roomId, 'receipt', 'm.read', eventId].map(encodeURIComponent).join('/');
    try {
      await request('POST', `/_matrix/client/v3/${path}`, { body: {} });
    } catch (error) {
      const { code } = toFailure(error);
      // What the server refuses for good (the room was left meanwhile) is not asked again.
      if (!['forbidden', 'not-found', 'refused'].includes(code)) throw error;
    }
    const { [roomId]: latest, ...rest } = pending();
    if (latest === eventId) chat.putValue(pendingKey, rest);
  };

  const sendAll = async (): Promise<void> => {
    for (let next = Object.entries(pending())[0]; next; next = Object.entries(pending())[0]) await send(...next);
  };

  const flush = (): Promise<void> => {
    flushing ??= sendAll()
      .catch((error: unknown) => log.info(`read receipts wait: ${toFailure(error).code}`))
      .finally(() => (flushing = undefined));
    return flushing;
  };

  return {
    seen(roomId, eventId) {
      const event = chat.event(roomId, eventId);
      if (!event || !isNewer(chat, event, ownUserId)) return;
      chat.putReceipt(roomId, { userId: ownUserId, eventId, type: 'm.read', threadId: undefined, ts: Date.now() });
      chat.putValue(pendingKey, { ...pending(), [roomId]: eventId });
      read(roomId);
      void flush();
    },
    flush,
  };
}

/** A receipt only ever moves forward. */
function isNewer(chat: ChatStore, event: StoredEvent, ownUserId: string): boolean {
  const receipts = chat.receipts(event.roomId).filter(({ userId }) => userId === ownUserId);
  return receipts.every(({ eventId }) => {
    const before = chat.event(event.roomId, eventId);
    if (!before) return true;
    return event.fragment === before.fragment ? event.index > before.index : event.fragment > before.fragment;
  });
}

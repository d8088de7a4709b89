import { fail } from '../../base/failure.ts';
import type { History } from '../session/api.ts';
import type { ChatStore, Gap, JsonObject, OutgoingMessage, StoredEvent } from '../store/api.ts';

/**
 * The transaction ID inside the content, in the clear also where the message is encrypted (the server knows it from the
 * request anyway). Servers tell the ID to the device that sent, and for a day only; after that, or on a new device that
 * cannot decrypt yet, this is how a message is known again.
 */
export const txnMarker = 'de.einklang.txn';

/** The marker of a content, to stand beside its ciphertext. */
export const markerOf = (content: JsonObject): JsonObject => {
  const marker = content[txnMarker];
  return typeof marker === 'string' ? { [txnMarker]: marker } : {};
};

type Chat = Pick<ChatStore, 'event' | 'timelineWindow'>;

/** What a message is known by. */
export type Known = Pick<OutgoingMessage, 'roomId' | 'txnId' | 'eventId'>;

const isEcho = (event: StoredEvent, { txnId, eventId }: Known, own: string): boolean =>
  event.eventId === eventId ||
  (event.sender === own && [event.txnId, event.content[txnMarker], event.raw.content[txnMarker]].includes(txnId));

/** How many of the newest events are looked through for an echo each time a room changes. */
const recent = 60;

/** The message's event, where it is among the newest of the store. */
export const recentEcho = (chat: Chat, message: Known, own: string): StoredEvent | undefined =>
  message.eventId === undefined
    ? chat.timelineWindow(message.roomId, { limit: recent, acrossGaps: true }).events.find((event) => isEcho(event, message, own))
    : chat.event(message.roomId, message.eventId);

/** An echo that the timeline can show in the message's place: it is readable, or known not to be. */
export const isSettled = (event: StoredEvent): boolean => event.encryption !== 'undecrypted' || event.problem !== undefined;

/** The newest event of a room: what the echo of a message that is sent now will come after. */
export const newestEvent = (chat: Chat, roomId: string): string | undefined =>
  chat.timelineWindow(roomId, { limit: 1 }).events.at(-1)?.eventId;

/** Whether sync has left out events since this one was the newest: an echo that has not come lies in the gap. */
export function isBehindGap(chat: Chat, roomId: string, eventId: string): boolean {
  const { events, before } = chat.timelineWindow(roomId, { limit: recent });
  return before.kind === 'gap' && !events.some((event) => event.eventId === eventId);
}

const pageSize = 200;
/** The server's clock and this one may differ; so far before the first try the search goes on. */
const clockMarginMs = 24 * 60 * 60 * 1_000;

const serverOf = (userId: string): string => userId.slice(userId.indexOf(':') + 1);

/**
 * Looks for the message in the room's timeline back to before its first try, fetching what is missing on the way.
 * Resolves with its event, or undefined where the server does not have it. Rejects as History.fill does.
 */
export async function lookUp(
  chat: Chat,
  history: Pick<History, 'fill'>,
  message: OutgoingMessage,
  own: string,
): Promise<StoredEvent | undefined> {
  const since = (message.firstAttemptAt ?? message.createdAt) - clockMarginMs;
  // Only the own server's times count: anybody else may date an event as they like.
  const isBefore = (event: StoredEvent): boolean => event.ts < since && serverOf(event.sender) === serverOf(own);
  const asked = new Map<string, number>();
  const fill = async ({ eventId, token }: Gap): Promise<void> => {
    const place = `${eventId ?? ''} ${token ?? ''}`;
    const times = asked.get(place) ?? 0;
    // Twice: the first may have been the answer to a request for another gap of the room.
    if (times >= 2) throw fail('server-error', 'the history request answered nothing');
    asked.set(place, times + 1);
    await history.fill(message.roomId, token);
  };
  for (let limit = pageSize; ; ) {
    const { events, gaps, before } = chat.timelineWindow(message.roomId, { limit, acrossGaps: true });
    const found = events.find((event) => isEcho(event, message, own));
    if (found) return found;
    // The newest event before the first try: from here on everything has to be there, without a gap.
    const start = events.findLastIndex(isBefore);
    const after = new Set(events.slice(start + 1).map((event) => event.eventId));
    const gap = gaps.findLast(({ eventId }) => eventId !== undefined && after.has(eventId));
    if (gap) await fill(gap);
    else if (start >= 0 || before.kind === 'start') return undefined;
    else if (before.kind === 'gap') await fill(before);
    else limit += pageSize;
  }
}

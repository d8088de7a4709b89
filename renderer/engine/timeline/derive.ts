import { kept } from '../../base/same.ts';
import type { GapItem, TimelineItem } from '../contract/timeline.ts';
import type { Gap, OutgoingMessage, StoredEvent, TimelineWindow } from '../store/api.ts';
import { itemOf, type ItemContext } from './item.ts';
import { outgoingItem } from './outgoing.ts';

export interface Deriving {
  readonly window: Pick<TimelineWindow, 'events' | 'gaps'>;
  /** Own messages of this room that wait, by sequence. */
  readonly outgoing: readonly OutgoingMessage[];
  readonly context: ItemContext;
  gapState(gap: Gap): Pick<GapItem, 'state' | 'failure'>;
  /** Events that nobody has tried to decrypt yet and that may still be quick: they are not shown as unreadable. */
  isPending(event: StoredEvent): boolean;
}

const waitsForKey = (event: StoredEvent): boolean => event.encryption === 'undecrypted' && event.problem === undefined;

/** The items of a timeline in their order. An event that cannot be derived becomes "unsupported", the rest goes on. */
export function deriveItems({ window, outgoing, context, gapState, isPending }: Deriving): readonly TimelineItem[] {
  const items: TimelineItem[] = [];
  const keys = new Set<string>();
  const gaps = new Map(window.gaps.map((gap) => [gap.eventId, gap]));
  const waiting = new Map(outgoing.map((message) => [message.txnId, message]));
  const byEvent = new Map(outgoing.map((message) => [message.eventId, message]));

  const add = (item: TimelineItem | undefined, otherKey: string): void => {
    if (!item) return;
    const key = keys.has(item.key) ? otherKey : item.key;
    if (keys.has(key)) return;
    keys.add(key);
    items.push(key === item.key ? item : { ...item, key });
  };

  for (const event of window.events) {
    const gap = gaps.get(event.eventId);
    if (gap) add({ kind: 'gap', key: `gap:${event.eventId}`, ...gapState(gap) }, event.eventId);
    const own = event.sender === context.reader.userId;
    const message = own ? (waiting.get(event.txnId ?? '') ?? byEvent.get(event.eventId)) : undefined;
    if (message) waiting.delete(message.txnId);
    if (waitsForKey(event) && (message || isPending(event))) {
      if (message) add(outgoingItem(message, context, event), event.eventId);
      continue;
    }
    const item = itemOf(event, context);
    // The echo keeps the key of its message also where the server did not repeat the transaction ID.
    add(item && message ? { ...item, key: message.txnId } : item, event.eventId);
  }
  for (const message of waiting.values()) add(outgoingItem(message, context), `out:${message.txnId}`);
  return items;
}

/** The new list with each item that has not changed as the very object it was. */
export function keepItems(before: readonly TimelineItem[], next: readonly TimelineItem[]): readonly TimelineItem[] {
  const known = new Map(before.map((item) => [item.key, item]));
  const items = next.map((item) => kept(known.get(item.key), item));
  const unchanged = items.length === before.length && items.every((item, index) => item === before[index]);
  return unchanged ? before : items;
}

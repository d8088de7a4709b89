import type { TimelineItem } from '../../../engine/contract.ts';
import { arrivedSince, eventIdOf, indexOfEvent, isFromOthers, isOwnMessage, lastEventId } from './items.ts';

/** Where the new begins: the index of its first message, and how many of others there are. Undefined: nothing is new. */
export function findNew(
  items: readonly TimelineItem[],
  newAfter: string | undefined,
): { readonly index: number; readonly count: number } | undefined {
  const lastOld = indexOfEvent(items, newAfter);
  if (lastOld < 0) return undefined;
  const fresh = items.slice(lastOld + 1);
  const first = fresh.findIndex(isFromOthers);
  return first < 0 ? undefined : { index: lastOld + 1 + first, count: fresh.filter(isFromOthers).length };
}

/** Where the new begins when a room is opened: after what was read, or after the own message that answered it. */
export function firstNewLine(items: readonly TimelineItem[], readUpTo: string | undefined): string | undefined {
  const read = indexOfEvent(items, readUpTo);
  // What was read may be an event that shows nothing (a reaction): then nobody can say what is new.
  if (readUpTo !== undefined && read < 0) return readUpTo;
  const answered = items.findLastIndex((item) => isOwnMessage(item) && eventIdOf(item) !== undefined);
  const answer = items[answered];
  return answer && answered > read ? eventIdOf(answer) : readUpTo;
}

/** What comes later than this after it was sent was not watched as it came: the program was catching up. */
const liveMs = 60_000;

/**
 * The event after which everything is new, as a room moves on. Writing ends the new. What comes live while the person
 * watches the end is not new; what comes otherwise begins the new, unless it has begun already.
 */
export function moveNewLine(
  newAfter: string | undefined,
  before: readonly TimelineItem[],
  after: readonly TimelineItem[],
  { watching, now }: { readonly watching: boolean; readonly now: number },
): string | undefined {
  const last = after.at(-1);
  if (isOwnMessage(last) && !before.some(({ key }) => key === last?.key)) return lastEventId(after);
  const arrived = arrivedSince(before, after);
  if (arrived.length === 0 || findNew(before, newAfter)) return newAfter;
  const live = arrived.every((item) => item.kind !== 'gap' && now - item.ts < liveMs);
  return lastEventId(watching && live ? after : before);
}

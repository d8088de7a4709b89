import type { TimelineItem } from '../../../engine/contract.ts';

/** Others' messages: what counts as new, is announced and waits below. */
export const isFromOthers = (item: TimelineItem): boolean =>
  item.kind !== 'gap' && item.kind !== 'state' && item.kind !== 'redacted' && !item.own;

export const isOwnMessage = (item: TimelineItem | undefined): boolean =>
  item !== undefined && item.kind !== 'gap' && item.kind !== 'state' && item.own;

export const eventIdOf = (item: TimelineItem): string | undefined => (item.kind === 'gap' ? undefined : item.eventId);

/** The last event that the server knows. */
export function lastEventId(items: readonly TimelineItem[]): string | undefined {
  const last = items.findLast((item) => eventIdOf(item) !== undefined);
  return last && eventIdOf(last);
}

/** The index of an event, searched from the end; -1 where it is not here. */
export const indexOfEvent = (items: readonly TimelineItem[], eventId: string | undefined): number =>
  eventId === undefined ? -1 : items.findLastIndex((item) => eventIdOf(item) === eventId);

/**
 * Others' messages that came at the end since `before`: neither older history nor what fills a gap. Nothing has
 * arrived where there was nothing before, or where the two lists have nothing in common.
 */
export function arrivedSince(before: readonly TimelineItem[], after: readonly TimelineItem[]): readonly TimelineItem[] {
  const known = new Set(before.map(({ key }) => key));
  const lastKnown = after.findLastIndex((item) => eventIdOf(item) !== undefined && known.has(item.key));
  if (lastKnown < 0) return [];
  return after.filter((item, index) => index > lastKnown && !known.has(item.key) && isFromOthers(item));
}

/** Others' calls that rang in `before` and were missed by `after`: the same card tells something new. */
export function missedSince(before: readonly TimelineItem[], after: readonly TimelineItem[]): readonly TimelineItem[] {
  const open = new Set(before.flatMap((item) => (item.kind === 'call' && item.call.outcome !== 'missed' ? [item.key] : [])));
  return after.filter((item) => item.kind === 'call' && !item.own && item.call.outcome === 'missed' && open.has(item.key));
}

/** Own messages that waited in `before` and that the server has in `after`. */
export function sentSince(before: readonly TimelineItem[], after: readonly TimelineItem[]): readonly TimelineItem[] {
  const waiting = new Set(before.flatMap((item) => (item.kind === 'message' && item.send && item.txnId !== undefined ? [item.txnId] : [])));
  if (waiting.size === 0) return [];
  return after.filter((item) => item.kind === 'message' && !item.send && item.txnId !== undefined && waiting.has(item.txnId));
}

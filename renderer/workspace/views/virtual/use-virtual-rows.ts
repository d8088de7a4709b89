import {
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualizerOptions,
} from '@tanstack/virtual-core';
import { useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks';
import type { RefObject } from 'preact';

export type RowVirtualizer = Virtualizer<HTMLElement, HTMLElement>;

export interface VirtualRowsOptions {
  readonly scroller: RefObject<HTMLElement>;
  /** Keys in order; a key stays with its row whatever comes above or below. */
  readonly keys: readonly string[];
  /** Height in pixels before a row has been measured. */
  readonly estimate: (index: number) => number;
  /** `end`: a conversation. What is in view stands still when history comes above, and the end is followed. */
  readonly anchor: 'start' | 'end';
  readonly paddingStart?: number;
  readonly paddingEnd?: number;
  /** This row stays drawn wherever the view goes: it has the focus. */
  readonly keep?: string | undefined;
}

/** How near to the end counts as there, in pixels. */
export const endThreshold = 32;

/** The headless virtualiser as a hook: draws anew when other rows come into view. */
export function useVirtualRows(rows: VirtualRowsOptions): RowVirtualizer {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const options = virtualizerOptions(rows, () => redraw(undefined));
  const [virtualizer] = useState(() => new Virtualizer<HTMLElement, HTMLElement>(options));
  const held = useRef(false);
  const change = (): void => virtualizer.setOptions(options);
  if (rows.anchor === 'start') change();
  else held.current = hold(virtualizer, rows.keys, change);
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => {
    virtualizer._willUpdate();
    // Not as a command of the virtualiser: it would not correct that by what the rows above turn out to be high.
    if (held.current && rows.scroller.current) rows.scroller.current.scrollTop = virtualizer.scrollOffset ?? 0;
    held.current = false;
  });
  return virtualizer;
}

function virtualizerOptions(
  { scroller, keys, estimate, anchor, paddingStart = 0, paddingEnd = 0, keep }: VirtualRowsOptions,
  redraw: () => void,
): VirtualizerOptions<HTMLElement, HTMLElement> {
  return {
    count: keys.length,
    getScrollElement: () => scroller.current,
    estimateSize: estimate,
    getItemKey: (index) => keys[index] ?? index,
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    onChange: redraw,
    overscan: 8,
    anchorTo: anchor,
    followOnAppend: anchor === 'end',
    scrollEndThreshold: endThreshold,
    paddingStart,
    paddingEnd,
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      const kept = keep === undefined ? -1 : keys.indexOf(keep);
      return kept < 0 || shown.includes(kept) ? shown : [...shown, kept].sort((a, b) => a - b);
    },
  };
}

/**
 * The virtualiser holds on to the topmost row in view. A day divider at the very top goes when older things of its day
 * come above: then the next row that stays is what holds. Answers whether the scroll position has to follow.
 */
function hold(virtualizer: RowVirtualizer, keys: readonly string[], change: () => void): boolean {
  const offset = virtualizer.scrollOffset;
  const top = offset === null ? undefined : virtualizer.getVirtualItemForOffset(offset);
  const staying = new Map(keys.map((key, index) => [key, index]));
  const gone = top !== undefined && !staying.has(String(top.key));
  const next = gone ? virtualizer.measurementsCache.find(({ key, index }) => index > top.index && staying.has(String(key))) : undefined;
  change();
  const index = next && staying.get(String(next.key));
  if (offset === null || !next || index === undefined) return false;
  virtualizer.getTotalSize();
  const moved = virtualizer.measurementsCache[index];
  if (!moved) return false;
  virtualizer.scrollOffset = Math.max(0, moved.start + offset - next.start);
  return true;
}

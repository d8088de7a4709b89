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
  /** `end`: a conversation. What is in view stands still when history comes above. */
  readonly anchor: 'start' | 'end';
  /**
   * Where the view wants to be, if not where it stands: at the end, or with this row on top. Asked when the rows change
   * and when one of them turns out to have another height.
   */
  readonly aim?: () => Aim | undefined;
  readonly paddingStart?: number;
  readonly paddingEnd?: number;
  /** This row stays drawn wherever the view goes: it has the focus. */
  readonly keep?: string | undefined;
}

export type Aim = 'end' | { readonly key: string };

/** How near to the end counts as there, in pixels. */
export const endThreshold = 32;

/** Within this time new rows have been drawn and measured. */
const measuredMs = 100;

/** The headless virtualiser as a hook: draws anew when other rows come into view. */
export function useVirtualRows(rows: VirtualRowsOptions): RowVirtualizer {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const options = virtualizerOptions(rows, () => redraw(undefined));
  const [virtualizer] = useState(() => new Virtualizer<HTMLElement, HTMLElement>(options));
  /** The index of the row that stands still while others come above. */
  const held = useRef<number>();
  const known = useRef<readonly string[]>();
  const size = useRef(0);
  const change = (): void => virtualizer.setOptions(options);
  const aimed = known.current !== rows.keys && rows.aim?.() !== undefined;
  known.current = rows.keys;
  if (rows.anchor === 'start' || aimed) change();
  const still = rows.anchor === 'start' || aimed ? undefined : hold(virtualizer, rows.keys, change);
  held.current = aimed ? undefined : (still ?? held.current);
  virtualizer.shouldAdjustScrollPositionOnItemSizeChange = ({ index, key, start, end }) => {
    const offset = virtualizer.scrollOffset ?? 0;
    if (held.current !== undefined) return index < held.current;
    return virtualizer.itemSizeCache.has(key) ? end <= offset : start < offset;
  };
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => {
    virtualizer._willUpdate();
    const total = virtualizer.getTotalSize();
    if (aimed || total !== size.current) scrollTo(virtualizer, rows.keys, rows.aim?.());
    size.current = total;
    if (held.current === undefined) return undefined;
    // Not as a command of the virtualiser: it would not correct that by what the rows above turn out to be high.
    if (rows.scroller.current) rows.scroller.current.scrollTop = virtualizer.scrollOffset ?? 0;
    const timer = setTimeout(() => void (held.current = undefined), measuredMs);
    return () => clearTimeout(timer);
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
    overscan: 5,
    anchorTo: anchor,
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

/** A command is given anew when rows change: the one under way knows a row by an index that may be another's now. */
function scrollTo(virtualizer: RowVirtualizer, keys: readonly string[], aim: Aim | undefined): void {
  if (aim === 'end') virtualizer.scrollToEnd();
  // A scroll to a row that would lead past the end leads to the end.
  else if (aim && keys.includes(aim.key)) virtualizer.scrollToIndex(keys.indexOf(aim.key), { align: 'start' });
}

/**
 * Changes the rows. Where some come above, the first row that is wholly in view and stays is held: what was the first
 * of its group or its day loses its heading then, and what is new may be in view above it. The virtualiser alone holds
 * the topmost row, which may be just that heading.
 */
function hold(virtualizer: RowVirtualizer, keys: readonly string[], change: () => void): number | undefined {
  const offset = virtualizer.scrollOffset;
  const before = virtualizer.measurementsCache;
  const first = before[0];
  if (offset === null || !first || String(first.key) === keys[0]) {
    change();
    return undefined;
  }
  const staying = new Map(keys.map((key, index) => [key, index]));
  const row = before.find(({ key, start }) => start >= offset && staying.has(String(key)));
  // Copied now: the virtualiser's items read from a buffer that the change fills anew.
  const from = row && { start: row.start, index: staying.get(String(row.key)) };
  change();
  if (from?.index === undefined) return undefined;
  virtualizer.getTotalSize();
  const moved = virtualizer.measurementsCache[from.index];
  if (!moved) return undefined;
  virtualizer.scrollOffset = Math.max(0, moved.start + offset - from.start);
  return from.index;
}

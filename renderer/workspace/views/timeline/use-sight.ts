import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, type MutableRef } from 'preact/hooks';
import type { TimelineRow } from '../../viewmodels/timeline/row.ts';
import type { TimelineModel } from '../../viewmodels/timeline/timeline.ts';
import { endThreshold, type RowVirtualizer } from '../virtual/use-virtual-rows.ts';

/** Nearer to the top than this, older history is fetched, in pixels. */
const wantOlder = 800;
/** So much of a row must be in view for it to count as seen, in pixels. */
const seenPart = 28;

/** Tells the model what stands before the person's eyes, keeps the end in view, and asks for older history in time. */
export function useSight({ scroller, virtualizer, rows, model, opensAt }: {
  readonly scroller: RefObject<HTMLElement>;
  readonly virtualizer: RowVirtualizer;
  readonly rows: readonly TimelineRow[];
  readonly model: TimelineModel;
  /** The row that the view is on its way to; undefined once it has come there. */
  readonly opensAt: MutableRef<TimelineRow | undefined>;
}): void {
  const look = useRef<() => void>(() => undefined);
  look.current = () => {
    const view = scroller.current;
    if (!view || rows.length === 0) return;
    // While the two differ a scroll is on its way, and what is drawn is not what is about to be seen. Rows that turn out
    // lower than they were taken for leave a view that holds all of them with a wish that no scroll can grant.
    const wished = view.scrollHeight <= view.clientHeight ? 0 : (virtualizer.scrollOffset ?? 0);
    if (Math.abs(wished - view.scrollTop) > 1) return;
    // At the end one stays until one goes up: what is below meanwhile has only just come or been measured.
    const following = model.atEnd.peek() && !opensAt.current;
    const bottom = view.scrollTop + view.clientHeight;
    const atEnd = view.scrollHeight - bottom <= endThreshold;
    if (atEnd || !virtualizer.isScrolling) opensAt.current = undefined;
    if (following && !atEnd && !virtualizer.isScrolling) virtualizer.scrollToEnd();
    const lowest = virtualizer
      .getVirtualItems()
      .findLast(({ index, start, size }) => keyOf(rows[index]) !== undefined && start + Math.min(size, seenPart) <= bottom);
    model.saw(lowest && keyOf(rows[lowest.index]), atEnd || following);
    if (view.scrollTop < wantOlder) model.older.wanted();
  };

  useEffect(() => look.current());
  useLayoutEffect(() => {
    const view = scroller.current;
    if (!view) return undefined;
    const onScroll = (): void => look.current();
    view.addEventListener('scroll', onScroll, { passive: true });
    // Before the virtualiser hears of it and draws: who goes up has left the end, and is not to be led back there.
    let top = view.scrollTop;
    const onMove = (): void => {
      const up = view.scrollTop < top;
      top = view.scrollTop;
      if (!up || view.scrollHeight - top - view.clientHeight <= endThreshold) return;
      opensAt.current = undefined;
      model.saw(undefined, false);
    };
    view.addEventListener('scroll', onMove, { passive: true, capture: true });
    // The view gets lower when the composer grows: who stood at the end stays there.
    const sized = new ResizeObserver(() => {
      if (model.atEnd.peek()) virtualizer.scrollToEnd();
    });
    sized.observe(view);
    return () => {
      view.removeEventListener('scroll', onScroll);
      view.removeEventListener('scroll', onMove, { capture: true });
      sized.disconnect();
    };
  }, [virtualizer, model]);
}

/** The key of the item that a row ends with. */
function keyOf(row: TimelineRow | undefined): string | undefined {
  if (row?.kind === 'item') return row.key;
  return row?.kind === 'changes' ? row.items.at(-1)?.key : undefined;
}

import type { RefObject, TargetedFocusEvent, TargetedKeyboardEvent } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { rovingTarget } from '../../../ui/index.ts';
import type { TimelineRow } from '../../viewmodels/timeline/row.ts';
import type { RowVirtualizer } from '../virtual/use-virtual-rows.ts';

export interface RowFocus {
  /** The row that Tab comes to. */
  readonly current: string | undefined;
  /** The row that must stay drawn. */
  readonly kept: string | undefined;
  readonly goTo: (key: string) => void;
  /** Called on each drawing, once the virtualiser is there. */
  readonly follow: (virtualizer: RowVirtualizer) => void;
  readonly onKeyDown: (event: TargetedKeyboardEvent<HTMLElement>) => void;
  readonly onFocusIn: (event: TargetedFocusEvent<HTMLElement>) => void;
}

const takesFocus = (row: TimelineRow): boolean => row.kind === 'item' || (row.kind === 'changes' && row.items.length > 1);

/**
 * One tab stop for the timeline: arrows, Home and End go from message to message, Tab goes into a message's own links
 * and buttons. The focused row stays drawn when the view goes elsewhere.
 */
export function useRowFocus(scroller: RefObject<HTMLElement>, rows: readonly TimelineRow[]): RowFocus {
  const [chosen, choose] = useState<string>();
  const wanted = useRef<string>();
  const virtual = useRef<RowVirtualizer>();
  const stops = rows.filter(takesFocus);
  const current = stops.some(({ key }) => key === chosen) ? chosen : stops.at(-1)?.key;

  useLayoutEffect(() => {
    for (const row of scroller.current?.querySelectorAll<HTMLElement>('[data-key]') ?? []) {
      const isCurrent = row.dataset['key'] === current;
      for (const stop of row.querySelectorAll<HTMLElement>('a[href], button, summary')) stop.tabIndex = isCurrent ? 0 : -1;
      if (row.dataset['key'] !== wanted.current) continue;
      wanted.current = undefined;
      row.querySelector<HTMLElement>('article, button')?.focus({ preventScroll: true });
    }
  });

  const goTo = (key: string): void => {
    wanted.current = key;
    choose(key);
    virtual.current?.scrollToIndex(rows.findIndex((row) => row.key === key), { align: 'auto' });
  };

  return {
    current,
    kept: chosen,
    goTo,
    follow: (virtualizer) => void (virtual.current = virtualizer),
    onKeyDown: (event) => {
      const target = event.target as HTMLElement;
      if (event.ctrlKey || event.altKey || event.metaKey || !target.matches('article, .change')) return;
      const here = stops.findIndex(({ key }) => key === current);
      const next = rovingTarget(event.key, here, stops.length, 'vertical');
      const row = next === undefined ? undefined : stops[next];
      // The list does not go round: past its top there is more to come.
      if (!row || Math.abs((next ?? 0) - here) === stops.length - 1 && event.key.startsWith('Arrow') && stops.length > 2) return;
      event.preventDefault();
      goTo(row.key);
    },
    onFocusIn: (event) => {
      const row = (event.target as HTMLElement).closest<HTMLElement>('[data-key]');
      if (row?.dataset['key'] !== undefined) choose(row.dataset['key']);
    },
  };
}

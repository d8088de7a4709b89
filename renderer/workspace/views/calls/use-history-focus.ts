import { useLayoutEffect } from 'preact/hooks';
import type { HistoryRow } from '../../viewmodels/calls/history.ts';
import { useListFocus, type ListFocus } from '../virtual/use-list-focus.ts';

/** The focus in the history: it goes from call to call, past the days. */
export function useHistoryFocus(rows: readonly HistoryRow[], chosen: string | undefined): ListFocus {
  const focus = useListFocus<HistoryRow>({
    rows,
    isStop: ({ kind }) => kind === 'call',
    chosen,
    nameOf: (row) => (row.kind === 'call' ? (row.call.peer?.name ?? row.call.title) : undefined),
  });

  // Only the current row's own buttons are reached by Tab.
  useLayoutEffect(() => {
    for (const button of focus.scroller.current?.querySelectorAll<HTMLElement>('.history-row > .ibtn') ?? []) {
      button.tabIndex = button.closest<HTMLElement>('[data-key]')?.dataset['key'] === focus.current ? 0 : -1;
    }
  });
  return focus;
}

import type { RefObject, TargetedFocusEvent, TargetedKeyboardEvent } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { rovingTarget } from '../../../ui/index.ts';
import type { HistoryRow } from '../../viewmodels/calls/history.ts';
import type { RowVirtualizer } from '../virtual/use-virtual-rows.ts';

export interface HistoryFocus {
  /** The call that Tab comes to: the focused one, else the chosen one, else the first. */
  readonly current: string | undefined;
  readonly kept: string | undefined;
  readonly follow: (virtualizer: RowVirtualizer) => void;
  readonly onKeyDown: (event: TargetedKeyboardEvent<HTMLElement>) => void;
  readonly onFocusIn: (event: TargetedFocusEvent<HTMLElement>) => void;
}

/** One tab stop for the whole history, drawn or not: arrows, Home and End go from call to call, letters to a name. */
export function useHistoryFocus(scroller: RefObject<HTMLElement>, rows: readonly HistoryRow[], chosen: string | undefined): HistoryFocus {
  const [focused, setFocused] = useState<string>();
  const wanted = useRef<string>();
  const virtual = useRef<RowVirtualizer>();
  const calls = rows.flatMap((row) => (row.kind === 'call' ? [row] : []));
  const has = (key: string | undefined): boolean => key !== undefined && calls.some((call) => call.key === key);
  const current = has(focused) ? focused : has(chosen) ? chosen : calls[0]?.key;

  useLayoutEffect(() => {
    if (wanted.current === undefined) return;
    const stop = scroller.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(wanted.current)}"] [data-stop]`);
    if (!stop) return;
    wanted.current = undefined;
    stop.focus({ preventScroll: true });
  });

  // Only the current row's own buttons are reached by Tab.
  useLayoutEffect(() => {
    for (const button of scroller.current?.querySelectorAll<HTMLElement>('.history-row > .ibtn') ?? []) {
      button.tabIndex = button.closest<HTMLElement>('[data-key]')?.dataset['key'] === current ? 0 : -1;
    }
  });

  const byLetter = (from: number, letter: string): HistoryRow | undefined =>
    [...calls.slice(from + 1), ...calls.slice(0, from)].find(({ call }) =>
      (call.peer?.name ?? call.title).toLocaleLowerCase().startsWith(letter.toLocaleLowerCase()),
    );

  return {
    current,
    kept: focused,
    follow: (virtualizer) => void (virtual.current = virtualizer),
    onKeyDown: (event) => {
      const target = event.target as HTMLElement;
      if (event.ctrlKey || event.altKey || event.metaKey || target.dataset['stop'] === undefined) return;
      const here = calls.findIndex(({ key }) => key === current);
      const to = rovingTarget(event.key, here, calls.length, 'vertical');
      const letter = event.key.length === 1 && event.key !== ' ' ? byLetter(here, event.key) : undefined;
      const next = to === undefined ? letter : calls[to];
      if (!next) return;
      event.preventDefault();
      wanted.current = next.key;
      setFocused(next.key);
      virtual.current?.scrollToIndex(rows.indexOf(next), { align: 'auto' });
    },
    onFocusIn: (event) => {
      const row = (event.target as HTMLElement).closest<HTMLElement>('[data-key]');
      if (row?.dataset['key'] !== undefined) setFocused(row.dataset['key']);
    },
  };
}

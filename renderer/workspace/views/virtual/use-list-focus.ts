import type { RefObject, TargetedFocusEvent, TargetedKeyboardEvent } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { rovingTarget } from '../../../ui/index.ts';
import type { RowVirtualizer } from './use-virtual-rows.ts';

/** A row of a list; its element that takes the focus has the attribute `data-stop`. */
export interface ListRow {
  readonly key: string;
}

export interface ListFocusOptions<Row extends ListRow> {
  readonly rows: readonly Row[];
  /** Rows that take the focus; all unless given. */
  readonly isStop?: (row: Row) => boolean;
  /** Where Tab leads while nobody has been in the list. */
  readonly chosen: string | undefined;
  /** The name that a typed letter is compared with. */
  readonly nameOf: (row: Row) => string | undefined;
  /** What the current row does with a key itself; true where it did. */
  readonly onRowKey?: (row: Row, key: string) => boolean;
}

export interface ListFocus {
  readonly scroller: RefObject<HTMLElement>;
  /** The row that Tab comes to: the focused one, else the chosen one, else the first. */
  readonly current: string | undefined;
  /** Has the focus, and stays drawn. */
  readonly kept: string | undefined;
  readonly follow: (virtualizer: RowVirtualizer) => void;
  readonly scrollTo: (key: string) => void;
  /** Scrolls there, and gives the row the focus once it is drawn. */
  readonly goTo: (key: string) => void;
  readonly onKeyDown: (event: TargetedKeyboardEvent<HTMLElement>) => void;
  readonly onFocusIn: (event: TargetedFocusEvent<HTMLElement>) => void;
}

/** One tab stop for a whole list, drawn or not: arrows, Home and End go from row to row, letters to a name. */
export function useListFocus<Row extends ListRow>(options: ListFocusOptions<Row>): ListFocus {
  const { rows, isStop = () => true, chosen, nameOf, onRowKey = () => false } = options;
  const scroller = useRef<HTMLElement>(null);
  const [focused, setFocused] = useState<string>();
  const wanted = useRef<string>();
  const virtual = useRef<RowVirtualizer>();
  const stops = rows.filter(isStop);
  const has = (key: string | undefined): boolean => key !== undefined && stops.some((row) => row.key === key);
  const current = has(focused) ? focused : has(chosen) ? chosen : stops[0]?.key;

  const scrollTo = (key: string): void => {
    const index = rows.findIndex((row) => row.key === key);
    if (index >= 0) virtual.current?.scrollToIndex(index, { align: 'auto' });
  };
  const goTo = (key: string): void => {
    wanted.current = key;
    setFocused(key);
    scrollTo(key);
  };

  useLayoutEffect(() => {
    if (wanted.current === undefined) return;
    const stop = scroller.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(wanted.current)}"] [data-stop]`);
    if (!stop) return;
    wanted.current = undefined;
    stop.focus({ preventScroll: true });
  });

  const byLetter = (from: number, letter: string): Row | undefined =>
    [...stops.slice(from + 1), ...stops.slice(0, from)].find((row) =>
      nameOf(row)?.toLocaleLowerCase().startsWith(letter.toLocaleLowerCase()),
    );

  return {
    scroller,
    current,
    kept: focused,
    follow: (virtualizer) => void (virtual.current = virtualizer),
    scrollTo,
    goTo,
    onKeyDown: (event) => {
      const target = event.target as HTMLElement;
      if (event.ctrlKey || event.altKey || event.metaKey || target.dataset['stop'] === undefined) return;
      const here = stops.findIndex((row) => row.key === current);
      const row = stops[here];
      if (row && onRowKey(row, event.key)) {
        event.preventDefault();
        return;
      }
      const to = rovingTarget(event.key, here, stops.length, 'vertical');
      const letter = event.key.length === 1 && event.key !== ' ' ? byLetter(here, event.key) : undefined;
      const next = to === undefined ? letter : stops[to];
      if (!next) return;
      event.preventDefault();
      goTo(next.key);
    },
    onFocusIn: (event) => {
      const row = (event.target as HTMLElement).closest<HTMLElement>('[data-key]');
      if (row?.dataset['key'] !== undefined) setFocused(row.dataset['key']);
    },
  };
}

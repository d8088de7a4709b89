import type { RefObject, TargetedFocusEvent, TargetedKeyboardEvent } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { rovingTarget, useTexts } from '../../../ui/index.ts';
import type { RoomListModel } from '../../viewmodels/room-list/room-list.ts';
import type { RoomListRow } from '../../viewmodels/room-list/rows.ts';
import type { RowVirtualizer } from '../virtual/use-virtual-rows.ts';
import { roomName } from '../words/room-words.ts';

export interface ListFocus {
  /** The row that Tab comes to: the focused one, else the open room, else the first. */
  readonly current: string | undefined;
  readonly kept: string | undefined;
  readonly follow: (virtualizer: RowVirtualizer) => void;
  readonly onKeyDown: (event: TargetedKeyboardEvent<HTMLElement>) => void;
  readonly onFocusIn: (event: TargetedFocusEvent<HTMLElement>) => void;
}

/** One tab stop for the whole list, drawn or not: arrows, Home, End and letters move; ← and → fold a section. */
export function useListFocus(scroller: RefObject<HTMLElement>, model: RoomListModel): ListFocus {
  const texts = useTexts();
  const rows = model.rows.value;
  const selected = model.selected.value;
  const [chosen, choose] = useState<string>();
  const wanted = useRef<string>();
  const virtual = useRef<RowVirtualizer>();
  const has = (key: string | undefined): boolean => key !== undefined && rows.some((row) => row.key === key);
  const current = has(chosen) ? chosen : has(selected) ? selected : rows[0]?.key;

  const scrollTo = (key: string): void => {
    const index = rows.findIndex((row) => row.key === key);
    if (index >= 0) virtual.current?.scrollToIndex(index, { align: 'auto' });
  };
  const goTo = (key: string): void => {
    wanted.current = key;
    choose(key);
    scrollTo(key);
  };

  useLayoutEffect(() => {
    if (wanted.current === undefined) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(wanted.current)}"] [data-stop]`);
    if (!row) return;
    wanted.current = undefined;
    row.focus({ preventScroll: true });
  });

  const arrival = model.arrival.value;
  useEffect(() => {
    if (selected === undefined) return;
    if (arrival.by === 'step') goTo(selected);
    else scrollTo(selected);
  }, [arrival]);

  // In a narrow window the conversation gives way to the list again: the focus comes to the row it had left from.
  const left = useRef<string>();
  useEffect(() => {
    if (selected === undefined && left.current !== undefined && document.activeElement === document.body) goTo(left.current);
    left.current = selected;
  }, [selected]);

  const byLetter = (from: number, letter: string): RoomListRow | undefined => {
    const starts = (row: RoomListRow): boolean =>
      row.kind === 'room' && roomName(row.room.name, texts).toLocaleLowerCase().startsWith(letter.toLocaleLowerCase());
    return [...rows.slice(from + 1), ...rows.slice(0, from)].find(starts);
  };

  return {
    current,
    kept: chosen,
    follow: (virtualizer) => void (virtual.current = virtualizer),
    onKeyDown: (event) => {
      const target = event.target as HTMLElement;
      if (event.ctrlKey || event.altKey || event.metaKey || target.dataset['stop'] === undefined) return;
      const here = rows.findIndex((row) => row.key === current);
      const row = rows[here];
      const folds = row?.kind === 'section' && event.key === (row.folded ? 'ArrowRight' : 'ArrowLeft');
      if (folds) {
        event.preventDefault();
        model.toggle(row.key);
        return;
      }
      const to = rovingTarget(event.key, here, rows.length, 'vertical');
      const letter = event.key.length === 1 && event.key !== ' ' ? byLetter(here, event.key) : undefined;
      const next = to === undefined ? letter : rows[to];
      if (!next) return;
      event.preventDefault();
      goTo(next.key);
    },
    onFocusIn: (event) => {
      const row = (event.target as HTMLElement).closest<HTMLElement>('[data-key]');
      if (row?.dataset['key'] !== undefined) choose(row.dataset['key']);
    },
  };
}

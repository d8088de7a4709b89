import { useEffect, useRef } from 'preact/hooks';
import { useTexts } from '../../../ui/index.ts';
import type { RoomListModel } from '../../viewmodels/room-list/room-list.ts';
import type { RoomListRow } from '../../viewmodels/room-list/rows.ts';
import { useListFocus, type ListFocus } from '../virtual/use-list-focus.ts';
import { roomName } from '../words/room-words.ts';

/** The focus in the conversations: it comes along with the open room, and ← and → fold a section. */
export function useRoomFocus(model: RoomListModel): ListFocus {
  const texts = useTexts();
  const selected = model.selected.value;
  const focus = useListFocus<RoomListRow>({
    rows: model.rows.value,
    chosen: selected,
    nameOf: (row) => (row.kind === 'room' ? roomName(row.room.name, texts) : undefined),
    onRowKey(row, key) {
      const folds = row.kind === 'section' && key === (row.folded ? 'ArrowRight' : 'ArrowLeft');
      if (folds) model.toggle(row.key);
      return folds;
    },
  });

  const arrival = model.arrival.value;
  useEffect(() => {
    if (selected === undefined) return;
    if (arrival.by === 'step') focus.goTo(selected);
    else focus.scrollTo(selected);
  }, [arrival]);

  // In a narrow window the conversation gives way to the list again: the focus comes to the row it had left from.
  const left = useRef<string>();
  useEffect(() => {
    if (selected === undefined && left.current !== undefined && document.activeElement === document.body) focus.goTo(left.current);
    left.current = selected;
  }, [selected]);
  return focus;
}

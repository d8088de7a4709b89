import type { VNode } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { IconButton, Search, Icon, useTexts, X } from '../../../ui/index.ts';
import type { RoomListRow } from '../../viewmodels/room-list/rows.ts';
import type { RoomListModel } from '../../viewmodels/room-list/room-list.ts';
import { VirtualList } from '../virtual/virtual-list.tsx';
import { RoomListActionsProvider, type RoomListActions } from './actions.tsx';
import { EmptyList } from './empty-list.tsx';
import { RoomListRowView } from './room-list-row.tsx';
import { useRoomFocus } from './use-room-focus.ts';
import './room-list.css';

/** Heights in rem, as in room-list.css. An invitation may say more than it did; the others never change. */
const heights = { section: 2.25, firstSection: 1.75, room: 3.25, invitation: 5.5 } as const;

const isInvitation = (row: RoomListRow): boolean => row.kind === 'room' && row.room.membership === 'invite';

function heightOf(row: RoomListRow | undefined, index: number): number {
  if (row?.kind === 'section') return index === 0 ? heights.firstSection : heights.section;
  return row && isInvitation(row) ? heights.invitation : heights.room;
}

/** The list column under the own header: a filter, and the conversations in their sections. */
export function RoomListPane({ model }: { readonly model: RoomListModel }): VNode {
  return (
    <>
      <Filter model={model} />
      <List model={model} />
    </>
  );
}

function Filter({ model }: { readonly model: RoomListModel }): VNode {
  const { t } = useTexts();
  const field = useRef<HTMLInputElement>(null);
  const clear = (): void => {
    model.setFilter('');
    field.current?.focus();
  };
  return (
    <search class="find">
      <div class="input compact">
        <Icon of={Search} size="s" />
        <input
          ref={field}
          type="text"
          aria-label={t('chat:list.filter')}
          placeholder={t('chat:list.filter')}
          autocomplete="off"
          spellcheck={false}
          value={model.filter.value}
          onInput={(event) => model.setFilter(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || model.filter.peek() === '') return;
            event.preventDefault();
            clear();
          }}
        />
        {model.filter.value !== '' && <IconButton size="small" icon={X} label={t('chat:list.filter-clear')} onClick={clear} />}
      </div>
    </search>
  );
}

function List({ model }: { readonly model: RoomListModel }): VNode {
  const { t } = useTexts();
  const actions = useMemo(
    (): RoomListActions => ({
      open: model.open,
      toggle: model.toggle,
      accept: model.accept,
      decline: model.decline,
      invitations: model.invitations,
      selected: model.selected,
    }),
    [model],
  );
  return (
    <RoomListActionsProvider value={actions}>
      <VirtualList
        label={t('chat:list.label')}
        rows={model.rows.value}
        focus={useRoomFocus(model)}
        failure={model.failure.value}
        loaded={model.loaded.value}
        loading={t('chat:list.loading')}
        empty={<EmptyList model={model} />}
        heightOf={heightOf}
        grows={isInvitation}
        draw={(row, current) => <RoomListRowView row={row} current={current} />}
      />
    </RoomListActionsProvider>
  );
}

import type { VNode } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { FailureNote, IconButton, Search, Icon, Spinner, useTexts, X } from '../../../ui/index.ts';
import type { RoomListRow } from '../../viewmodels/room-list/rows.ts';
import type { RoomListModel } from '../../viewmodels/room-list/room-list.ts';
import { useVirtualRows } from '../virtual/use-virtual-rows.ts';
import { VirtualRow } from '../virtual/virtual-row.tsx';
import { RoomListActionsProvider, type RoomListActions } from './actions.tsx';
import { EmptyList } from './empty-list.tsx';
import { RoomListRowView } from './room-list-row.tsx';
import { useListFocus } from './use-list-focus.ts';
import './room-list.css';
import '../virtual/virtual.css';

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
  const scroller = useRef<HTMLElement>(null);
  const rows = model.rows.value;
  const keys = useMemo(() => rows.map(({ key }) => key), [rows]);
  const rem = useMemo(() => parseFloat(getComputedStyle(document.documentElement).fontSize), []);
  const focus = useListFocus(scroller, model);
  const virtualizer = useVirtualRows({
    scroller,
    keys,
    estimate: (index) => heightOf(rows[index], index) * rem,
    anchor: 'start',
    paddingEnd: 8,
    keep: focus.kept,
  });
  focus.follow(virtualizer);
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
  const failure = model.failure.value;
  const total = virtualizer.getTotalSize();

  return (
    <nav ref={scroller} class="scroll rooms" aria-label={t('chat:list.label')} onKeyDown={focus.onKeyDown} onFocusIn={focus.onFocusIn}>
      {failure && <FailureNote failure={failure} />}
      {!failure && !model.loaded.value && rows.length === 0 && (
        <p class="list-wait">
          <Spinner />
          {t('chat:list.loading')}
        </p>
      )}
      {model.loaded.value && rows.length === 0 && <EmptyList model={model} />}
      {rows.length > 0 && (
        <RoomListActionsProvider value={actions}>
          <ul class="virtual" style={{ height: `${total}px` }}>
            {virtualizer.getVirtualItems().map(({ index, start }) => {
              const row = rows[index];
              if (!row) return null;
              return (
                <VirtualRow
                  key={row.key}
                  as="li"
                  fixed={!isInvitation(row)}
                  virtualizer={virtualizer}
                  index={index}
                  rowKey={row.key}
                  start={start}
                  attributes={{ 'aria-posinset': index + 1, 'aria-setsize': rows.length }}
                >
                  <RoomListRowView row={row} current={row.key === focus.current} />
                </VirtualRow>
              );
            })}
          </ul>
        </RoomListActionsProvider>
      )}
    </nav>
  );
}

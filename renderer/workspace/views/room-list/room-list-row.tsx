import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { assertNever } from '../../../base/assert-never.ts';
import { ChevronDown, classes, Icon, useTexts, type TextKey } from '../../../ui/index.ts';
import type { RoomListRow, SectionName } from '../../viewmodels/room-list/rows.ts';
import { useRoomListActions } from './actions.tsx';
import { RoomRow } from './room-row.tsx';

export interface RoomListRowViewProps {
  readonly row: RoomListRow;
  /** The one row that Tab comes to. */
  readonly current: boolean;
}

const sectionWords: Readonly<Record<SectionName, TextKey>> = {
  invitations: 'chat:list.section.invitations',
  direct: 'chat:list.section.direct',
  rooms: 'chat:list.section.rooms',
};

/** Picks the component for a row; one that has not changed is not drawn again. */
export function RoomListRowView({ row, current }: RoomListRowViewProps): VNode {
  return useMemo(() => {
    switch (row.kind) {
      case 'section':
        return <SectionRow row={row} current={current} />;
      case 'room':
        return <RoomRow room={row.room} current={current} />;
      default:
        return assertNever(row, 'room list row');
    }
  }, [row, current]);
}

interface SectionRowProps {
  readonly row: RoomListRow & { readonly kind: 'section' };
  readonly current: boolean;
}

function SectionRow({ row, current }: SectionRowProps): VNode {
  const { t } = useTexts();
  const { toggle } = useRoomListActions();
  return (
    <h2 class="section-head">
      <button
        type="button"
        data-stop
        class={classes(row.folded && 'folded')}
        aria-expanded={!row.folded}
        tabIndex={current ? 0 : -1}
        data-region-start={current ? '' : undefined}
        onClick={() => toggle(row.key)}
      >
        <Icon of={ChevronDown} size="xs" />
        {t(sectionWords[row.key])}
        <span class="n" aria-hidden="true">
          {row.count}
        </span>
        <span class="vh">, {t('chat:list.entries', { count: row.count })}</span>
      </button>
    </h2>
  );
}

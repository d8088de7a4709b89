import type { VNode } from 'preact';
import { Segment, useTexts } from '../../../ui/index.ts';
import type { CallHistoryModel, HistoryFilter, HistoryRow } from '../../viewmodels/calls/history.ts';
import { VirtualList } from '../virtual/virtual-list.tsx';
import type { CallWays } from './call-again.tsx';
import { HistoryRowView } from './history-row.tsx';
import { useHistoryFocus } from './use-history-focus.ts';
import './calls.css';

/** Heights in rem, as in room-list.css and calls.css; they never change. */
const heights = { day: 2.25, firstDay: 1.75, call: 3.25 } as const;

const heightOf = (row: HistoryRow | undefined, index: number): number =>
  row?.kind === 'day' ? (index === 0 ? heights.firstDay : heights.day) : heights.call;

export interface HistoryPaneProps {
  readonly history: CallHistoryModel;
  readonly ways: CallWays;
}

/** The list column of the area "Calls": a filter, and the calls by day. */
export function HistoryPane({ history, ways }: HistoryPaneProps): VNode {
  const { t } = useTexts();
  return (
    <>
      <div class="history-filter">
        <Segment<HistoryFilter>
          label={t('calls:workspace.history.filter')}
          options={[
            { value: 'all', label: t('calls:workspace.history.all') },
            { value: 'missed', label: t('calls:workspace.history.missed') },
          ]}
          value={history.filter.value}
          onChange={history.setFilter}
        />
      </div>
      <List history={history} ways={ways} />
    </>
  );
}

function List({ history, ways }: HistoryPaneProps): VNode {
  const { t } = useTexts();
  const rows = history.rows.value;
  const chosen = history.chosen.value?.key;
  return (
    <VirtualList
      label={t('calls:workspace.history.label')}
      rows={rows}
      focus={useHistoryFocus(rows, chosen)}
      failure={history.failure.value}
      loaded={history.loaded.value}
      loading={t('calls:workspace.history.loading')}
      empty={<NoCalls any={history.any.value} />}
      heightOf={heightOf}
      draw={(row, current) => (
        <HistoryRowView row={row} ways={ways} current={current} chosen={row.key === chosen} choose={history.choose} />
      )}
    />
  );
}

function NoCalls({ any }: { readonly any: boolean }): VNode {
  const { t } = useTexts();
  return (
    <div class="list-empty">
      <h2>{t(any ? 'calls:workspace.history.none-missed' : 'calls:workspace.history.empty')}</h2>
      <p>{t(any ? 'calls:workspace.history.none-missed-text' : 'calls:workspace.history.empty-text')}</p>
    </div>
  );
}

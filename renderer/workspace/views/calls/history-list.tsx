import type { VNode } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { FailureNote, Segment, Spinner, useTexts } from '../../../ui/index.ts';
import type { CallHistoryModel, HistoryFilter, HistoryRow } from '../../viewmodels/calls/history.ts';
import { useVirtualRows } from '../virtual/use-virtual-rows.ts';
import { VirtualRow } from '../virtual/virtual-row.tsx';
import type { CallWays } from './call-again.tsx';
import { HistoryRowView } from './history-row.tsx';
import { useHistoryFocus } from './use-history-focus.ts';
import './calls.css';
import '../room-list/room-list.css';
import '../virtual/virtual.css';

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
  const scroller = useRef<HTMLElement>(null);
  const rows = history.rows.value;
  const keys = useMemo(() => rows.map(({ key }) => key), [rows]);
  const rem = useMemo(() => parseFloat(getComputedStyle(document.documentElement).fontSize), []);
  const focus = useHistoryFocus(scroller, rows, history.chosen.value?.key);
  const virtualizer = useVirtualRows({
    scroller,
    keys,
    estimate: (index) => heightOf(rows[index], index) * rem,
    anchor: 'start',
    paddingEnd: 8,
    keep: focus.kept,
  });
  focus.follow(virtualizer);
  const failure = history.failure.value;
  return (
    <nav ref={scroller} class="scroll rooms" aria-label={t('calls:workspace.history.label')} onKeyDown={focus.onKeyDown} onFocusIn={focus.onFocusIn}>
      {failure && <FailureNote failure={failure} />}
      {!failure && !history.loaded.value && rows.length === 0 && (
        <p class="list-wait">
          <Spinner />
          {t('calls:workspace.history.loading')}
        </p>
      )}
      {history.loaded.value && rows.length === 0 && <NoCalls any={history.any.value} />}
      {rows.length > 0 && (
        <ul class="virtual" style={{ height: `${virtualizer.getTotalSize()}px` }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            if (!row) return null;
            return (
              <VirtualRow
                key={row.key}
                as="li"
                fixed
                virtualizer={virtualizer}
                index={index}
                rowKey={row.key}
                start={start}
                attributes={{ 'aria-posinset': index + 1, 'aria-setsize': rows.length }}
              >
                <HistoryRowView
                  row={row}
                  ways={ways}
                  current={row.key === focus.current}
                  chosen={row.key === history.chosen.value?.key}
                  choose={history.choose}
                />
              </VirtualRow>
            );
          })}
        </ul>
      )}
    </nav>
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

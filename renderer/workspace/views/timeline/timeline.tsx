import type { VNode } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { useTexts } from '../../../ui/index.ts';
import type { TimelineRow } from '../../viewmodels/timeline/row.ts';
import type { TimelineModel } from '../../viewmodels/timeline/timeline.ts';
import { useVirtualRows, type Aim } from '../virtual/use-virtual-rows.ts';
import { VirtualRow } from '../virtual/virtual-row.tsx';
import { TimelineActionsProvider, type TimelineActions } from './actions.tsx';
import { estimateRow } from './estimate.ts';
import { OlderLine } from './gap.tsx';
import { JumpButton } from './jump-button.tsx';
import { TimelineRowView } from './timeline-row.tsx';
import { useRowFocus } from './use-row-focus.ts';
import { useSight } from './use-sight.ts';
import './timeline.css';
import '../virtual/virtual.css';

export interface TimelineProps {
  readonly model: TimelineModel;
  readonly actions: Omit<TimelineActions, 'goTo' | 'fold'>;
  /** The room's name in words. */
  readonly room: string;
  /** Opens a link that was clicked; the one way out of a message. */
  readonly openLink: (url: string) => void;
}

/** Above the oldest row there is room for what is said about older history. */
const paddingStart = 44;
const paddingEnd = 12;

/** The open room's messages: a log that reads from the bottom. */
export function Timeline({ model, actions, room, openLink }: TimelineProps): VNode {
  const { t } = useTexts();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = model.rows.value;
  const keys = useMemo(() => rows.map(({ key }) => key), [rows]);
  const positions = useMemo(() => countItems(rows), [rows]);
  const focus = useRowFocus(scroller, rows);
  /** Until the view has come there, it opens at this row: the line above what is new. */
  const opensAt = useRef<TimelineRow>();
  const opened = useRef(false);
  if (!opened.current && rows.length > 0) {
    opened.current = true;
    opensAt.current = rows.find(({ kind }) => kind === 'new');
  }
  const aim = (): Aim | undefined => opensAt.current ?? (model.atEnd.peek() ? 'end' : undefined);
  const virtualizer = useVirtualRows({
    scroller,
    keys,
    estimate: (index) => estimateRow(rows[index]),
    anchor: 'end',
    aim,
    paddingStart,
    paddingEnd,
    keep: focus.kept,
  });
  focus.follow(virtualizer);
  useSight({ scroller, virtualizer, rows, model, opensAt });

  const all = useMemo(
    (): TimelineActions => ({
      ...actions,
      fold: model.fold,
      goTo: (eventId) => {
        const row = model.rows.peek().find((candidate) => candidate.kind === 'item' && candidate.item.eventId === eventId);
        if (row) focus.goTo(row.key);
      },
    }),
    [actions, model],
  );

  const total = model.older.state.value.state === 'start' ? positions.at(-1) ?? 0 : -1;
  return (
    <div class="timeline-frame">
      <div
        ref={scroller}
        class="timeline"
        role="log"
        aria-live="off"
        aria-label={t('chat:timeline.label', { room })}
        onClick={(event) => {
          const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
          if (!link) return;
          event.preventDefault();
          openLink(link.getAttribute('href') ?? '');
        }}
        onKeyDown={focus.onKeyDown}
        onFocusIn={focus.onFocusIn}
      >
        <TimelineActionsProvider value={all}>
          <div class="virtual" style={{ height: `${virtualizer.getTotalSize()}px` }}>
            {model.loaded.value && <OlderLine older={model.older} />}
            {virtualizer.getVirtualItems().map(({ index, start }) => {
              const row = rows[index];
              if (!row) return null;
              return (
                <VirtualRow key={row.key} virtualizer={virtualizer} index={index} rowKey={row.key} start={start}>
                  <Slot row={row} room={room} position={positions[index] ?? 0} total={total} current={row.key === focus.current} />
                </VirtualRow>
              );
            })}
          </div>
        </TimelineActionsProvider>
      </div>
      <JumpButton model={model} jump={() => virtualizer.scrollToEnd()} />
    </div>
  );
}

/** Scrolling moves rows about without drawing what is in them again. */
function Slot({ row, room, position, total, current }: Parameters<typeof TimelineRowView>[0]): VNode {
  return useMemo(
    () => <TimelineRowView row={row} room={room} position={position} total={total} current={current} />,
    [row, room, position, total, current],
  );
}

/** For each row how many messages there are up to it. */
function countItems(rows: TimelineModel['rows']['value']): readonly number[] {
  let count = 0;
  return rows.map((row) => (row.kind === 'item' ? ++count : count));
}

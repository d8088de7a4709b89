import type { ComponentChildren, VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Failure } from '../../../base/failure.ts';
import { FailureNote, Spinner } from '../../../ui/index.ts';
import type { ListFocus, ListRow } from './use-list-focus.ts';
import { useVirtualRows } from './use-virtual-rows.ts';
import { VirtualRow } from './virtual-row.tsx';
import '../room-list/room-list.css';
import './virtual.css';

export interface VirtualListProps<Row extends ListRow> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly focus: ListFocus;
  readonly failure: Failure | undefined;
  readonly loaded: boolean;
  /** Said while nothing is there yet. */
  readonly loading: string;
  /** In the place of no rows. */
  readonly empty: VNode;
  /** In rem, as the style sheets have it. */
  readonly heightOf: (row: Row | undefined, index: number) => number;
  /** Its height may turn out to be another one; that of others never does. */
  readonly grows?: (row: Row) => boolean;
  readonly draw: (row: Row, current: boolean) => ComponentChildren;
}

/** A column of rows of which only those in view are drawn, with what it says while it has none. */
export function VirtualList<Row extends ListRow>(props: VirtualListProps<Row>): VNode {
  const { label, rows, focus, failure, loaded, loading, empty, heightOf, grows = () => false, draw } = props;
  const keys = useMemo(() => rows.map(({ key }) => key), [rows]);
  const rem = useMemo(() => parseFloat(getComputedStyle(document.documentElement).fontSize), []);
  const virtualizer = useVirtualRows({
    scroller: focus.scroller,
    keys,
    estimate: (index) => heightOf(rows[index], index) * rem,
    anchor: 'start',
    paddingEnd: 8,
    keep: focus.kept,
  });
  focus.follow(virtualizer);
  const total = virtualizer.getTotalSize();
  return (
    <nav ref={focus.scroller} class="scroll rooms" aria-label={label} onKeyDown={focus.onKeyDown} onFocusIn={focus.onFocusIn}>
      {failure && <FailureNote failure={failure} />}
      {!failure && !loaded && rows.length === 0 && (
        <p class="list-wait">
          <Spinner />
          {loading}
        </p>
      )}
      {loaded && rows.length === 0 && empty}
      {rows.length > 0 && (
        <ul class="virtual" style={{ height: `${total}px` }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            if (!row) return null;
            return (
              <VirtualRow
                key={row.key}
                as="li"
                fixed={!grows(row)}
                virtualizer={virtualizer}
                index={index}
                rowKey={row.key}
                start={start}
                attributes={{ 'aria-posinset': index + 1, 'aria-setsize': rows.length }}
              >
                {draw(row, row.key === focus.current)}
              </VirtualRow>
            );
          })}
        </ul>
      )}
    </nav>
  );
}

import { assertNever } from '../../../base/assert-never.ts';
import type { StateItem, TimelineItem } from '../../../engine/contract.ts';
import { startOfDay } from '../clock.ts';
import { findNew } from './new-line.ts';
import type { SpokenItem, TimelineRow } from './row.ts';

export interface RowOptions {
  readonly atStart: boolean;
  /** The event after which everything is new. */
  readonly newAfter: string | undefined;
  /** Keys of state items whose group is unfolded. */
  readonly unfolded: ReadonlySet<string>;
}

/** Messages of one sender that are no further apart than this stand under one name. */
const groupSpan = 30 * 60_000;

/**
 * Turns a room's items into rows: days, the line where the new begins, groups of one sender, folded changes. A row that
 * equals one of `before` is that same object.
 */
export function buildRows(
  items: readonly TimelineItem[],
  { atStart, newAfter, unfolded }: RowOptions,
  before: ReadonlyMap<string, TimelineRow> = new Map(),
): readonly TimelineRow[] {
  const rows: TimelineRow[] = [];
  const add = (row: TimelineRow): void => void rows.push(same(before.get(row.key), row));
  const fresh = findNew(items, newAfter);
  let day: number | undefined;
  let last: SpokenItem | undefined;
  let changes: StateItem[] = [];

  const closeChanges = (): void => {
    const end = changes.at(-1);
    if (!end) return;
    add({ kind: 'changes', key: `changes:${end.key}`, items: changes, open: changes.some(({ key }) => unfolded.has(key)) });
    changes = [];
  };

  if (atStart && items.length > 0) add({ kind: 'start', key: 'start' });
  items.forEach((item, index) => {
    if (item.kind === 'gap') {
      closeChanges();
      add({ kind: 'gap', key: item.key, gap: item });
      last = undefined;
      return;
    }
    const itemDay = startOfDay(item.ts);
    if (itemDay !== day) {
      closeChanges();
      day = itemDay;
      last = undefined;
      add({ kind: 'day', key: `day:${item.key}`, ts: item.ts });
    }
    if (fresh?.index === index) {
      closeChanges();
      last = undefined;
      add({ kind: 'new', key: 'new', count: fresh.count });
    }
    if (item.kind === 'state') {
      changes.push(item);
      last = undefined;
      return;
    }
    closeChanges();
    const first = last?.sender.userId !== item.sender.userId || item.ts - last.ts > groupSpan;
    add({ kind: 'item', key: item.key, item, first });
    last = item;
  });
  closeChanges();
  return rows;
}

const sameItems = (a: readonly StateItem[], b: readonly StateItem[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index]);

/** `next`, or `before` where a reader could not tell the two apart. */
function same(before: TimelineRow | undefined, next: TimelineRow): TimelineRow {
  return before && equals(before, next) ? before : next;
}

function equals(a: TimelineRow, b: TimelineRow): boolean {
  switch (b.kind) {
    case 'start':
      return a.kind === 'start';
    case 'day':
      return a.kind === 'day' && a.ts === b.ts;
    case 'new':
      return a.kind === 'new' && a.count === b.count;
    case 'item':
      return a.kind === 'item' && a.item === b.item && a.first === b.first;
    case 'changes':
      return a.kind === 'changes' && a.open === b.open && sameItems(a.items, b.items);
    case 'gap':
      return a.kind === 'gap' && a.gap === b.gap;
    default:
      return assertNever(b, 'timeline row');
  }
}

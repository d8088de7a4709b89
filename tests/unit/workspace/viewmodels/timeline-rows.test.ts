import { describe, expect, it } from 'vitest';
import type { TimelineItem } from '../../../../renderer/engine/contract.ts';
import type { TimelineRow } from '../../../../renderer/workspace/viewmodels/timeline/row.ts';
import { buildRows, type RowOptions } from '../../../../renderer/workspace/viewmodels/timeline/rows.ts';
import { at, change, message, mine, person } from '../support/items.ts';

const plain: RowOptions = { atStart: false, newAfter: undefined, unfolded: new Set() };
const build = (items: readonly TimelineItem[], options: Partial<RowOptions> = {}, before?: readonly TimelineRow[]) =>
  buildRows(items, { ...plain, ...options }, before && new Map(before.map((row) => [row.key, row])));

/** Rows in short: "day", "new 2", "a" (first of a group), "+b" (goes on), "changes a b". */
const short = (rows: readonly TimelineRow[]): readonly string[] =>
  rows.map((row) => {
    if (row.kind === 'item') return row.first ? row.key : `+${row.key}`;
    if (row.kind === 'changes') return `changes ${row.items.map(({ key }) => key).join(' ')}${row.open ? ' open' : ''}`;
    return row.kind === 'new' ? `new ${row.count.toString()}` : row.kind;
  });

describe('buildRows', () => {
  it('puts a day divider where the local day changes, across the change of clocks too', () => {
    const rows = build([
      message('a', { ts: at(23, 59, 24) }),
      message('b', { ts: at(0, 1, 25) }),
      message('c', { ts: at(23, 59, 25) }),
      message('d', { ts: at(0, 0, 26) }),
    ]);
    expect(short(rows)).toEqual(['day', 'a', 'day', 'b', 'c', 'day', 'd']);
    expect(rows.flatMap((row) => (row.kind === 'day' ? [row.ts] : []))).toEqual([at(23, 59, 24), at(0, 1, 25), at(0, 0, 26)]);
  });

  it('groups messages of one sender until another speaks or half an hour has passed', () => {
    const rows = build([
      message('a', { ts: at(9, 0) }),
      message('b', { ts: at(9, 30) }),
      message('c', { ts: at(10, 1) }),
      message('d', { ts: at(10, 2), sender: person('Holger') }),
      message('e', { ts: at(10, 3) }),
    ]);
    expect(short(rows)).toEqual(['day', 'a', '+b', 'c', 'd', 'e']);
  });

  it('folds neighbouring changes into one row, which ends a group, and unfolds it by any of its items', () => {
    const items = [message('a'), change('s1'), change('s2'), change('s3'), message('b')];
    expect(short(build(items))).toEqual(['day', 'a', 'changes s1 s2 s3', 'b']);
    expect(short(build(items, { unfolded: new Set(['s2']) }))).toEqual(['day', 'a', 'changes s1 s2 s3 open', 'b']);
  });

  it('draws the line of the new before the first message of others after it and counts only theirs', () => {
    const items = [message('a'), mine('b'), message('c'), change('s'), message('d'), mine('e')];
    expect(short(build(items, { newAfter: '$a' }))).toEqual(['day', 'a', 'b', 'new 2', 'c', 'changes s', 'd', 'e']);
    expect(short(build(items, { newAfter: '$d' }))).not.toContain('new 0');
    expect(short(build(items, { newAfter: '$elsewhere' })).some((row) => row.startsWith('new'))).toBe(false);
  });

  it('shows a gap as a row that no group crosses', () => {
    const gap = { kind: 'gap', key: 'gap', state: 'open', failure: undefined } as const;
    expect(short(build([message('a'), gap, message('b')]))).toEqual(['day', 'a', 'gap', 'b']);
  });

  it('says where the room begins only where its first event is here', () => {
    expect(short(build([message('a')], { atStart: true }))).toEqual(['start', 'day', 'a']);
    expect(short(build([], { atStart: true }))).toEqual([]);
  });

  it('keeps the very same row for what has not changed, whatever came above and below', () => {
    const items = [message('b'), change('s'), message('c')];
    const before = build(items);
    const after = build([message('a', { ts: at(8, 0, 13) }), ...items, message('d')], {}, before);
    for (const key of ['b', 'changes:s', 'c']) {
      expect(after.find((row) => row.key === key)).toBe(before.find((row) => row.key === key));
    }
  });
});

import { describe, expect, it } from 'vitest';
import { appendLive, prependOlder, type Beginning } from '../../../../renderer/engine/store/fragments.ts';
import { createMemoryFragments, type TestEvent } from './memory-fragments.ts';

const gap = (token: string): Beginning => ({ kind: 'gap', token });
const start: Beginning = { kind: 'start' };
const events = (...ids: string[]): TestEvent[] => ids.map((event_id) => ({ event_id }));
const ids = (list: readonly TestEvent[]): string[] => list.map(({ event_id }) => event_id);

describe('fragments', () => {
  it('append live events to the newest fragment', () => {
    const table = createMemoryFragments();
    appendLive(table, events('a', 'b'), { continues: false, beginning: gap('t0') });
    const added = appendLive(table, events('c'), { continues: true, beginning: gap('t1') });
    expect(ids(added)).toEqual(['c']);
    expect(table.runs()).toEqual([{ ids: ['a', 'b', 'c'], beginning: gap('t0') }]);
  });

  it('open a new fragment for a limited sync', () => {
    const table = createMemoryFragments();
    appendLive(table, events('a', 'b'), { continues: false, beginning: gap('t0') });
    appendLive(table, events('m', 'n'), { continues: false, beginning: gap('t1') });
    expect(table.runs()).toEqual([
      { ids: ['a', 'b'], beginning: gap('t0') },
      { ids: ['m', 'n'], beginning: gap('t1') },
    ]);
  });

  it('join where scroll-back meets a known event, and keep the older gap', () => {
    const table = createMemoryFragments();
    appendLive(table, events('a', 'b'), { continues: false, beginning: gap('t0') });
    appendLive(table, events('m', 'n'), { continues: false, beginning: gap('t1') });
    const added = prependOlder(table, 2, events('l', 'k', 'b', 'a'), gap('t2'));
    expect(ids(added)).toEqual(['k', 'l']);
    expect(table.runs()).toEqual([{ ids: ['a', 'b', 'k', 'l', 'm', 'n'], beginning: gap('t2') }]);
  });

  it('keep the older gap when scroll-back ends inside what was known', () => {
    const table = createMemoryFragments();
    appendLive(table, events('a', 'b'), { continues: false, beginning: gap('t0') });
    appendLive(table, events('m'), { continues: false, beginning: gap('t1') });
    prependOlder(table, 2, events('l', 'b'), gap('t2'));
    expect(table.runs()).toEqual([{ ids: ['a', 'b', 'l', 'm'], beginning: gap('t0') }]);
  });

  it('merge what a first sliding request brought with the classic sync', () => {
    const table = createMemoryFragments();
    appendLive(table, events('c', 'd'), { continues: false, beginning: gap('sliding') });
    appendLive(table, events('b', 'c', 'd', 'e'), { continues: false, beginning: gap('classic') });
    expect(table.runs()).toEqual([{ ids: ['b', 'c', 'd', 'e'], beginning: gap('classic') }]);
  });

  it('put a sync that continues before a newer fragment that it overlaps', () => {
    const table = createMemoryFragments();
    appendLive(table, events('a'), { continues: false, beginning: gap('t0') });
    appendLive(table, events('d', 'e'), { continues: true, beginning: gap('t1') });
    expect(ids(appendLive(table, events('d', 'e', 'f'), { continues: true, beginning: gap('t2') }))).toEqual(['f']);
    expect(table.runs()).toEqual([{ ids: ['a', 'd', 'e', 'f'], beginning: gap('t0') }]);
  });

  it('remember a gap at the live end before anything came after it', () => {
    const table = createMemoryFragments();
    appendLive(table, events('a'), { continues: false, beginning: gap('t0') });
    appendLive(table, [], { continues: false, beginning: gap('t1') });
    appendLive(table, [], { continues: false, beginning: gap('t2') });
    appendLive(table, events('c'), { continues: true, beginning: gap('t3') });
    expect(table.runs()).toEqual([{ ids: ['a'], beginning: gap('t0') }, { ids: ['c'], beginning: gap('t2') }]);
  });

  it('reach the beginning of the room', () => {
    const table = createMemoryFragments();
    appendLive(table, events('c'), { continues: false, beginning: gap('t0') });
    prependOlder(table, 1, events('b', 'a'), start);
    expect(table.runs()).toEqual([{ ids: ['a', 'b', 'c'], beginning: start }]);
  });

  it('put an event that came in late between its neighbours', () => {
    const table = createMemoryFragments();
    appendLive(table, events('a', 'c'), { continues: false, beginning: gap('t0') });
    appendLive(table, events('z'), { continues: false, beginning: gap('t1') });
    expect(ids(prependOlder(table, 2, events('c', 'late', 'a'), gap('t2')))).toEqual(['late']);
    expect(table.runs()).toEqual([{ ids: ['a', 'late', 'c', 'z'], beginning: gap('t2') }]);
  });

  it('keep the numbers in order when the joined ones have another between them', () => {
    const table = createMemoryFragments();
    for (const id of ['a', 'h', 'z']) appendLive(table, events(id), { continues: false, beginning: gap(id) });
    prependOlder(table, 3, events('a'), gap('t'));
    expect(table.runs().map((run) => run.ids)).toEqual([['h'], ['a', 'z']]);
  });

  it('pass over an event that comes twice in one answer', () => {
    const table = createMemoryFragments();
    appendLive(table, events('a'), { continues: false, beginning: gap('t0') });
    appendLive(table, events('b', 'b', 'c'), { continues: true, beginning: gap('t1') });
    expect(table.runs()[0]?.ids).toEqual(['a', 'b', 'c']);
  });
});

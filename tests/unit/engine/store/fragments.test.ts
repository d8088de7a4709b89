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

/** Mulberry32: the same numbers for the same seed, so that a failure can be repeated. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** A server whose room has one true order; tokens are positions in it. */
function createServer(random: (below: number) => number) {
  const order: string[] = [];
  let seen = 0;
  const token = (at: number): Beginning => (at === 0 ? start : gap(String(at)));
  const slice = (from: number, to: number): TestEvent[] => events(...order.slice(from, to));
  return {
    order,
    speak: () => void Array.from({ length: random(6) }, () => order.push(`e${order.length}`)),
    /** What came since the last sync, cut to at most ten. */
    sync() {
      const from = Math.max(seen, order.length - 1 - random(10), 0);
      const limited = from > seen;
      const answer = { events: slice(from, order.length), continues: !limited && seen > 0, beginning: token(from) };
      seen = order.length;
      return answer;
    },
    /** The newest ones, whatever was seen before: the first sliding request. */
    newest() {
      const from = Math.max(0, order.length - 1 - random(8));
      return { events: slice(from, order.length), continues: false, beginning: token(from) };
    },
    older(before: string) {
      const at = Number(before);
      const from = Math.max(0, at - 1 - random(8));
      return { events: slice(from, at).reverse(), beyond: token(from) };
    },
  };
}

describe('fragments, by chance', () => {
  it.each(Array.from({ length: 300 }, (_, seed) => seed))('hold the true order with nothing missing inside (seed %i)', (seed) => {
    const random = createRandom(seed);
    const server = createServer(random);
    const table = createMemoryFragments();
    server.speak();

    const check = (): void => {
      const runs = table.runs();
      const all = runs.flatMap((run) => run.ids);
      expect(new Set(all).size, 'no event twice').toBe(all.length);
      let last = -1;
      for (const { ids: run, beginning } of runs) {
        if (run.length === 0) continue;
        const first = server.order.indexOf(run[0] ?? '');
        expect(first, 'fragments in the true order').toBeGreaterThan(last);
        expect(run, 'nothing missing inside').toEqual(server.order.slice(first, first + run.length));
        expect(beginning).toEqual(first === 0 ? start : gap(String(first)));
        last = first + run.length - 1;
      }
    };

    if (random(2) === 0) {
      for (let times = random(3); times >= 0; times -= 1) {
        const { events: newest, ...rest } = server.newest();
        appendLive(table, newest, rest);
        server.speak();
        check();
      }
    }
    for (let step = 0; step < 60; step += 1) {
      if (random(3) > 0) {
        server.speak();
        const { events: live, ...rest } = server.sync();
        appendLive(table, live, rest);
      } else {
        const fragments = table.fragments();
        const fragment = fragments[random(Math.max(1, fragments.length))];
        const beginning = fragment === undefined ? start : table.beginning(fragment);
        if (fragment === undefined || beginning.kind === 'start') continue;
        const { events: older, beyond } = server.older(beginning.token ?? '');
        prependOlder(table, fragment, older, beyond);
      }
      check();
    }

    for (let fragment = table.fragments().at(-1); fragment !== undefined; fragment = table.fragments().at(-1)) {
      const beginning = table.beginning(fragment);
      if (beginning.kind === 'start') break;
      const { events: older, beyond } = server.older(beginning.token ?? '');
      prependOlder(table, fragment, older, beyond);
    }
    expect(table.runs().at(-1)?.ids, 'scrolling back to the start finds everything').toEqual(server.order);
    expect(table.runs()).toHaveLength(1);
  });
});

import { describe, expect, it } from 'vitest';
import type { RawEvent } from '../../../../renderer/engine/store/api.ts';
import { createFragmentTable } from '../../../../renderer/engine/store/chat/fragment-table.ts';
import { prepareChat } from '../../../../renderer/engine/store/chat/prepare.ts';
import { appendLive, prependOlder, type Beginning, type FragmentTable } from '../../../../renderer/engine/store/fragments.ts';
import { message } from './matrix-samples.ts';
import { createMemoryFragments } from './memory-fragments.ts';
import { openInMemory } from './support.ts';

type Runs = readonly { readonly ids: readonly string[]; readonly beginning: Beginning }[];

const start: Beginning = { kind: 'start' };
const gap = (token: string): Beginning => ({ kind: 'gap', token });

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
  const order: RawEvent[] = [];
  let seen = 0;
  const token = (at: number): Beginning => (at === 0 ? start : gap(String(at)));
  return {
    order: () => order.map(({ event_id }) => event_id),
    speak() {
      for (let count = random(6); count > 0; count -= 1) order.push(message(`e${order.length}`));
    },
    /** What came since the last sync, cut to at most ten. */
    sync() {
      const from = Math.max(seen, order.length - 1 - random(10), 0);
      const answer = { events: order.slice(from), continues: from <= seen && seen > 0, beginning: token(from) };
      seen = order.length;
      return answer;
    },
    /** The newest ones, whatever was seen before: the first sliding request. */
    newest() {
      const from = Math.max(0, order.length - 1 - random(8));
      return { events: order.slice(from), continues: false, beginning: token(from) };
    },
    older(before: string) {
      const at = Number(before);
      const from = Math.max(0, at - 1 - random(8));
      return { events: order.slice(from, at).reverse(), beyond: token(from) };
    },
  };
}

/** Sixty random steps of sync, pause, sliding request and scroll-back, checked after each; then back to the beginning. */
function live(seed: number, table: FragmentTable<RawEvent>, runs: () => Runs): void {
  const random = createRandom(seed);
  const server = createServer(random);

  function check(): void {
    const order = server.order();
    let next = 0;
    for (const { ids, beginning } of runs()) {
      if (ids.length === 0) continue;
      const first = order.indexOf(ids[0] ?? '');
      expect(first, `seed ${seed}: in the true order, none twice`).toBeGreaterThanOrEqual(next);
      expect(ids, `seed ${seed}: nothing missing inside`).toEqual(order.slice(first, first + ids.length));
      expect(beginning, `seed ${seed}: the gap's token fits`).toEqual(first === 0 ? start : gap(String(first)));
      next = first + ids.length;
    }
  }

  function scrollBack(fragment: number | undefined): boolean {
    const beginning = fragment === undefined ? start : table.beginning(fragment);
    if (fragment === undefined || beginning.kind === 'start') return false;
    const { events, beyond } = server.older(beginning.token ?? '');
    prependOlder(table, fragment, events, beyond);
    return true;
  }

  server.speak();
  for (let times = random(4); times > 0; times -= 1) {
    const { events, ...rest } = server.newest();
    appendLive(table, events, rest);
    server.speak();
    check();
  }
  for (let step = 0; step < 60; step += 1) {
    const fragments = table.fragments();
    if (random(3) === 0) scrollBack(fragments[random(Math.max(1, fragments.length))]);
    else {
      server.speak();
      const { events, ...rest } = server.sync();
      appendLive(table, events, rest);
    }
    check();
  }
  while (scrollBack(table.fragments().at(-1))) check();
  expect(runs().map(({ ids }) => ids), `seed ${seed}: scrolling back finds everything`).toEqual([server.order()]);
}

describe('fragments, by chance', () => {
  it('hold the true order in 200 histories', () => {
    for (let seed = 0; seed < 200; seed += 1) {
      const table = createMemoryFragments();
      live(seed, table, table.runs);
    }
  });

  it('do so in the database', async () => {
    const database = await openInMemory();
    prepareChat(database);
    database.transaction(() => {
      for (let room = 1; room <= 25; room += 1) {
        const table = createFragmentTable(database, room);
        live(1_000 + room, table, () => table.fragments().map((fragment) => ({
          beginning: table.beginning(fragment),
          ids: database.all<{ event_id: string }>('SELECT event_id FROM events WHERE room = ? AND fragment = ? ORDER BY idx', [room, fragment])
            .map(({ event_id }) => event_id),
        })));
      }
    });
    database.close();
  });
});

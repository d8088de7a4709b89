import type { Page } from 'playwright-core';
import { callWords as words, type Caller } from '../../e2e/support/calls/caller.ts';
import { longestGapIn, restartWitness } from '../../e2e/support/calls/watch.ts';

/** So long a move and what follows it are looked at, and so long it is looked at how it is without one. */
const spanMs = 2_500;

export interface Gaps {
  /** Milliseconds; one for each move. */
  readonly moved: readonly number[];
  /** The same while nothing moves, before each. */
  readonly still: readonly number[];
}

/** Moves the view of `caller` through all places and back; the longest gaps between pictures in their own page and at the other. */
export async function measureMoves(caller: Caller, other: Page, cycles: number): Promise<Gaps> {
  const own = await caller.callPage();
  const longest = async (act: () => Promise<unknown>): Promise<number> => {
    await Promise.all([own, other].map(restartWitness));
    await act();
    await new Promise((resolve) => setTimeout(resolve, spanMs));
    return Math.max(...(await Promise.all([own, other].map(longestGapIn))));
  };
  const [moved, still]: [number[], number[]] = [[], []];
  for (let cycle = 0; cycle < cycles; cycle += 1) {
    for (const place of ['window', 'compact', 'stage'] as const) {
      still.push(await longest(() => Promise.resolve()));
      moved.push(await longest(async () => (await caller.control(words.stage.place[place])).click()));
    }
  }
  return { moved, still };
}

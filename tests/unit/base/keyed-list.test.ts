import { describe, expect, it } from 'vitest';
import { applyListSteps, diffKeyedList, type Keyed } from '../../../renderer/base/keyed-list.ts';
import { seeded, type Random } from './random.ts';

interface Item extends Keyed {
  readonly version: number;
}

const item = (key: string, version = 0): Item => ({ key, version });
const keys = (list: readonly Item[]): string => list.map((entry) => entry.key).join('');

/** The next list of a random history: some items go, some change, some come, and at times the order turns. */
function nextList(random: Random, before: readonly Item[], fresh: () => string): readonly Item[] {
  const kept = before
    .filter(() => random.next() > 0.15)
    .map((entry) => (random.next() < 0.2 ? item(entry.key, entry.version + 1) : entry));
  const ordered = random.next() < 0.4 ? random.shuffled(kept) : kept;
  const next = [...ordered];
  for (let count = random.below(5); count > 0; count--) next.splice(random.below(next.length + 1), 0, item(fresh()));
  return next;
}

describe('diffKeyedList and applyListSteps', () => {
  it('turn each list of a random history into the next, with the very same objects', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const random = seeded(seed);
      let count = 0;
      const fresh = (): string => `k${(count++).toString()}`;
      let list: readonly Item[] = [];
      for (let round = 0; round < 20; round++) {
        const next = nextList(random, list, fresh);
        const steps = diffKeyedList(list, next);
        const applied = applyListSteps(list, steps);
        expect(applied.length, `seed ${seed.toString()}`).toBe(next.length);
        applied.forEach((entry, index) => expect(entry, `seed ${seed.toString()}`).toBe(next[index]));
        list = next;
      }
    }
  });

  it('takes no step where nothing changed', () => {
    const list = [item('a'), item('b')];
    expect(diffKeyedList(list, [...list])).toEqual([]);
  });

  it('replaces an item of the same key where it stands', () => {
    const changed = item('b', 1);
    expect(diffKeyedList([item('b')], [changed])).toEqual([{ op: 'put', item: changed }]);
  });

  it('moves one item to the front in one step', () => {
    const [a, b, c] = [item('a'), item('b'), item('c')];
    expect(diffKeyedList([a, b, c], [c, a, b])).toEqual([{ op: 'move', key: 'c', index: 0 }]);
  });

  it('moves one item to the end in one step', () => {
    const [a, b, c, d] = [item('a'), item('b'), item('c'), item('d')];
    const steps = diffKeyedList([a, b, c, d], [b, c, d, a]);
    expect(steps).toEqual([{ op: 'move', key: 'a', index: 3 }]);
    expect(keys(applyListSteps([a, b, c, d], steps))).toBe('bcda');
  });

  it('moves one item down in a long list in two steps, and swaps neighbours in one', () => {
    const list = Array.from({ length: 1_000 }, (_, index) => item(`n${index.toString()}`));
    const [first, ...rest] = list;
    const second = rest[0];
    if (!first || !second) throw new Error('too short');
    const fallen = [...rest.slice(0, 500), first, ...rest.slice(500)];
    expect(diffKeyedList(list, fallen)).toHaveLength(2);
    expect(diffKeyedList(list, [second, first, ...rest.slice(1)])).toHaveLength(1);
  });

  it('leaves the old list as it was', () => {
    const list = Object.freeze([item('a'), item('b')]);
    applyListSteps(list, [{ op: 'remove', key: 'a' }]);
    expect(keys(list)).toBe('ab');
  });

  it('refuses steps for a key that is not there', () => {
    for (const step of [{ op: 'put', item: item('x') }, { op: 'move', key: 'x', index: 0 }, { op: 'remove', key: 'x' }] as const)
      expect(() => applyListSteps([item('a')], [step])).toThrow('x');
  });

  it('takes in 200 older items before 2,000 in well under a frame', () => {
    const list = Array.from({ length: 2_000 }, (_, index) => item(`n${index.toString()}`));
    const older = Array.from({ length: 200 }, (_, index) => item(`o${index.toString()}`));
    const start = performance.now();
    const steps = diffKeyedList(list, [...older, ...list]);
    expect(steps.length).toBe(200);
    expect(performance.now() - start).toBeLessThan(50);
  });
});

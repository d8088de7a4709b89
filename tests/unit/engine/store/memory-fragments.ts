import type { Beginning, FragmentTable } from '../../../../renderer/engine/store/fragments.ts';

export interface TestEvent {
  readonly event_id: string;
}

/** The fragments of one room in plain arrays: index = offset + position. */
export function createMemoryFragments(): FragmentTable<TestEvent> & { runs(): { ids: readonly string[]; beginning: Beginning }[] } {
  interface Run {
    offset: number;
    ids: string[];
    beginning: Beginning;
  }
  const runs = new Map<number, Run>();
  const numbers = (): number[] => [...runs.keys()].sort((a, b) => a - b);
  const run = (fragment: number): Run => {
    const found = runs.get(fragment);
    if (found === undefined) throw new Error(`no fragment ${fragment}`);
    return found;
  };
  return {
    locate(eventId) {
      for (const [fragment, { offset, ids }] of runs) {
        const at = ids.indexOf(eventId);
        if (at >= 0) return { fragment, index: offset + at };
      }
      return undefined;
    },
    fragments: numbers,
    bounds(fragment) {
      const { offset, ids } = run(fragment);
      return ids.length === 0 ? undefined : { first: offset, last: offset + ids.length - 1 };
    },
    create(beginning) {
      const fragment = Math.max(0, ...numbers()) + 1;
      runs.set(fragment, { offset: 0, ids: [], beginning });
      return fragment;
    },
    remove(fragment) {
      if (run(fragment).ids.length > 0) throw new Error('events would be lost');
      runs.delete(fragment);
    },
    beginning: (fragment) => run(fragment).beginning,
    setBeginning(fragment, beginning) {
      run(fragment).beginning = beginning;
    },
    insert({ event_id }, { fragment, index }) {
      const target = run(fragment);
      if (target.ids.length === 0) target.offset = index;
      const at = index - target.offset;
      if (at === -1) {
        target.offset -= 1;
        target.ids.unshift(event_id);
      } else if (at === target.ids.length || target.ids[at] === '') {
        target.ids[at] = event_id;
      } else {
        throw new Error(`index ${index} is taken or out of reach`);
      }
    },
    makeRoom(fragment, below) {
      const target = run(fragment);
      target.ids.splice(below - target.offset, 0, '');
      target.offset -= 1;
    },
    move(from, to, by) {
      const source = run(from);
      const target = run(to);
      const start = source.offset + by;
      if (target.ids.length > 0 && source.ids.length > 0) {
        const end = target.offset + target.ids.length;
        if (start + source.ids.length === target.offset) target.ids.unshift(...source.ids);
        else if (start === end) target.ids.push(...source.ids);
        else throw new Error('the two do not meet');
        target.offset = Math.min(target.offset, start);
      } else if (source.ids.length > 0) {
        target.ids = source.ids;
        target.offset = start;
      }
      source.ids = [];
    },
    runs: () => numbers().map((fragment) => ({ ids: run(fragment).ids, beginning: run(fragment).beginning })),
  };
}

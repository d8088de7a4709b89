/** Lists travel between worlds as keyed operations, never whole. Every item carries a `key` that is unique in its list. */
export interface Keyed {
  readonly key: string;
}

/**
 * One step from one list to the next. Steps apply in order; an index counts in the list as the earlier steps left it.
 * `put` replaces the item of the same key where it stands.
 */
export type ListStep<T extends Keyed> =
  | { readonly op: 'put'; readonly item: T }
  | { readonly op: 'insert'; readonly index: number; readonly item: T }
  | { readonly op: 'move'; readonly key: string; readonly index: number }
  | { readonly op: 'remove'; readonly key: string };

const indexOfKey = (list: readonly Keyed[], key: string): number => list.findIndex((item) => item.key === key);

/**
 * The steps that turn `before` into `after`. Items are compared by identity: an item that has not changed must be the
 * same object. O(n) where the order of the kept items is the same; a moved item costs one scan.
 */
export function diffKeyedList<T extends Keyed>(before: readonly T[], after: readonly T[]): readonly ListStep<T>[] {
  const steps: ListStep<T>[] = [];
  const wanted = new Set(after.map((item) => item.key));
  const current: T[] = [];
  for (const item of before) {
    if (wanted.has(item.key)) current.push(item);
    else steps.push({ op: 'remove', key: item.key });
  }
  const known = new Map(current.map((item) => [item.key, item]));
  after.forEach((item, index) => {
    const old = known.get(item.key);
    if (!old) {
      steps.push({ op: 'insert', index, item });
      current.splice(index, 0, item);
      return;
    }
    const standing = current[index];
    if (standing && standing.key !== item.key && current[index + 1]?.key === item.key && after[index + 1]?.key !== standing.key) {
      // One item is in the way of all that follow: it goes, instead of each of them coming one place up.
      current.splice(index, 1);
      current.push(standing);
      steps.push({ op: 'move', key: standing.key, index: current.length - 1 });
    }
    if (current[index]?.key !== item.key) {
      current.splice(indexOfKey(current, item.key), 1);
      current.splice(index, 0, old);
      steps.push({ op: 'move', key: item.key, index });
    }
    if (old !== item) {
      current[index] = item;
      steps.push({ op: 'put', item });
    }
  });
  return steps;
}

/** Applies steps to a list and returns the new one; the old stays as it was. Throws on a key that is not there. */
export function applyListSteps<T extends Keyed>(list: readonly T[], steps: readonly ListStep<T>[]): readonly T[] {
  const next = [...list];
  // Known from one step to the next as long as nothing moves: hundreds of `put` at once stay cheap.
  let places: Map<string, number> | undefined;
  const find = (key: string): number => {
    places ??= new Map(next.map((item, index) => [item.key, index]));
    const index = places.get(key);
    if (index === undefined) throw new Error(`No item with the key ${key}`);
    return index;
  };
  for (const step of steps) {
    switch (step.op) {
      case 'put':
        next[find(step.item.key)] = step.item;
        break;
      case 'insert':
        next.splice(step.index, 0, step.item);
        places = undefined;
        break;
      case 'move': {
        const [item] = next.splice(find(step.key), 1);
        if (item) next.splice(step.index, 0, item);
        places = undefined;
        break;
      }
      case 'remove':
        next.splice(find(step.key), 1);
        places = undefined;
        break;
    }
  }
  return next;
}

/** A seeded generator (mulberry32), so that a failing sequence can be run again by its seed. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number in [0, below). */
  below(below: number): number;
  pick<T>(from: readonly T[]): T;
  shuffled<T>(from: readonly T[]): T[];
}

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    pick: (from) => {
      const index = below(from.length);
      const found = from[index];
      if (found === undefined) throw new Error('Nothing to pick from');
      return found;
    },
    shuffled: (from) => {
      const list = [...from];
      for (let last = list.length - 1; last > 0; last--) {
        const other = below(last + 1);
        const held = list[last];
        const swapped = list[other];
        if (held === undefined || swapped === undefined) continue;
        list[last] = swapped;
        list[other] = held;
      }
      return list;
    },
  };
}

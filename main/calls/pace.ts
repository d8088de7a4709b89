import type { Unsubscribe } from '../../renderer/base/listen.ts';

/** How often something may happen: `burst` times at once, then `perSecond` times a second. */
export function createBudget(perSecond: number, burst: number, now: () => number): () => boolean {
  let left = burst;
  let last = now();
  return () => {
    const time = now();
    left = Math.min(burst, left + (Math.max(0, time - last) / 1_000) * perSecond);
    last = time;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}

export interface Paced<T> {
  take(value: T): void;
  stop(): void;
}

/** Passes values on, at most one each `gapMs`. Of those that come faster the last one is passed on. */
export function createPaced<T>(
  gapMs: number,
  after: (ms: number, then: () => void) => Unsubscribe,
  pass: (value: T) => void,
): Paced<T> {
  let resting = false;
  let waiting: { readonly value: T } | undefined;
  let stopTimer: Unsubscribe = () => undefined;
  const give = (value: T): void => {
    resting = true;
    stopTimer = after(gapMs, () => {
      resting = false;
      const next = waiting;
      waiting = undefined;
      if (next) give(next.value);
    });
    pass(value);
  };
  return {
    take: (value) => {
      if (resting) waiting = { value };
      else give(value);
    },
    stop: () => {
      stopTimer();
      waiting = undefined;
    },
  };
}

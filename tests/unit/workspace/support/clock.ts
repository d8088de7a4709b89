import type { Clock } from '../../../../renderer/workspace/viewmodels/clock.ts';

export interface HandClock extends Clock {
  /** Moves time on and runs what falls due, in order. */
  advance(ms: number): void;
  /** How many timers run. */
  readonly timers: number;
}

/** A clock that a test turns. */
export function createHandClock(start = Date.UTC(2026, 9, 14, 7, 0)): HandClock {
  let now = start;
  const due = new Map<object, { at: number; run: () => void }>();
  return {
    now: () => now,
    after: (ms, run) => {
      const key = {};
      due.set(key, { at: now + ms, run });
      return () => void due.delete(key);
    },
    advance: (ms) => {
      const end = now + ms;
      for (;;) {
        const [next] = [...due].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at);
        if (!next) break;
        due.delete(next[0]);
        now = Math.max(now, next[1].at);
        next[1].run();
      }
      now = end;
    },
    get timers() {
      return due.size;
    },
  };
}

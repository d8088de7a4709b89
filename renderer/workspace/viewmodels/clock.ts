import type { Unsubscribe } from '../../base/listen.ts';

/** Time as view models see it; tests turn it by hand. */
export interface Clock {
  /** UTC milliseconds. */
  now(): number;
  /** Calls once after `ms` milliseconds, unless ended before. */
  after(ms: number, run: () => void): Unsubscribe;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** The midnight, in the system's zone, that begins the day of `ts` (UTC milliseconds). */
export const startOfDay = (ts: number): number => new Date(ts).setHours(0, 0, 0, 0);

import type { Unsubscribe } from '../renderer/base/listen.ts';

/** Calls back once after so many milliseconds, unless stopped. */
export function after(ms: number, then: () => void): Unsubscribe {
  const timer = setTimeout(then, ms);
  return () => clearTimeout(timer);
}

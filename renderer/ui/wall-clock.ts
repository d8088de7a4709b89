import { signal, type ReadonlySignal } from '@preact/signals';

export interface WallClock {
  readonly now: ReadonlySignal<number>;
  readonly timeZone: ReadonlySignal<string>;
  stop(): void;
}

const everyMs = 30_000;

/**
 * The wall clock of a window. It looks twice a minute and whenever the window comes back into view, so that dates are
 * right after midnight, after a night asleep and after a journey.
 */
export function createWallClock(page: Document, now: () => number = Date.now): WallClock {
  const zone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const time = signal(now());
  const timeZone = signal(zone());
  const look = (): void => {
    time.value = now();
    timeZone.value = zone();
  };
  const timer = setInterval(look, everyMs);
  page.addEventListener('visibilitychange', look);
  return {
    now: time,
    timeZone,
    stop() {
      clearInterval(timer);
      page.removeEventListener('visibilitychange', look);
    },
  };
}

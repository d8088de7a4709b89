import { effect, signal, untracked, type ReadonlySignal } from '@preact/signals';
import type { Unsubscribe } from '../../../base/listen.ts';
import type { Clock } from '../clock.ts';

export interface Elapsed {
  /** Milliseconds, anew with each full second; undefined while nothing runs. */
  readonly elapsed: ReadonlySignal<number | undefined>;
  readonly dispose: Unsubscribe;
}

const second = 1_000;

/** How long something has been running that began at `since` (UTC milliseconds). No timer runs while nothing does. */
export function createElapsed(since: ReadonlySignal<number | undefined>, clock: Clock): Elapsed {
  const elapsed = signal<number | undefined>(undefined);
  let stopTimer: Unsubscribe | undefined;
  const tick = (start: number): void => {
    const ms = Math.max(0, clock.now() - start);
    elapsed.value = ms;
    stopTimer = clock.after(second - (ms % second), () => tick(start));
  };
  const stop = effect(() => {
    const start = since.value;
    stopTimer?.();
    stopTimer = undefined;
    untracked(() => {
      if (start === undefined) elapsed.value = undefined;
      else tick(start);
    });
  });
  return {
    elapsed,
    dispose: () => {
      stop();
      stopTimer?.();
    },
  };
}

import { signal, type ReadonlySignal } from '@preact/signals';
import type { Unsubscribe } from '../../base/listen.ts';
import type { Clock } from './clock.ts';

/** Milliseconds that are left, told each second; undefined while nothing runs. */
export interface Countdown {
  readonly left: ReadonlySignal<number | undefined>;
  readonly start: (ms: number) => void;
  readonly dispose: Unsubscribe;
}

const tickMs = 1_000;

export function createCountdown(clock: Clock): Countdown {
  const left = signal<number | undefined>(undefined);
  let stop: Unsubscribe = () => undefined;
  const tick = (end: number): void => {
    const rest = end - clock.now();
    left.value = rest > 0 ? rest : undefined;
    if (rest > 0) stop = clock.after(Math.min(tickMs, rest), () => tick(end));
  };
  return {
    left,
    start: (ms) => {
      stop();
      tick(clock.now() + ms);
    },
    dispose: () => stop(),
  };
}

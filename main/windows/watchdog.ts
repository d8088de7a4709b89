import type { EngineLife } from '../../preload/contract.ts';
import type { Unsubscribe } from '../../renderer/base/listen.ts';

/** An engine says that it lives each 5 s. */
const silenceMs = 20_000;
/** The first sign takes longer on a machine that has just started. */
const startMs = 60_000;
const maxRestarts = 3;
const windowMs = 5 * 60_000;

export interface WatchdogParts {
  readonly now: () => number;
  readonly after: (ms: number, then: () => void) => Unsubscribe;
  /** Starts the engine, in the place of one that may still be there. */
  readonly start: () => void;
  readonly changed: (life: EngineLife) => void;
  readonly log: (text: string) => void;
}

/** Keeps one engine running: restarts it when it crashes or falls silent, and gives up at the fourth time in five minutes. */
export interface Watchdog {
  life(): EngineLife;
  start(): void;
  alive(): void;
  crashed(reason: string): void;
  /** The machine slept: silence while it did is no sign. */
  resumed(): void;
  /** No engine is to be expected until the next `restart`. */
  rest(): void;
  /** A person's wish, also after it gave up; what was counted is forgotten. */
  restart(): void;
  stop(): void;
}

export function createWatchdog({ now, after, start, changed, log }: WatchdogParts): Watchdog {
  let life: EngineLife = 'starting';
  let restarts: readonly number[] = [];
  let stopTimer: Unsubscribe = () => undefined;
  let stopped = false;

  const enter = (next: EngineLife): void => {
    if (next === life) return;
    life = next;
    changed(next);
  };
  const expectSign = (ms: number): void => {
    stopTimer();
    stopTimer = after(ms, () => fall(`silent for ${ms / 1_000} s`));
  };
  const fall = (reason: string): void => {
    stopTimer();
    if (stopped || life === 'gave-up') return;
    restarts = restarts.filter((at) => now() - at < windowMs);
    if (restarts.length >= maxRestarts) {
      log(`engine: ${reason}; gave up after ${maxRestarts} restarts`);
      return enter('gave-up');
    }
    log(`engine: ${reason}; restart`);
    restarts = [...restarts, now()];
    enter('restarting');
    begin();
  };
  const begin = (): void => {
    start();
    expectSign(startMs);
  };

  return {
    life: () => life,
    start: begin,
    alive: () => {
      if (stopped || life === 'gave-up') return;
      enter('running');
      expectSign(silenceMs);
    },
    crashed: fall,
    resumed: () => {
      if (!stopped && life !== 'gave-up') expectSign(life === 'running' ? silenceMs : startMs);
    },
    rest: () => stopTimer(),
    restart: () => {
      restarts = [];
      enter('restarting');
      begin();
    },
    stop: () => {
      stopped = true;
      stopTimer();
    },
  };
}

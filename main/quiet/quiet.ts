import type { QuietHours } from '../../preload/contract.ts';
import { createEmitter, type Unsubscribe } from '../../renderer/base/listen.ts';
import { quietSpan } from './hours.ts';

export interface QuietParts {
  /** UTC milliseconds. */
  readonly now: () => number;
  readonly after: (ms: number, then: () => void) => Unsubscribe;
  /** Those in force. */
  readonly hours: () => QuietHours;
}

/** Whether the person is to be left alone: they said so, or it is their quiet time. */
export interface Quiet {
  /** Nothing rings, and nothing pops up. */
  isQuiet(): boolean;
  /** When the quiet hours end that it is now (UTC milliseconds); undefined outside of them. */
  hoursUntil(): number | undefined;
  /** What the person's own presence says. */
  doNotDisturb(on: boolean): void;
  /** The quiet hours or the machine's clock may have changed; true where quiet has, so that listeners were told. */
  look(): boolean;
  /** Called after each change. */
  listen(listener: () => void): Unsubscribe;
  stop(): void;
}

export function createQuiet({ now, after, hours }: QuietParts): Quiet {
  const changes = createEmitter<undefined>();
  let untilTs: number | undefined;
  let disturbs = true;
  let stopTimer: Unsubscribe = () => undefined;

  const look = (): boolean => {
    stopTimer();
    const time = now();
    const span = quietSpan(hours(), time);
    const isNow = span !== undefined && span.fromTs <= time;
    if (span) stopTimer = after((isNow ? span.toTs : span.fromTs) - time, look);
    const next = isNow ? span.toTs : undefined;
    if (next === untilTs) return false;
    untilTs = next;
    changes.emit(undefined);
    return true;
  };
  look();

  return {
    isQuiet: () => !disturbs || untilTs !== undefined,
    hoursUntil: () => untilTs,
    doNotDisturb: (on) => {
      if (disturbs === !on) return;
      disturbs = !on;
      changes.emit(undefined);
    },
    look,
    listen: changes.listen,
    stop: () => stopTimer(),
  };
}

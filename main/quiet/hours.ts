import type { QuietHours } from '../../preload/contract.ts';

/** From when to when it is quiet, in UTC milliseconds. */
export interface QuietSpan {
  readonly fromTs: number;
  readonly toTs: number;
}

/** A time of the day ("18:00") so many days from `now`, by the wall clock of the machine's zone. */
function wallTime(now: Date, days: number, time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hours, minutes).getTime();
}

/**
 * The quiet that is at `now` (UTC milliseconds), else the next one; undefined where there is none. It begins and ends by
 * the wall clock and may pass midnight. Where clocks change it happens once: a time that comes twice is the first one, a
 * time that is left out is the one after the gap. Two equal times are no quiet: better disturbed than a call missed.
 */
export function quietSpan({ on, from, to }: QuietHours, now: number): QuietSpan | undefined {
  if (!on || from === to) return undefined;
  const today = new Date(now);
  const passesMidnight = from > to;
  return [-1, 0, 1, 2]
    .map((day) => ({ fromTs: wallTime(today, day, from), toTs: wallTime(today, passesMidnight ? day + 1 : day, to) }))
    .find(({ fromTs, toTs }) => fromTs < toTs && now < toTs);
}

import { describe, expect, it } from 'vitest';
import { createQuiet } from '../../../../main/quiet/quiet.ts';
import { handClock } from '../fakes.ts';

const hour = 3_600_000;

/** The clock begins at one o'clock of the first night of 1970 in Berlin. */
function begin(from: string, to: string, on = true) {
  const clock = handClock();
  let hours = { on, from, to };
  const quiet = createQuiet({ now: clock.now, after: clock.after, hours: () => hours });
  const heard: boolean[] = [];
  quiet.listen(() => heard.push(quiet.isQuiet()));
  const change = (next: Partial<typeof hours>): boolean => {
    hours = { ...hours, ...next };
    return quiet.look();
  };
  return { clock, quiet, heard, change };
}

describe('quiet by the clock', () => {
  it('begins and ends by itself, day by day, with one timer', () => {
    const { clock, quiet, heard } = begin('22:00', '06:00');
    expect([quiet.isQuiet(), quiet.hoursUntil()]).toEqual([true, 5 * hour]);
    expect(clock.waiting()).toBe(1);
    clock.pass(5 * hour);
    expect([quiet.isQuiet(), quiet.hoursUntil()]).toEqual([false, undefined]);
    clock.pass(16 * hour - 1);
    expect(heard).toEqual([false]);
    clock.pass(1);
    expect([quiet.isQuiet(), quiet.hoursUntil()]).toEqual([true, 29 * hour]);
    clock.pass(48 * hour);
    expect(heard).toEqual([false, true, false, true, false, true]);
    expect(clock.waiting()).toBe(1);
  });

  it('needs no timer where there are no quiet hours', () => {
    const { clock, quiet } = begin('22:00', '06:00', false);
    expect([quiet.isQuiet(), clock.waiting()]).toEqual([false, 0]);
  });

  it('follows the setting at once, and asks the clock anew when told that it may have jumped', () => {
    const { clock, quiet, heard, change } = begin('22:00', '06:00', false);
    change({ on: true });
    change({ to: '04:00' });
    expect(quiet.hoursUntil()).toBe(3 * hour);
    change({ from: '02:00' });
    expect(heard).toEqual([true, true, false]);
    expect(clock.waiting()).toBe(1);
    expect([quiet.look(), heard.length], 'nothing has changed').toEqual([false, 3]);
  });

  it('says whether it has told of a change, so that nobody tells of it twice', () => {
    const { quiet, heard, change } = begin('22:00', '06:00', false);
    expect([change({ on: true }), heard.length]).toEqual([true, 1]);
    expect([change({ from: '21:00' }), heard.length], 'it is quiet until then all the same').toEqual([false, 1]);
    expect([change({ on: false }), heard.length]).toEqual([true, 2]);
    expect([quiet.look(), heard.length]).toEqual([false, 2]);
  });

  it('wakes again where a timer came early', () => {
    let time = 0;
    const timers: { ms: number; then: () => void }[] = [];
    const after = (ms: number, then: () => void) => {
      timers.push({ ms, then });
      return () => undefined;
    };
    const quiet = createQuiet({ now: () => time, after, hours: () => ({ on: true, from: '02:00', to: '04:00' }) });
    time = hour - 3;
    timers[0]?.then();
    expect(quiet.isQuiet()).toBe(false);
    expect(timers[1]?.ms).toBe(3);
  });

  it('ends with the program', () => {
    const { clock, quiet } = begin('22:00', '06:00');
    quiet.stop();
    expect(clock.waiting()).toBe(0);
  });
});

describe('do not disturb', () => {
  it('is quiet whatever the clock says, and only as long as it is set', () => {
    const { quiet, heard } = begin('22:00', '06:00', false);
    expect(quiet.isQuiet(), 'control').toBe(false);
    quiet.doNotDisturb(true);
    quiet.doNotDisturb(true);
    expect([quiet.isQuiet(), quiet.hoursUntil()]).toEqual([true, undefined]);
    quiet.doNotDisturb(false);
    expect(heard).toEqual([true, false]);
  });

  it('leaves the quiet hours their own end', () => {
    const { quiet, clock } = begin('22:00', '06:00');
    quiet.doNotDisturb(true);
    quiet.doNotDisturb(false);
    expect(quiet.isQuiet()).toBe(true);
    clock.pass(5 * hour);
    expect(quiet.isQuiet()).toBe(false);
  });
});

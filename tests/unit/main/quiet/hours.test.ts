import { describe, expect, it } from 'vitest';
import { quietSpan } from '../../../../main/quiet/hours.ts';

/* The tests' zone is Europe/Berlin: the clocks of 2026 go forward on 29 March and back on 25 October. */

const at = (text: string): number => Date.parse(text);
const night = { on: true, from: '18:00', to: '07:00' };
const day = { on: true, from: '12:00', to: '13:30' };

const isQuiet = (hours: typeof night, text: string): boolean => {
  const span = quietSpan(hours, at(text));
  return span !== undefined && span.fromTs <= at(text);
};

const spanOf = (hours: typeof night, text: string): readonly string[] => {
  const span = quietSpan(hours, at(text));
  return span ? [span.fromTs, span.toTs].map((ts) => new Date(ts).toISOString().replace(':00.000', '')) : [];
};

describe('quiet hours', () => {
  it.each([
    ['2026-11-24T17:59:59.999+01:00', false],
    ['2026-11-24T18:00:00.000+01:00', true],
    ['2026-11-24T23:59:59.999+01:00', true],
    ['2026-11-25T00:00:00.000+01:00', true],
    ['2026-11-25T06:59:59.999+01:00', true],
    ['2026-11-25T07:00:00.000+01:00', false],
    ['2026-11-25T12:00:00.000+01:00', false],
  ])('of a night pass midnight: at %s it is quiet: %s', (time, quiet) => {
    expect(isQuiet(night, time)).toBe(quiet);
  });

  it.each([
    ['2026-11-24T11:59:59.999+01:00', false],
    ['2026-11-24T12:00:00.000+01:00', true],
    ['2026-11-24T13:29:59.999+01:00', true],
    ['2026-11-24T13:30:00.000+01:00', false],
    ['2026-11-24T00:30:00.000+01:00', false],
  ])('of a day lie within it: at %s it is quiet: %s', (time, quiet) => {
    expect(isQuiet(day, time)).toBe(quiet);
  });

  it('are none where they are off, and where they end as they begin', () => {
    for (const hours of [{ ...night, on: false }, { ...night, to: '18:00' }]) expect(quietSpan(hours, at('2026-11-24T23:00+01:00'))).toBeUndefined();
    expect(quietSpan(night, at('2026-11-24T23:00+01:00')), 'control').toBeDefined();
  });

  it('name the next quiet where it is not quiet, over the end of a month and of a year too', () => {
    expect(spanOf(night, '2026-11-24T12:00+01:00')).toEqual(['2026-11-24T17:00Z', '2026-11-25T06:00Z']);
    expect(spanOf(day, '2026-12-31T14:00+01:00')).toEqual(['2027-01-01T11:00Z', '2027-01-01T12:30Z']);
    expect(spanOf(night, '2027-01-01T03:00+01:00')).toEqual(['2026-12-31T17:00Z', '2027-01-01T06:00Z']);
  });
});

describe('where the clocks change', () => {
  it('a night is an hour shorter or longer, and begins and ends by the wall clock', () => {
    expect(spanOf(night, '2026-03-28T23:00+01:00')).toEqual(['2026-03-28T17:00Z', '2026-03-29T05:00Z']);
    expect(spanOf(night, '2026-10-24T23:00+02:00')).toEqual(['2026-10-24T16:00Z', '2026-10-25T06:00Z']);
  });

  it('a time that is left out is the one after the gap', () => {
    const early = { on: true, from: '02:30', to: '05:00' };
    expect(spanOf(early, '2026-03-29T00:30+01:00')).toEqual(['2026-03-29T01:30Z', '2026-03-29T03:00Z']);
    // What lies in the gap as a whole does not happen; the next day it does.
    expect(spanOf({ on: true, from: '02:30', to: '03:00' }, '2026-03-29T00:30+01:00')).toEqual(['2026-03-30T00:30Z', '2026-03-30T01:00Z']);
  });

  it('a time that comes twice is the first one: it is quiet once', () => {
    const early = { on: true, from: '01:00', to: '02:30' };
    expect(isQuiet(early, '2026-10-25T02:15+02:00')).toBe(true);
    expect(isQuiet(early, '2026-10-25T02:45+02:00')).toBe(false);
    expect(isQuiet(early, '2026-10-25T02:15+01:00')).toBe(false);
    const late = { on: true, from: '02:30', to: '05:00' };
    expect(isQuiet(late, '2026-10-25T02:45+02:00')).toBe(true);
    expect(isQuiet(late, '2026-10-25T02:15+01:00'), 'no gap in between').toBe(true);
  });

  it('each moment of a year is quiet or not as its wall clock says', () => {
    const changes = ['2026-03-29', '2026-10-25'];
    for (let ts = at('2026-01-01T00:15+01:00'); ts < at('2027-01-01T00:00+01:00'); ts += 1_800_000) {
      const local = new Date(ts);
      const minutes = local.getHours() * 60 + local.getMinutes();
      const span = quietSpan(night, ts);
      if (changes.some((date) => local.toISOString().startsWith(date))) continue;
      expect(span !== undefined && span.fromTs <= ts, local.toISOString()).toBe(minutes >= 1_080 || minutes < 420);
    }
  });
});

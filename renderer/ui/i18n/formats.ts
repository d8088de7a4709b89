import type { UiLanguage } from './resources.ts';
import type { Translate } from './translate.ts';

/** Times are UTC milliseconds, shown in the UI's language and the given time zone; `now` decides what "today" is. */
export interface Formats {
  /** 09:38 */
  time(ts: number): string;
  /** For the edge of a list row: 09:38, Gestern, Fr, 28.09., 28.09.2025 */
  brief(ts: number, now: number): string;
  /** For a day divider: Heute, 14. Oktober */
  day(ts: number, now: number): string;
  /** Full, for tooltips: Mittwoch, 14. Oktober 2026 um 09:38 */
  full(ts: number): string;
  /** For a `datetime` attribute. */
  machine(ts: number): string;
  /** Same calendar day in the time zone. */
  sameDay(a: number, b: number): boolean;
  number(value: number): string;
  /** 1,8 MB */
  bytes(value: number): string;
  /** 0:42 or 1:05:00, for a live countdown. */
  countdown(ms: number): string;
  /** How long something has been going on: 04:18, 1:04:18 */
  elapsed(ms: number): string;
  /** How long something took: 31 s, 12 min, 1 h 05 min, with no-break spaces */
  duration(ms: number): string;
  /** A, B und C */
  list(items: readonly string[]): string;
}

const locales: Readonly<Record<UiLanguage, string>> = { de: 'de-DE', en: 'en-GB' };
const dayMs = 86_400_000;
const two = (value: number): string => String(value).padStart(2, '0');
const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** Each takes 2 ms to make, and most windows use two of them. */
function whenUsed<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

export function createFormats(language: UiLanguage, timeZone: string, t: Translate): Formats {
  const locale = locales[language];
  const formatter = (options: Intl.DateTimeFormatOptions, of: string = locale): ((ts: number) => string) => {
    const format = whenUsed(() => new Intl.DateTimeFormat(of, { timeZone, ...options }));
    return (ts) => format().format(ts);
  };
  const time = formatter({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const weekday = formatter({ weekday: 'short' });
  const shortDate = formatter(language === 'de' ? { day: '2-digit', month: '2-digit' } : { day: 'numeric', month: 'short' });
  const shortDateAndYear = formatter({ day: '2-digit', month: '2-digit', year: 'numeric' });
  const longDate = formatter({ day: 'numeric', month: 'long' });
  const weekdayAndDate = formatter({ weekday: 'long', day: 'numeric', month: 'long' });
  const fullDate = formatter({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const fullTime = formatter({ dateStyle: 'full', timeStyle: 'short', hourCycle: 'h23' });
  const isoDate = formatter({ year: 'numeric', month: '2-digit', day: '2-digit' }, 'en-CA');
  const decimal = whenUsed(() => new Intl.NumberFormat(locale));
  const conjunction = whenUsed(() => new Intl.ListFormat(locale, { type: 'conjunction' }));

  const dayNumber = (ts: number): number => Math.round(Date.parse(isoDate(ts)) / dayMs);
  const year = (ts: number): string => isoDate(ts).slice(0, 4);

  return {
    time,
    brief(ts, now) {
      const age = dayNumber(now) - dayNumber(ts);
      if (age === 0) return time(ts);
      if (age === 1) return t('ui:day.yesterday');
      if (age > 1 && age < 7) return weekday(ts);
      return year(ts) === year(now) ? shortDate(ts) : shortDateAndYear(ts);
    },
    day(ts, now) {
      const age = dayNumber(now) - dayNumber(ts);
      if (age === 0) return t('ui:day.today-date', { date: longDate(ts) });
      if (age === 1) return t('ui:day.yesterday-date', { date: longDate(ts) });
      return year(ts) === year(now) ? weekdayAndDate(ts) : fullDate(ts);
    },
    full: fullTime,
    machine: (ts) => new Date(ts).toISOString(),
    sameDay: (a, b) => dayNumber(a) === dayNumber(b),
    number: (value) => decimal().format(value),
    bytes(value) {
      const power = Math.min(units.length - 1, value < 1 ? 0 : Math.floor(Math.log10(value) / 3));
      const unit = units[power] ?? 'byte';
      const scaled = value / 1_000 ** power;
      const digits = scaled < 10 && power > 0 ? 1 : 0;
      return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: digits }).format(scaled);
    },
    countdown(ms) {
      const seconds = Math.max(0, Math.ceil(ms / 1_000));
      const [h, m, s] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
      return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
    },
    elapsed(ms) {
      const seconds = Math.floor(Math.max(0, ms) / 1_000);
      const [h, m, s] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
      return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${two(m)}:${two(s)}`;
    },
    duration(ms) {
      const seconds = Math.round(Math.max(0, ms) / 1_000);
      const minutes = Math.round(seconds / 60);
      if (seconds < 60) return `${seconds}\u00a0s`;
      if (minutes < 60) return `${minutes}\u00a0min`;
      return `${Math.floor(minutes / 60)}\u00a0h ${two(minutes % 60)}\u00a0min`;
    },
    list: (items) => conjunction().format(items),
  };
}

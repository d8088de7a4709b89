import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { createTexts, failureWords, supportCode, type TextKey, type UiLanguage } from '../../../renderer/ui/index.ts';

function setUp(language: UiLanguage = 'de', zone = 'Europe/Berlin') {
  const [lang, timeZone] = [signal(language), signal(zone)];
  const missing: string[] = [];
  return { lang, timeZone, missing, texts: createTexts(lang, timeZone, (key) => missing.push(key)) };
}

const berlin = (iso: string): number => Date.parse(`${iso}+02:00`);
const now = berlin('2026-10-14T09:42');

test('the language changes under the feet of whoever reads it', () => {
  const { lang, texts } = setUp();
  expect(texts.value.t('ui:close')).toBe('Schließen');
  lang.value = 'en';
  expect(texts.value.t('ui:close')).toBe('Close');
});

test('plural forms follow the count, in both languages', () => {
  const { lang, texts } = setUp();
  expect(texts.value.t('shell:sign-out.unsent', { count: 1 })).toBe('1 Nachricht, die noch nicht gesendet ist');
  expect(texts.value.t('shell:sign-out.unsent', { count: 3 })).toBe('3 Nachrichten, die noch nicht gesendet sind');
  lang.value = 'en';
  expect(texts.value.t('shell:sign-out.drafts', { count: 1 })).toBe('1 draft');
});

test('wording that is not there is heard of', () => {
  const { missing, texts } = setUp();
  texts.value.t('ui:nothing.of.the.kind' as TextKey);
  expect(missing).toEqual(['ui:nothing.of.the.kind']);
});

test('times at the edge of a row get shorter the older they are', () => {
  const { lang, texts } = setUp();
  const brief = (iso: string): string => texts.value.format.brief(berlin(iso), now);
  expect(brief('2026-10-14T09:38')).toBe('09:38');
  expect(brief('2026-10-13T23:59')).toBe('Gestern');
  expect(brief('2026-10-09T12:00')).toBe('Fr');
  expect(brief('2026-09-28T12:00')).toBe('28.09.');
  expect(brief('2025-09-28T12:00')).toBe('28.09.2025');
  lang.value = 'en';
  expect(brief('2026-10-13T23:59')).toBe('Yesterday');
  expect(brief('2026-10-09T12:00')).toBe('Fri');
  expect(brief('2026-09-28T12:00')).toBe('28 Sept');
});

test('day dividers name today, yesterday and the weekday', () => {
  const { texts } = setUp();
  const day = (iso: string): string => texts.value.format.day(berlin(iso), now);
  expect(day('2026-10-14T00:00')).toBe('Heute, 14. Oktober');
  expect(day('2026-10-13T12:00')).toBe('Gestern, 13. Oktober');
  expect(day('2026-10-12T12:00')).toBe('Montag, 12. Oktober');
  expect(day('2025-12-24T12:00')).toBe('Mittwoch, 24. Dezember 2025');
});

test('a day is the day of the time zone, on the other side of the date line too', () => {
  const { texts, timeZone } = setUp('de', 'Pacific/Apia');
  const evening = Date.parse('2026-10-14T10:30:00Z'); // 23:30 in Apia
  const morning = Date.parse('2026-10-14T11:30:00Z'); // 00:30 of the next day there
  expect(texts.value.format.sameDay(evening, morning)).toBe(false);
  expect(texts.value.format.brief(evening, morning)).toBe('Gestern');
  timeZone.value = 'Europe/Berlin';
  expect(texts.value.format.sameDay(evening, morning)).toBe(true);
});

test('yesterday is yesterday across the change of clocks', () => {
  const { texts } = setUp();
  const { brief } = texts.value.format;
  expect(brief(Date.parse('2026-10-24T23:30:00+02:00'), Date.parse('2026-10-25T23:30:00+01:00'))).toBe('Gestern');
  expect(brief(Date.parse('2026-03-28T23:30:00+01:00'), Date.parse('2026-03-29T23:30:00+02:00'))).toBe('Gestern');
});

test('numbers, sizes, lists and countdowns read as people write them', () => {
  const { lang, texts } = setUp();
  const { format } = texts.value;
  expect(format.bytes(1_800_000)).toBe('1,8 MB');
  expect(format.bytes(412_000)).toBe('412 kB');
  expect(format.bytes(0)).toBe('0 Byte');
  expect(format.list(['A', 'B', 'C'])).toBe('A, B und C');
  expect(format.countdown(42_000)).toBe('0:42');
  expect(format.countdown(61_001)).toBe('1:02');
  expect(format.countdown(3_900_000)).toBe('1:05:00');
  expect(format.elapsed(258_999)).toBe('04:18');
  expect(format.elapsed(3_858_000)).toBe('1:04:18');
  expect(format.duration(31_400)).toBe('31\u00a0s');
  expect(format.duration(59_600)).toBe('1\u00a0min');
  expect(format.duration(3_900_000)).toBe('1\u00a0h 05\u00a0min');
  lang.value = 'en';
  expect(texts.value.format.number(12_345)).toBe('12,345');
});

test('a failure has its own words, or those of an internal one with a code', () => {
  const { texts } = setUp();
  expect(failureWords({ code: 'offline' }, texts.value)).toMatchObject({ title: 'Dieses Gerät ist offline', code: undefined });
  const strange = failureWords({ code: 'bad-arguments', detail: 'x' }, texts.value);
  expect(strange.title).toBe('Etwas ist fehlgeschlagen');
  expect(strange.code).toMatch(/^EK-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/);
});

test('the same fault has the same code, whatever numbers it carries', () => {
  expect(supportCode({ code: 'internal', detail: 'port 8008' })).toBe(supportCode({ code: 'internal', detail: 'port 9009' }));
  expect(supportCode({ code: 'internal', detail: 'a' })).not.toBe(supportCode({ code: 'internal', detail: 'b' }));
});

import { readFileSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { resources } from '../../../renderer/ui/i18n/resources.ts';

/* Wording by text: what the source asks for is there, what is there is asked for, in both languages and alike. */

const root = new URL('../../..', import.meta.url).pathname;

const flatten = (value: unknown, path: string): readonly (readonly [key: string, text: string])[] =>
  typeof value === 'string'
    ? [[path, value]]
    : Object.entries(value as object).flatMap(([key, inner]) => flatten(inner, path === '' ? key : `${path}.${key}`));

const wording = (language: 'de' | 'en'): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(resources[language]).flatMap(([namespace, texts]) =>
      flatten(texts, '').map(([key, text]): [string, string] => [`${namespace}:${key}`, text]),
    ),
  );

const [german, english] = [wording('de'), wording('en')];
const singular = (key: string): string => key.replace(/_(one|other)$/, '');
const namespaces = Object.keys(resources.de).join('|');
const files = globSync(['renderer/ui/**/*.{ts,tsx}', 'renderer/workspace/**/*.{ts,tsx}', 'renderer/{call/stage,ring}/**/*.{ts,tsx}'], { cwd: root });
const sources = files.map((file) => readFileSync(join(root, file), 'utf8')).join('\n');
const asked = new Set([...sources.matchAll(new RegExp(`['"\`]((?:${namespaces}):[\\w.-]+)['"\`]`, 'g'))].map(([, key]) => key ?? ''));
/** The one place that puts keys together: `errors:<code>.title` and `.text`. */
const byCode = (key: string): boolean => key.startsWith('errors:');

test('there is something to compare', () => {
  expect(asked.size).toBeGreaterThan(100);
  expect(german.size).toBeGreaterThan(200);
});

test('both languages have the same keys', () => {
  expect([...german.keys()].filter((key) => !english.has(key))).toEqual([]);
  expect([...english.keys()].filter((key) => !german.has(key))).toEqual([]);
});

test('every key that the source names has wording', () => {
  const known = new Set([...german.keys()].map(singular));
  expect([...asked].filter((key) => !known.has(key))).toEqual([]);
});

test('no wording is left over', () => {
  expect([...german.keys()].filter((key) => !byCode(key) && !asked.has(singular(key)))).toEqual([]);
});

test('both languages put the same values into a text', () => {
  const values = (text: string | undefined): readonly string[] => [...(text ?? '').matchAll(/\{\{\w+\}\}|<\/?\w+>/g)].map(([value]) => value).sort();
  for (const [key, text] of german) expect(values(english.get(key)), key).toEqual(values(text));
});

test('every failure says what happened, and what it means or what to do', () => {
  for (const [code, words] of Object.entries(resources.de.errors)) {
    expect(Object.keys(words).sort(), code).toEqual(['text', 'title']);
  }
});

describe('the house style', () => {
  const rules: readonly (readonly [name: string, language: 'de' | 'en', wrong: RegExp])[] = [
    ['no exclamation marks', 'de', /!/],
    ['no exclamation marks', 'en', /!/],
    ['no "leider"', 'de', /\bleider\b/i],
    ['no guessed salutation', 'de', /\b(Herr|Frau)\b/],
    ['words of the house', 'de', /\b(Passwort|User|Meeting|Session|Event|Server-Fehler)\b/],
    ['German quotation marks', 'de', /"|“[^”]*”/],
    ['an ellipsis is one sign', 'de', /\.\.\./],
    ['an ellipsis is one sign', 'en', /\.\.\./],
  ];
  test.each(rules)('%s (%s)', (_name, language, wrong) => {
    const found = [...(language === 'de' ? german : english)].filter(([, text]) => wrong.test(text));
    expect(found).toEqual([]);
  });
});

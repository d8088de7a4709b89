import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { resources } from '../../../renderer/ui/i18n/resources.ts';

const root = new URL('../../..', import.meta.url).pathname;

/** Nobody can do anything about these: they are shown as internal, with a code for the service desk. */
const internal = new Set([
  'answer-too-large',
  'bad-arguments',
  'empty-message',
  'foreign-host',
  'not-a-picture',
  'not-bidden',
  'not-expired',
  'not-open',
  'not-signed-in',
  'sender-refused',
  'store-closed',
  'unknown-message',
  'unknown-name',
]);

test('every failure that the program makes has words, or is known to need none', () => {
  const files = globSync(['main/**/*.ts', 'renderer/**/*.{ts,tsx}', 'preload/**/*.ts'], { cwd: root });
  const codes = new Set(
    files.flatMap((file) => [...readFileSync(join(root, file), 'utf8').matchAll(/\bfail\('([\w-]+)'/g)].map(([, code]) => code ?? '')),
  );
  expect(codes.size).toBeGreaterThan(20);
  expect([...codes].filter((code) => !(code in resources.de.errors) && !internal.has(code))).toEqual([]);
});

test('every code of the contracts has words', () => {
  const contracts = ['preload/contract.ts', 'renderer/engine/contract/session.ts'];
  const unions = contracts.flatMap((file) => [
    ...readFileSync(join(root, file), 'utf8').matchAll(/export type (?:Discovery|SignIn)FailureCode =([^;]+);/g),
  ]);
  const codes = unions.flatMap(([, union]) => [...(union ?? '').matchAll(/'([\w-]+)'/g)].map(([, code]) => code ?? ''));
  expect(codes).toContain('name-not-found');
  expect(codes).toContain('too-many-tries');
  expect(codes.filter((code) => !(code in resources.de.errors))).toEqual([]);
});

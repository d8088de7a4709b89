import { expect, test } from 'vitest';
import { hasFailed, sumOf } from '../../../scripts/checks/report.mjs';
import { root } from '../../../scripts/lib/paths.mjs';

const told = (fullName: string, status: string, ...failureMessages: readonly string[]) => ({ fullName, status, failureMessages });
const file = (name: string, ...assertionResults: readonly ReturnType<typeof told>[]) => ({
  name: `${root}/tests/${name}`,
  status: assertionResults.some(({ status }) => status === 'failed') ? 'failed' : 'passed',
  assertionResults,
});

const calls = file('calls.test.ts', told('rings', 'passed'), told('talks', 'failed', 'Error: silence\n at …'), told('ends', 'failed', 'Error: no call'));
const chats = file('chats.test.ts', told('writes', 'passed'), told('reads', 'skipped'));

test('a run is the sum of its files; a file that could not be loaded has failed', () => {
  expect(sumOf([calls, chats])).toEqual({ passed: 2, failed: 2, skipped: 1, retried: [] });
  const broken = { ...file('broken.test.ts'), status: 'failed' };
  expect([calls, chats, broken].map(hasFailed)).toEqual([true, false, true]);
  expect(sumOf([chats, broken])).toMatchObject({ passed: 1, failed: 1 });
});

test('of a file that was run again the second run counts, and what passed only then is named with its first failure', () => {
  const again = file('calls.test.ts', told('rings', 'passed'), told('talks', 'passed'), told('ends', 'failed', 'Error: no call'));
  expect(sumOf([calls, chats], [again])).toEqual({
    passed: 3,
    failed: 1,
    skipped: 1,
    retried: ['tests/calls.test.ts › talks\n      Error: silence'],
  });
});

test('what fails only in the second run has failed, and a second run that tells nothing mends nothing', () => {
  const again = file('calls.test.ts', told('rings', 'failed', 'Error: late'), told('talks', 'passed'), told('ends', 'passed'));
  expect(sumOf([calls], [again])).toMatchObject({ passed: 2, failed: 1 });
  expect(sumOf([calls, chats], [])).toEqual(sumOf([calls, chats]));
});

test('what vitest has tried again by itself is named as well', () => {
  expect(sumOf([file('pictures.test.ts', told('draws', 'passed', 'Error: blank'))]).retried).toEqual(['tests/pictures.test.ts › draws\n      Error: blank']);
});

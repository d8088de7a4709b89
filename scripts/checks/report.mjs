import { relative } from 'node:path';
import { root } from '../lib/paths.mjs';

/**
 * `retried`: who passed only when tried again, each with why it had failed.
 * @typedef {{ passed: number, failed: number, skipped: number, retried?: readonly string[] }} Counts
 * @typedef {{ fullName: string, status: string, failureMessages: readonly string[] }} Told
 * @typedef {{ name: string, status: string, assertionResults: readonly Told[] }} ToldFile vitest's JSON, of one file
 */

/** @type {Counts} */
const nothing = { passed: 0, failed: 0, skipped: 0, retried: [] };

/** @param {ToldFile} file A file that could not even be loaded has failed without a test of its own. */
export const hasFailed = ({ status, assertionResults }) => status === 'failed' || assertionResults.some((test) => test.status === 'failed');

/** @param {string} file @param {Told} test */
const because = (file, { fullName, failureMessages }) => `${relative(root, file)} › ${fullName}\n      ${failureMessages[0]?.split('\n')[0]}`;

/** @param {ToldFile} file @returns {Counts} */
function countsOf({ name, status, assertionResults }) {
  const count = (/** @type {string} */ wanted) => assertionResults.filter((test) => test.status === wanted).length;
  const [passed, failed] = [count('passed'), count('failed')];
  const broken = status === 'failed' && failed === 0 ? 1 : 0;
  const retried = assertionResults
    .filter((test) => test.status === 'passed' && test.failureMessages.length > 0)
    .map((test) => because(name, test));
  return { passed, failed: failed + broken, skipped: assertionResults.length - passed - failed, retried };
}

/** @param {Counts} sum @param {Counts} more @returns {Counts} */
const plus = (sum, more) => ({
  passed: sum.passed + more.passed,
  failed: sum.failed + more.failed,
  skipped: sum.skipped + more.skipped,
  retried: [...(sum.retried ?? []), ...(more.retried ?? [])],
});

/**
 * The sum of a run. Of a file that was run again the second run counts, and what has passed only then is named.
 * @param {readonly ToldFile[]} files @param {readonly ToldFile[]} [again] @returns {Counts}
 */
export function sumOf(files, again = []) {
  const second = new Map(again.map((file) => [file.name, file]));
  const counts = files.map((file) => countsOf(second.get(file.name) ?? file)).reduce(plus, nothing);
  const mended = files.flatMap(({ name, assertionResults }) => {
    const passed = second.get(name)?.assertionResults.filter(({ status }) => status === 'passed') ?? [];
    return assertionResults
      .filter((test) => test.status === 'failed' && passed.some(({ fullName }) => fullName === test.fullName))
      .map((test) => because(name, test));
  });
  return { ...counts, retried: [...(counts.retried ?? []), ...mended] };
}

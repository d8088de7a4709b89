import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { toolNode } from '../lib/node.mjs';
import { results, root } from '../lib/paths.mjs';
import { asPlainUser } from '../lib/plain-user.mjs';
import { run } from '../lib/run.mjs';

/**
 * `retried`: who passed only when tried again, each with why it had failed.
 * @typedef {{ passed: number, failed: number, skipped: number, retried?: readonly string[] }} Counts
 * @typedef {{ fullName: string, status: string, failureMessages: readonly string[] }} Told
 * @typedef {{ name: string, status: string, assertionResults: readonly Told[] }} ToldFile
 * @typedef {{ report: string, error: Error | undefined }} Run
 */

const nothing = { passed: 0, failed: 0, skipped: 0, retried: [] };

/** @param {string} report vitest's JSON @returns {readonly ToldFile[]} */
const filesOf = (report) => (existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')).testResults : []);

/** @param {ToldFile} file A file that could not even be loaded has failed without a test of its own. */
const hasFailed = ({ status, assertionResults }) => status === 'failed' || assertionResults.some((test) => test.status === 'failed');

/** @param {ToldFile} file @returns {Counts} */
function countsOf({ name, status, assertionResults }) {
  const count = (/** @type {string} */ wanted) => assertionResults.filter((test) => test.status === wanted).length;
  const failed = count('failed');
  const retried = assertionResults
    .filter((test) => test.status === 'passed' && test.failureMessages.length > 0)
    .map((test) => because(name, test));
  const broken = status === 'failed' && failed === 0 ? 1 : 0;
  return { passed: count('passed'), failed: failed + broken, skipped: assertionResults.length - count('passed') - failed, retried };
}

/** @param {string} file @param {Told} test */
const because = (file, { fullName, failureMessages }) => `${relative(root, file)} › ${fullName}\n      ${failureMessages[0]?.split('\n')[0]}`;

/** @param {Counts} sum @param {Counts} more @returns {Counts} */
const plus = (sum, more) => ({
  passed: sum.passed + more.passed,
  failed: sum.failed + more.failed,
  skipped: sum.skipped + more.skipped,
  retried: [...(sum.retried ?? []), ...(more.retried ?? [])],
});

/**
 * Runs one of vitest's projects (`tests/vitest.config.ts`).
 * @param {string} project @param {readonly string[]} filters vitest's own arguments @param {string} report where its JSON goes
 * @returns {Promise<Run>}
 */
async function runOnce(project, filters, report) {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const config = ['--config', join(root, 'tests/vitest.config.ts'), '--configLoader', 'native'];
  const reporters = ['--reporter', 'default', '--reporter', 'json', `--outputFile.json=${report}`];
  const args = [vitest, 'run', ...config, ...reporters, '--project', project, '--passWithNoTests', ...filters];
  // The program under end-to-end tests runs as people run it: not as root, sandbox on.
  const user = project === 'e2e' ? asPlainUser(toolNode(), args, [join(results, project)]) : { command: toolNode(), args, env: process.env, dispose: () => undefined };
  const error = await run(user.command, user.args, { cwd: root, env: user.env }).then(
    () => undefined,
    (/** @type {Error} */ reason) => reason,
  );
  user.dispose();
  return { report, error };
}

/**
 * Runs one of vitest's projects. End-to-end tests drive real windows on two busy cores, and within a file they build on
 * each other: a file of theirs that fails is run once more from its beginning, with programs and servers of its own, and
 * the report names what passed only then. Whoever gives options of vitest's own means one run.
 * @param {'unit' | 'integration' | 'gallery' | 'e2e'} project @param {readonly string[]} filters vitest's own arguments
 * @returns {Promise<Counts & { error: Error | undefined }>}
 */
export async function runVitest(project, filters) {
  const folder = join(results, project);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const once = project !== 'e2e' || filters.some((each) => each.startsWith('-'));
  const first = await runOnce(project, filters, join(folder, 'report.json'));
  const files = filesOf(first.report);
  if (files.length === 0 && first.error) return { ...nothing, failed: 1, error: first.error };
  const failed = files.filter(hasFailed);
  if (once || failed.length === 0) return { ...files.map(countsOf).reduce(plus, nothing), error: first.error };

  const second = await runOnce(project, failed.map(({ name }) => name), join(folder, 'again.json'));
  const again = filesOf(second.report);
  const told = files.map((file) => again.find(({ name }) => name === file.name) ?? file);
  const mended = failed.flatMap(({ name, assertionResults }) => {
    const passed = again.find((each) => each.name === name)?.assertionResults.filter(({ status }) => status === 'passed');
    return assertionResults
      .filter((test) => test.status === 'failed' && passed?.some(({ fullName }) => fullName === test.fullName))
      .map((test) => because(name, test));
  });
  const counts = told.map(countsOf).reduce(plus, nothing);
  return { ...counts, retried: [...(counts.retried ?? []), ...mended], error: second.error };
}

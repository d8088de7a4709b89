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
 */

/**
 * A run without a report has failed as a whole, and so has a file that could not even be loaded.
 * @param {string} report vitest's JSON @returns {Counts}
 */
function countsOf(report) {
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const files = /** @type {readonly ToldFile[]} */ (testResults);
  const broken = files.filter(({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'));
  const retried = files.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0)
      .map(({ fullName, failureMessages }) => `${relative(root, name)} › ${fullName}\n      ${failureMessages[0]?.split('\n')[0]}`),
  );
  return { passed: numPassedTests, failed: numFailedTests + broken.length, skipped: numPendingTests + numTodoTests, retried };
}

/**
 * Runs one of vitest's projects (`tests/vitest.config.ts`).
 * @param {'unit' | 'integration' | 'gallery' | 'e2e'} project @param {readonly string[]} filters vitest's own arguments
 * @returns {Promise<Counts & { error: Error | undefined }>}
 */
export async function runVitest(project, filters) {
  const folder = join(results, project);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const report = join(folder, 'report.json');
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const config = ['--config', join(root, 'tests/vitest.config.ts'), '--configLoader', 'native'];
  const reporters = ['--reporter', 'default', '--reporter', 'json', `--outputFile.json=${report}`];
  const args = [vitest, 'run', ...config, ...reporters, '--project', project, '--passWithNoTests', ...filters];
  // The program under end-to-end tests runs as people run it: not as root, sandbox on.
  const user = project === 'e2e' ? asPlainUser(toolNode(), args, [folder]) : { command: toolNode(), args, env: process.env, dispose: () => undefined };
  const error = await run(user.command, user.args, { cwd: root, env: user.env }).then(
    () => undefined,
    (/** @type {Error} */ reason) => reason,
  );
  user.dispose();
  return { ...countsOf(report), error };
}

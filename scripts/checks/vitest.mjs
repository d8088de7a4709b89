import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { toolNode } from '../lib/node.mjs';
import { results, root } from '../lib/paths.mjs';
import { asPlainUser } from '../lib/plain-user.mjs';
import { run } from '../lib/run.mjs';
import { hasFailed, sumOf } from './report.mjs';

/** @typedef {import('./report.mjs').ToldFile} ToldFile */

/**
 * @param {string} project @param {readonly string[]} filters vitest's own arguments @param {string} report where its JSON goes
 * @returns {Promise<{ files: readonly ToldFile[], error: Error | undefined }>} no files where it has left no report
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
  return { files: existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')).testResults : [], error };
}

/**
 * Runs one of vitest's projects (`tests/vitest.config.ts`). End-to-end tests drive real windows on two busy cores, and
 * within a file they build on each other: a file of theirs that fails is run once more from its beginning, with programs
 * and servers of its own, and the report names what passed only then. Whoever gives options of vitest's own means one run.
 * @param {'unit' | 'integration' | 'gallery' | 'e2e'} project @param {readonly string[]} filters vitest's own arguments
 * @returns {Promise<import('./report.mjs').Counts & { error: Error | undefined }>}
 */
export async function runVitest(project, filters) {
  const folder = join(results, project);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { files, error } = await runOnce(project, filters, join(folder, 'report.json'));
  const failed = files.filter(hasFailed).map(({ name }) => name);
  const mayRunAgain = project === 'e2e' && !filters.some((each) => each.startsWith('-'));
  if (!mayRunAgain || failed.length === 0) return { ...sumOf(files), error };
  const again = await runOnce(project, failed, join(folder, 'again.json'));
  return { ...sumOf(files, again.files), error: again.error };
}

import { fork } from 'node:child_process';
import { join } from 'node:path';
import { toolNode } from '../lib/node.mjs';
import { root } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { compilerWorlds, oldElectronWorlds } from './worlds.mjs';

/** @param {string} script path below node_modules @param {readonly string[]} args */
const tool = (script, args) => run(toolNode(), [join(root, 'node_modules', script), ...args], { cwd: root });

/** @param {string} kinds @param {readonly string[]} projects @returns {Promise<import('./source.mjs').Findings>} */
function checkWorlds(kinds, projects) {
  const child = fork(join(import.meta.dirname, 'source.mjs'), [kinds, ...projects], { cwd: root, execPath: toolNode() });
  return new Promise((resolve, reject) => {
    child.on('message', (found) => resolve(/** @type {import('./source.mjs').Findings} */ (found)));
    child.on('error', reject);
    child.on('exit', (code, signal) => reject(new Error(`types and lint ended with ${signal ?? `exit code ${code}`}`)));
  });
}

/**
 * Every world's types, main and preload against both ends of the range of Electron, and lint, together.
 * @param {readonly ('types' | 'lint')[]} kinds @param {1 | 2} cores how many there are for it
 * @returns {Record<'types' | 'lint', () => Promise<void>>} to be told of each; begun when first asked
 */
export function sourceChecks(kinds, cores) {
  const isTest = (/** @type {string} */ project) => /^(tests|scripts)\//.test(project);
  const program = [...compilerWorlds.filter((project) => !isTest(project)), ...(kinds.includes('types') ? oldElectronWorlds : [])];
  const tests = compilerWorlds.filter(isTest);
  const begin = () => Promise.all((cores === 1 ? [[...program, ...tests]] : [tests, program]).map((worlds) => checkWorlds(kinds.join(), worlds)));
  /** @type {ReturnType<typeof begin> | undefined} */
  let begun;
  /** @param {'types' | 'lint'} kind */
  const of = (kind) => async () => {
    begun ??= begin();
    const wrong = (await begun).map((found) => found[kind] ?? '').join('');
    if (wrong !== '') throw new Error(wrong);
  };
  return { types: of('types'), lint: of('lint') };
}

/** Who may import what (`tests/layers/rules.mjs`). */
export const checkLayers = () =>
  tool('dependency-cruiser/bin/dependency-cruiser.mjs', ['--config', 'tests/layers/rules.mjs', 'main', 'preload', 'renderer']);

/** Files, exports and packages that nobody uses. */
export const checkDeadCode = () => tool('knip/bin/knip.js', ['--config', 'scripts/checks/knip.json', '--no-progress']);

import { join } from 'node:path';
import { toolNode } from '../lib/node.mjs';
import { root, runtime } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { compilerWorlds, oldElectronWorlds } from './worlds.mjs';

/** @param {string} script path below node_modules @param {readonly string[]} args @param {boolean} [quiet] */
const tool = (script, args, quiet = false) => run(toolNode(), [join(root, 'node_modules', script), ...args], { cwd: root, quiet });

/**
 * Works through all items, two at a time for two cores, and fails with all their errors at the end.
 * @template T @param {readonly T[]} items @param {(item: T) => Promise<void>} work
 */
async function eachOfTwo(items, work) {
  const waiting = items.values();
  /** @type {Error[]} */
  const errors = [];
  const worker = async () => {
    for (const item of waiting) await work(item).catch((error) => errors.push(error));
  };
  await Promise.all([worker(), worker()]);
  if (errors.length > 0) throw new Error(errors.map((error) => error.message).join('\n'));
}

/** Every world's types; main and preload against both ends of the range of Electron. */
export const checkTypes = () =>
  eachOfTwo([...compilerWorlds, ...oldElectronWorlds], (project) => {
    const memory = join(runtime, 'tsc', `${project.replaceAll('/', '-')}.tsbuildinfo`);
    return tool('typescript/bin/tsc', ['-p', project, '--incremental', '--tsBuildInfoFile', memory], true);
  });

export const checkLint = () => {
  const cache = ['--cache', '--cache-strategy', 'content', '--cache-location', join(runtime, 'eslint/')];
  return tool('eslint/bin/eslint.js', ['--config', 'scripts/checks/eslint.config.mjs', ...cache, '.'], true);
};

/** Who may import what (`tests/layers/rules.mjs`). */
export const checkLayers = () =>
  tool('dependency-cruiser/bin/dependency-cruiser.mjs', ['--config', 'tests/layers/rules.mjs', 'main', 'preload', 'renderer']);

/** Files, exports and packages that nobody uses. */
export const checkDeadCode = () => tool('knip/bin/knip.js', ['--config', 'scripts/checks/knip.json', '--no-progress']);

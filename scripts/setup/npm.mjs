import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packagedNode, root } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { step, Trouble } from '../lib/say.mjs';

/** @typedef {Record<string, { version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }>} Packages */

/** @param {string} file @returns {Packages} */
const packagesIn = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/** What is installed is compared with the lock file package by package: no stamp that could disagree with either. */
function isInstalled() {
  const installedFile = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installedFile)) return false;
  if (process.platform === 'linux' && process.arch === 'x64' && !existsSync(packagedNode)) return false;
  const installed = packagesIn(installedFile);
  return Object.entries(packagesIn(join(root, 'package-lock.json'))).every(([path, wanted]) => {
    if (path === '') return true;
    const found = installed[path];
    if (!found) return wanted.optional === true || wanted.devOptional === true; // optional ones are for other platforms
    return found.version === wanted.version && found.integrity === wanted.integrity;
  });
}

/** Installs exactly what the lock file says, checked against its hashes. */
export async function ensureNpmPackages() {
  if (isInstalled()) return;
  await step('npm packages', 'what the program and its tools are made of, as the lock file says', () =>
    run('npm', ['ci', '--no-progress', '--loglevel=error'], { cwd: root }).catch((/** @type {Error} */ error) => {
      throw new Trouble(
        `npm ci failed: ${error.message.split('\n')[0]}`,
        'Read npm\'s own lines above. If it cannot reach a registry, set yours with `npm config set registry …`.',
      );
    }),
  );
}

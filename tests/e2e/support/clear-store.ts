import { mkdir, mkdtemp, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type Plugin } from 'vite';
import { root } from '../../../scripts/lib/paths.mjs';
import { page } from '../../../scripts/lib/worlds.mjs';

const source = join(root, 'renderer/engine/store/open.ts');
const sealed = 'openDatabase(module, { name, files, key, cacheKiB })';
const clear = 'openDatabase(module, { name, files, key: undefined, cacheKiB })';

/** Takes the key out of the one place where databases are opened; fails where that place has changed. */
const withoutKey = (): Plugin & { readonly done: () => boolean } => {
  let done = false;
  return {
    name: 'without-key',
    enforce: 'pre',
    transform(code, id) {
      if (id !== source) return undefined;
      if (code.split(sealed).length !== 2) throw new Error(`${source} opens its databases in another way now`);
      done = true;
      return code.replace(sealed, clear);
    },
    done: () => done,
  };
};

/**
 * Builds a program whose databases have no cipher, for the control run of the profile search. The way to it is this
 * build alone: the program has no switch for it. Resolves with a folder that stands in for `dist`.
 */
export async function buildClearStore(): Promise<string> {
  const dist = await mkdtemp(join(tmpdir(), 'einklang-clear-'));
  const plugin = withoutKey();
  const { config } = page('engine');
  await mkdir(join(dist, 'renderer'));
  await build({
    ...config,
    cacheDir: join(dist, 'cache'),
    worker: { ...config.worker, plugins: () => [plugin] },
    build: { ...config.build, outDir: join(dist, 'renderer/engine'), sourcemap: false },
  });
  if (!plugin.done()) throw new Error(`${source} is not in the engine any more`);
  for (const part of ['main', 'preload', 'assets', 'renderer/workspace']) await symlink(join(root, 'dist', part), join(dist, part));
  return dist;
}

import { cp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { root } from './paths.mjs';

/** @typedef {{ name: string, config: import('vite').InlineConfig }} World */

const dist = join(root, 'dist');

/** @type {import('vite').InlineConfig} */
const shared = { configFile: false, envDir: false, publicDir: false, logLevel: 'warn', clearScreen: false };

/** How long plugins took says nothing on a busy machine. */
const checks = { pluginTimings: false };

/** Files stay readable: nobody downloads them over a network, and a stack from the field names real functions. */
const output = { minify: false, sourcemap: true, emptyOutDir: false, reportCompressedSize: false };

/** Main and its utility process: bundled CommonJS, so that one source runs on Electron 33 and 45. @type {World} */
const main = {
  name: 'main',
  config: {
    ...shared,
    root: join(root, 'main'),
    ssr: { target: 'node', noExternal: true },
    build: {
      ...output,
      target: 'node20',
      ssr: true,
      outDir: join(dist, 'main'),
      rolldownOptions: {
        checks,
        input: { index: join(root, 'main/index.ts'), 'credentials-worker': join(root, 'main/credentials/worker.ts') },
        external: [/^electron($|\/)/, '@github/keytar'],
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name].cjs' },
      },
    },
  },
};

/** A sandboxed preload can require nothing but Electron: each is one file. @param {string} role @returns {World} */
const preload = (role) => ({
  name: `preload/${role}`,
  config: {
    ...shared,
    root: join(root, 'preload'),
    build: {
      ...output,
      target: 'chrome130',
      outDir: join(dist, 'preload'),
      lib: { entry: join(root, `preload/${role}.ts`), formats: ['cjs'], fileName: () => `${role}.cjs` },
      rolldownOptions: { checks, external: [/^electron($|\/)/] },
    },
  },
});

/** A page under `app://<role>`; wasm and workers are files of their own, as its CSP asks. @param {string} role @returns {World} */
export const page = (role) => ({
  name: `renderer/${role}`,
  config: {
    ...shared,
    root: join(root, 'renderer', role),
    base: './',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    worker: { format: 'es' },
    build: {
      ...output,
      target: 'chrome130',
      outDir: join(dist, 'renderer', role),
      assetsInlineLimit: 0,
      modulePreload: false,
      chunkSizeWarningLimit: 20_000,
      rolldownOptions: { checks },
    },
  },
});

/** @type {readonly World[]} */
const worlds = [
  main,
  ...['workspace', 'engine', 'call', 'ring'].map(preload),
  ...['workspace', 'engine', 'call', 'ring'].map(page),
];

/** Icons and sounds are read from disk; locale files are bundled where they are imported. */
async function copyAssets() {
  const assets = join(root, 'assets');
  if (existsSync(assets)) await cp(assets, join(dist, 'assets'), { recursive: true });
}

/** Builds everything into `dist/`, from nothing. */
export async function buildWorlds() {
  await rm(dist, { recursive: true, force: true });
  await Promise.all([copyAssets(), ...worlds.map(({ config }) => build(config))]);
}

/**
 * Builds and goes on building what changed.
 * @param {(world: string) => void} changed called after each world's later builds, not its first
 * @param {(world: string, error: Error) => void} failed
 * @returns {Promise<() => Promise<void>>} resolves when all were built once, with a function that ends the watching
 */
export async function watchWorlds(changed, failed) {
  await rm(dist, { recursive: true, force: true });
  await copyAssets();
  const watchers = await Promise.all(
    worlds.map(({ name, config }) => watchWorld(name, config, changed, failed)),
  );
  return async () => void (await Promise.all(watchers.map((watcher) => watcher.close())));
}

/**
 * @param {string} name @param {import('vite').InlineConfig} config
 * @param {(world: string) => void} changed @param {(world: string, error: Error) => void} failed
 */
async function watchWorld(name, config, changed, failed) {
  const started = await build({ ...config, build: { ...config.build, watch: {} } });
  if (!('on' in started)) throw new Error(`${name}: Vite did not watch`);
  let first = true;
  await new Promise((resolve) => {
    started.on('event', (event) => {
      if (event.code === 'ERROR') failed(name, event.error);
      if (event.code !== 'END' && event.code !== 'ERROR') return;
      if (first) resolve(undefined);
      else if (event.code === 'END') changed(name);
      first = false;
    });
  });
  return started;
}

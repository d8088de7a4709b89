import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

export interface BuiltPage {
  readonly folder: string;
  dispose(): Promise<void>;
}

/** Builds a page (`index.html` in `root`) with its workers and wasm as the program's own pages are built, into a temporary folder. */
export async function buildPage(root: string): Promise<BuiltPage> {
  const folder = await mkdtemp(join(tmpdir(), 'einklang-page-'));
  await build({
    configFile: false, envDir: false, publicDir: false, logLevel: 'warn', root, base: './', worker: { format: 'es' },
    build: {
      outDir: folder, emptyOutDir: true, target: 'chrome130', minify: false, assetsInlineLimit: 0, modulePreload: false,
      reportCompressedSize: false, chunkSizeWarningLimit: 20_000,
    },
  });
  return { folder, dispose: () => rm(folder, { recursive: true, force: true }) };
}

import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

const program = new URL('main.ts', import.meta.url).pathname;

/** Builds a main process with walls that can be taken down; resolves with its file, in a folder of its own. */
export async function buildBreachable(entry = program): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'einklang-breachable-'));
  await build({
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'warn',
    root: new URL('.', import.meta.url).pathname,
    cacheDir: join(outDir, 'cache'),
    ssr: { target: 'node', noExternal: true },
    build: {
      target: 'node20',
      ssr: true,
      minify: false,
      outDir,
      emptyOutDir: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: { main: entry },
        external: [/^electron($|\/)/, '@github/keytar'],
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name].cjs' },
      },
    },
  });
  return join(outDir, 'main.cjs');
}

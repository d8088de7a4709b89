import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Where the clock stands for all tests that do not say otherwise. */
process.env['TZ'] ??= 'Europe/Berlin';

const root = new URL('..', import.meta.url).pathname;

export default defineConfig({
  root,
  cacheDir: join(tmpdir(), `einklang-vite-${process.getuid?.() ?? 0}`), // the clone may not be ours to write to
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    fsModuleCache: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}', 'tests/layers/**/*.test.ts'],
          testTimeout: 20_000,
          isolate: false, // modules hold no state and none is mocked: loading them once a worker halves the work
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          globalSetup: ['tests/servers/one-synapse.ts', 'tests/integration/support/one-engine.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          isolate: false,
          maxWorkers: 3, // they wait for servers more than they work: measured 45 % of two cores with two
        },
      },
      {
        extends: true,
        test: {
          name: 'gallery',
          include: ['tests/gallery/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          retry: 1,
          maxConcurrency: 2, // of the stories' pictures: a page for each core
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false, // two cores: what is measured should be the program, not its neighbour
        },
      },
    ],
  },
});

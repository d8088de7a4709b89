import { runMain } from './lib/say.mjs';
import { setUp } from './setup/index.mjs';

/** Measures, and prints figures and ratios; `--json` for machines. Run it on a quiet machine. */
await runMain(async () => {
  await setUp();
  await import('../tests/bench/store.bench.ts');
});

import { runMain } from './lib/say.mjs';
import { setUp } from './setup/index.mjs';

/** The benchmarks compile with the engine's types, which scripts do not have: so they are not named to the compiler. */
const benches = ['../tests/bench/store.bench.ts'];

/** Measures, and prints figures and ratios; `--json` for machines. Run it on a quiet machine. */
await runMain(async () => {
  await setUp();
  for (const bench of benches) await import(bench);
});

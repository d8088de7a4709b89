import { Trouble, runMain } from './lib/say.mjs';
import { setUp } from './setup/index.mjs';

/** @param {readonly string[]} args @returns {{ filters: string[], json: string | undefined }} */
function readArgs(args) {
  const filters = [...args];
  const at = filters.indexOf('--json');
  if (at === -1) return { filters, json: undefined };
  const [, json] = filters.splice(at, 2);
  if (json === undefined) throw new Trouble('--json wants the name of a file.', 'For example: npm run bench -- --json figures.json');
  return { filters, json };
}

/** Measures beside a baseline of the same run: `npm run bench -- [beginning of a name …] [--json FILE]`. Wants a quiet machine. */
await runMain(async () => {
  const { filters, json } = readArgs(process.argv.slice(2));
  await setUp();
  const { runBenches } = await import('./bench/run.mjs');
  return runBenches(filters, json);
});

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toolNode } from '../lib/node.mjs';
import { results, root } from '../lib/paths.mjs';
import { asPlainUser } from '../lib/plain-user.mjs';
import { run } from '../lib/run.mjs';
import { say, seconds, Trouble } from '../lib/say.mjs';
import { buildWorlds } from '../lib/worlds.mjs';
import { tableOf } from './table.mjs';

/** @typedef {Record<string, import('./table.mjs').Figure>} Figures */

/** Names of figures, by the file below `tests/bench` that measures them; in the order of the table. */
const benches = {
  'store.bench.ts': ['store.'],
  'call.bench.ts': [
    'call.first_frame_ms', 'call.first_audio_ms', 'call.accept_audio_ms', 'call.presence_restored_ms', 'call.move_gap_ms',
    'call.memory2_mb', 'call.cpu2_percent',
  ],
  'group.bench.ts': ['call.group5_first_frame_ms', 'call.memory5_mb'],
};

/** @param {readonly string[]} names @param {readonly string[]} filters */
const isWanted = (names, filters) =>
  filters.length === 0 || filters.some((filter) => names.some((name) => name.startsWith(filter) || filter.startsWith(name)));

/**
 * What one file has measured, even where it then failed.
 * @param {string} file @param {string} folder @returns {Promise<{ figures: Figures, error?: unknown }>}
 */
async function runBench(file, folder) {
  const report = join(folder, `${file}.json`);
  const user = asPlainUser(toolNode(), [join(root, 'tests/bench', file), report], [folder]);
  const failed = await run(user.command, user.args, { cwd: root, env: user.env }).then(() => [], (/** @type {unknown} */ error) => [error]);
  user.dispose();
  if (!existsSync(report)) return { figures: {}, error: failed[0] ?? new Error('it has measured nothing') };
  return { figures: JSON.parse(readFileSync(report, 'utf8')), ...(failed.length > 0 && { error: failed[0] }) };
}

/**
 * Runs the benchmarks whose figures begin so, all without filters; prints a table and writes `{name: {value, unit,
 * baseline, samples}}` into `json`. As a plain user, as everything that runs the program does. One that fails costs
 * only those of its own that it had not left yet.
 * @param {readonly string[]} filters @param {string | undefined} json @returns {Promise<number>} the exit code
 */
export async function runBenches(filters, json) {
  const wanted = Object.entries(benches).filter(([, names]) => isWanted(names, filters));
  if (wanted.length === 0) throw new Trouble(`No figure begins with "${filters.join('", "')}".`, 'npm run bench measures all of them.');
  if (wanted.some(([, names]) => isWanted(names, ['call.']))) await buildWorlds();
  const folder = join(results, 'bench');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  /** @type {Figures} */
  const figures = {};
  let failed = 0;
  for (const [file] of wanted) {
    const start = performance.now();
    const { figures: measured, error } = await runBench(file, folder);
    Object.assign(figures, measured);
    if (error !== undefined) {
      failed += 1;
      say(`${file} failed: ${error instanceof Error ? error.message : String(error)}`);
    }
    say(`${file}: ${seconds(start)}`);
  }
  say(`\n${tableOf(figures)}\n`);
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(figures, undefined, 2)}\n`);
  return failed === 0 ? 0 : 1;
}

import { runMain, say, seconds, Trouble } from './lib/say.mjs';
import { setUp } from './setup/index.mjs';

/** @typedef {import('./checks/report.mjs').Counts} Counts */
/** @typedef {(filters: readonly string[]) => Promise<Counts & { error?: Error | undefined }>} Part */

/** Run together: they share a compiler. */
const source = /** @type {const} */ (['types', 'lint']);
const fast = ['layers', 'dead code', 'unit', 'integration', ...source];
const all = [...fast, 'gallery', 'e2e'];
/** Not among all: what of them `e2e` shortens is run whole here. */
const calls = 'calls';

/** @param {readonly string[]} names who will run @returns {Promise<Record<string, Part>>} */
async function loadParts(names) {
  const checks = await import('./checks/parts.mjs');
  const kinds = source.filter((kind) => names.includes(kind));
  const { types, lint } = checks.sourceChecks(kinds, names.includes('integration') ? 1 : 2);
  const { runVitest } = await import('./checks/vitest.mjs');
  /** @param {() => Promise<void>} check @returns {Part} one check counts as one test */
  const check = (check) => () =>
    check().then(
      () => ({ passed: 1, failed: 0, skipped: 0, retried: [] }),
      (error) => ({ passed: 0, failed: 1, skipped: 0, error }),
    );
  /** @param {readonly string[]} filters */
  const endToEnd = async (filters) => {
    const { buildWorlds } = await import('./lib/worlds.mjs');
    await buildWorlds();
    return runVitest('e2e', filters);
  };
  return {
    'types': check(types),
    'lint': check(lint),
    'layers': check(checks.checkLayers),
    'dead code': check(checks.checkDeadCode),
    'unit': (filters) => runVitest('unit', filters),
    'integration': (filters) => runVitest('integration', filters),
    'gallery': (filters) => runVitest('gallery', filters),
    'e2e': endToEnd,
    [calls]: (filters) => {
      process.env['EINKLANG_CALLS'] = 'all';
      return endToEnd(filters.length > 0 ? filters : ['tests/e2e/calls', 'tests/e2e/jitsi']);
    },
  };
}

/** @param {string | undefined} wanted a part, `fast`, or nothing for all */
function chosen(wanted) {
  if (wanted === undefined || wanted === 'all') return all;
  if (wanted === 'fast') return fast;
  if ([...all, calls].includes(wanted)) return [wanted];
  throw new Trouble(`There is no part "${wanted}".`, `Choose one of: fast, ${[...all, calls].join(', ')}; nothing runs all.`);
}

/**
 * Parts one after the other, but for types and lint: they need one core while the integration tests mostly wait for their
 * servers.
 * @param {readonly string[]} names @returns {string[][]}
 */
function together(names) {
  const beside = names.filter((name) => ['integration', ...source].includes(name));
  return names.filter((name) => name === beside[0] || !beside.includes(name)).map((name) => (name === beside[0] ? beside : [name]));
}

await runMain(async () => {
  const [wanted, ...filters] = process.argv.slice(2);
  const names = chosen(wanted);
  const needsServers = names.some((name) => ['integration', 'gallery', 'e2e', calls].includes(name));
  await setUp(needsServers ? 'everything' : 'tools');
  const parts = await loadParts(names);
  const sum = { passed: 0, failed: 0, skipped: 0 };
  /** @type {string[]} */
  const lines = [];
  /** @type {string[]} */
  const retried = [];
  /** @param {string} name */
  const work = async (name) => {
    say(`\n── ${name}`);
    const start = performance.now();
    const part = /** @type {Part} */ (parts[name]);
    const { error, ...counts } = await part(filters).catch((reason) => ({ passed: 0, failed: 1, skipped: 0, retried: [], error: reason }));
    if (error && counts.failed === 0) counts.failed = 1; // the runner itself came to grief
    return { name, error, counts, took: seconds(start) };
  };
  for (const group of together(names)) {
    for (const { name, error, counts, took } of await Promise.all(group.map(work))) {
      if (error) say(`${name}: ${error.message}`);
      sum.passed += counts.passed;
      sum.failed += counts.failed;
      sum.skipped += counts.skipped;
      retried.push(...(counts.retried ?? []));
      lines.push(`${counts.failed === 0 ? '✓' : '✗'} ${name.padEnd(12)} ${took.padStart(9)}  ${counts.passed} passed, ${counts.failed} failed`);
    }
  }
  say(`\n${lines.map((line) => `  ${line}`).join('\n')}\n`);
  if (retried.length > 0) say(`${retried.length} passed only when tried again:\n${retried.map((each) => `  ${each}`).join('\n')}\n`);
  say(`${sum.passed} passed, ${sum.failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''}`);
  return sum.failed === 0 ? 0 : 1;
});

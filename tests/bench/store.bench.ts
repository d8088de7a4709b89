/*
 * How fast the store is, in a real browser with OPFS, beside the same store without a cipher in the same run (figures of
 * one machine say little, their ratio says more): `node tests/bench/store.bench.ts [--json]` with Node 24.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPage } from '../integration/support/build-page.ts';
import { createCall } from '../integration/support/call.ts';
import { startChromium } from '../integration/support/chromium.ts';
import { servePage } from '../integration/support/serve.ts';
import type { BenchCommands } from './store-page/worker.ts';

const rooms = 1_000;
const messages = 50;
const call = createCall<BenchCommands>();
const quantile = (sorted: readonly number[], part: number): number => sorted[Math.floor(part * (sorted.length - 1))] ?? NaN;

type Figures = Readonly<Record<string, number>>;

async function measure(url: string, plain: boolean): Promise<Figures> {
  const profile = mkdtempSync(join(tmpdir(), 'einklang-bench-'));
  const name = plain ? 'plain' : 'chat';
  try {
    const first = await startChromium(profile);
    const page = await first.open(url);
    await call(page, 'open', { name, plain });
    const rate = await call(page, 'fill', { rooms, messages });
    const one = await call(page, 'oneMessage');
    const last = await call(page, 'last50', { rooms });
    await call(page, 'close');
    await first.quit();

    const second = await startChromium(profile);
    const cold = await call(await second.open(url), 'open', { name, plain });
    await second.quit();
    if (cold.rooms !== rooms) throw new Error(`${cold.rooms} rooms`);
    return {
      [`cold start to ${rooms} rows, ms`]: cold.sinceWorkerStart,
      'of that the rows, ms': cold.rowsAlone,
      'events written a second': rate,
      'one message p50, ms': quantile(one, 0.5),
      'one message p95, ms': quantile(one, 0.95),
      'last 50 of a room p50, ms': quantile(last, 0.5),
      'last 50 of a room p95, ms': quantile(last, 0.95),
    };
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
}

const built = await buildPage(new URL('store-page/', import.meta.url).pathname);
const server = await servePage(built.folder);
try {
  const encrypted = await measure(server.url, false);
  const plain = await measure(server.url, true);
  const rows = Object.entries(encrypted).map(([what, value]) => ({ what, encrypted: value, plain: plain[what] ?? NaN, ratio: value / (plain[what] ?? NaN) }));
  if (process.argv.includes('--json')) console.log(JSON.stringify({ bench: 'store', rooms, messages, rows }));
  else for (const { what, ...figures } of rows) {
    console.log(what.padEnd(30), Object.entries(figures).map(([name, value]) => `${name} ${value.toFixed(value < 100 ? 2 : 0).padStart(8)}`).join('   '));
  }
} finally {
  await server.close();
  await built.dispose();
}

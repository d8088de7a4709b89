/*
 * How fast the store is, in a real browser with OPFS, beside the same store without a cipher: that is what encryption at
 * rest costs. One start and one filling of each kind; times of single acts are of all of them.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPage } from '../integration/support/build-page.ts';
import { createCall } from '../integration/support/call.ts';
import { startChromium } from '../integration/support/chromium.ts';
import { servePage } from '../integration/support/serve.ts';
import { figure, leave, type Pair } from './figures.ts';
import type { BenchCommands } from './store-page/worker.ts';

const rooms = 1_000;
const messages = 50;
const coldStarts = 3;
const call = createCall<BenchCommands>();

interface Samples {
  /** From the start of the worker to all rows of the list. */
  readonly coldStart: number[];
  /** Of that, reading the rows. */
  readonly rows: number[];
  /** Events a second while an account with 1,000 rooms is filled. */
  readonly written: number;
  readonly oneMessage: readonly number[];
  readonly last50: readonly number[];
}

async function measure(url: string, plain: boolean): Promise<Samples> {
  const profile = await mkdtemp(join(tmpdir(), 'einklang-bench-'));
  const name = plain ? 'plain' : 'chat';
  try {
    const first = await startChromium(profile);
    const page = await first.open(url);
    await call(page, 'open', { name, plain });
    const written = await call(page, 'fill', { rooms, messages });
    const oneMessage = await call(page, 'oneMessage');
    const last50 = await call(page, 'last50', { rooms });
    await call(page, 'close');
    await first.quit();

    const samples: Samples = { coldStart: [], rows: [], written, oneMessage, last50 };
    for (let round = 0; round < coldStarts; round += 1) {
      const again = await startChromium(profile);
      const cold = await call(await again.open(url), 'open', { name, plain });
      await again.quit();
      if (cold.rooms !== rooms) throw new Error(`${cold.rooms} rooms`);
      samples.coldStart.push(cold.sinceWorkerStart);
      samples.rows.push(cold.rowsAlone);
    }
    return samples;
  } finally {
    await rm(profile, { recursive: true, force: true });
  }
}

const built = await buildPage(new URL('store-page/', import.meta.url).pathname);
const server = await servePage(built.folder);
try {
  const encrypted = await measure(server.url, false);
  const plain = await measure(server.url, true);
  const both = <K extends keyof Samples>(name: K): Pair => ({ ours: [encrypted[name]].flat(), bare: [plain[name]].flat() });
  await leave({
    'store.cold_start_ms': figure('ms', both('coldStart')),
    'store.rows_ms': figure('ms', both('rows')),
    'store.written_per_s': figure('1/s', both('written')),
    'store.message_p50_ms': figure('ms', both('oneMessage')),
    'store.message_p95_ms': figure('ms', both('oneMessage'), 0.95),
    'store.last50_p50_ms': figure('ms', both('last50')),
    'store.last50_p95_ms': figure('ms', both('last50'), 0.95),
  });
} finally {
  await server.close();
  await built.dispose();
}

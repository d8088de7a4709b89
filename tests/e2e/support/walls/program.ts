import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ElectronApplication, Page, Worker } from 'playwright-core';
import { root } from '../../../../scripts/lib/paths.mjs';
import type { Desktop } from '../../../servers/desktop.ts';
import { until } from '../../../servers/processes.ts';
import { launchApp } from '../launch.ts';
import type { Foothold, Footholds, WallName } from './attack.ts';
import { buildBreachable } from './build.ts';

/** A running program, and the places in it where hostile code may have got a foothold. */
export interface Besieged {
  readonly app: ElectronApplication;
  footholds(): Footholds;
  /** Runs in the worker of the engine that is there now: the one found first may have gone with a reload of its page. */
  inWorker(act: (address: string) => unknown, address: string): Promise<void>;
  /** Brings a page home from where an attack has led it, be it the canary or an error page. */
  bringBack(foothold: Foothold): Promise<void>;
  /** Ends it; nothing of it can contact anybody after that. */
  close(): Promise<void>;
}

/** Starts the program with walls down, each start with a profile of its own. */
export interface Siege {
  start(down: readonly WallName[], args?: readonly string[]): Promise<Besieged>;
  dispose(): Promise<void>;
}

const homes = { workspace: 'app://workspace/index.html', 'engine-page': 'app://engine/index.html' } as const;

const pageAt = (app: ElectronApplication, address: string): Promise<Page> =>
  until(`a page at ${address}`, () => app.windows().find((page) => page.url().startsWith(address)), { timeoutMs: 20_000 });

/** Process IDs of all renderers. */
export const renderersOf = (app: ElectronApplication): Promise<readonly number[]> =>
  app.evaluate(({ app: electron }) => electron.getAppMetrics().flatMap(({ type, pid }) => (type === 'Tab' ? [pid] : [])));

/** Playwright overlooks a worker that starts while it is still getting to know the page: a reload starts it anew. */
async function workerOf(engine: Page): Promise<Worker> {
  const worker = (timeoutMs: number): Promise<Worker> =>
    until('the worker of the engine', () => engine.workers()[0], { timeoutMs });
  return worker(4_000).catch(async () => {
    await engine.reload();
    return worker(15_000);
  });
}

/** The three footholds of a program that has just been started. */
export async function findFootholds(app: ElectronApplication): Promise<Footholds> {
  const workspace = await pageAt(app, 'app://workspace/');
  const engine = await pageAt(app, 'app://engine/');
  return { workspace, 'engine-page': engine, 'engine-worker': await workerOf(engine) };
}

/** Playwright's own `close` asks the program to quit and waits; one that a page keeps busy is ended by force. */
async function end(app: ElectronApplication): Promise<void> {
  const child = app.process();
  const gone = child.exitCode === null && child.signalCode === null ? new Promise((resolve) => child.once('exit', resolve)) : undefined;
  const patience = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await app.close();
  await gone;
  clearTimeout(patience);
}

export async function prepareSiege(desktop: Desktop): Promise<Siege> {
  const main = await buildBreachable();
  return {
    async start(down, args = []) {
      const profileDir = await mkdtemp(join(desktop.home, 'besieged-'));
      const env = { EINKLANG_DIST: join(root, 'dist'), EINKLANG_WALLS_DOWN: down.join(',') };
      const app = await launchApp({ app: main, desktop, profileDir, args, env });
      let footholds = await findFootholds(app);
      return {
        app,
        footholds: () => footholds,
        async inWorker(act, address) {
          await until('the worker of the engine stays', () =>
            footholds['engine-worker'].evaluate(act, address).then(
              () => true,
              async (error: unknown) => {
                if (!String(error).includes('has been closed')) throw error;
                // An engine that has crashed is still among the windows until main's next one is there.
                footholds = await findFootholds(app).catch(() => footholds);
                return false;
              },
            ),
          );
        },
        async bringBack(foothold) {
          if (foothold === 'engine-worker') return;
          const page = footholds[foothold];
          // A navigation that is still under way interrupts this one; an engine that went astray is replaced by main.
          await until(`${foothold} is back`, () => page.isClosed() || page.goto(homes[foothold]).then(() => true, () => false), {
            timeoutMs: 60_000,
          });
          if (foothold === 'engine-page') footholds = await findFootholds(app);
        },
        async close() {
          await end(app);
          await rm(profileDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }); // children end after it
        },
      };
    },
    dispose: () => rm(dirname(main), { recursive: true, force: true }),
  };
}

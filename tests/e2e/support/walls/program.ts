import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { root } from '../../../../scripts/lib/paths.mjs';
import type { Desktop } from '../../../servers/desktop.ts';
import { until } from '../../../servers/processes.ts';
import { launchApp } from '../launch.ts';
import type { Footholds, WallName } from './attack.ts';
import { buildBreachable } from './build.ts';

/** A running program, and the places in it where hostile code may have got a foothold. */
export interface Besieged {
  readonly app: ElectronApplication;
  readonly footholds: Footholds;
  /** Ends it; nothing of it can contact anybody after that. */
  close(): Promise<void>;
}

/** Starts the program with walls down, each start with a profile of its own. */
export interface Siege {
  start(down: readonly WallName[], args?: readonly string[]): Promise<Besieged>;
  dispose(): Promise<void>;
}

const pageAt = (app: ElectronApplication, address: string): Promise<Page> =>
  until(`a page at ${address}`, () => app.windows().find((page) => page.url().startsWith(address)), { timeoutMs: 20_000 });

/** The three footholds of a program that has just been started. */
export async function findFootholds(app: ElectronApplication): Promise<Footholds> {
  const workspace = await pageAt(app, 'app://workspace/');
  const engine = await pageAt(app, 'app://engine/');
  const worker = await until('the worker of the engine', () => engine.workers()[0], { timeoutMs: 20_000 });
  return { workspace, 'engine-page': engine, 'engine-worker': worker };
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
      const app = await launchApp({
        app: main,
        desktop,
        profileDir,
        args,
        env: { EINKLANG_DIST: join(root, 'dist'), EINKLANG_WALLS_DOWN: down.join(',') },
      });
      return {
        app,
        footholds: await findFootholds(app),
        async close() {
          await end(app);
          await rm(profileDir, { recursive: true, force: true, maxRetries: 3 });
        },
      };
    },
    dispose: () => rm(dirname(main), { recursive: true, force: true }),
  };
}

import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import type { CallBrief, CallPageCommand } from '../../../../renderer/call/contract.ts';
import { root } from '../../../../scripts/lib/paths.mjs';
import type { Desktop } from '../../../servers/desktop.ts';
import type { Jitsi } from '../../../servers/jitsi/jitsi.ts';
import { until } from '../../../servers/processes.ts';
import { resolverRules } from '../../../servers/tls.ts';
import { launchApp } from '../launch.ts';
import { buildBreachable } from '../walls/build.ts';
import type { WallName } from '../walls/attack.ts';
import type { CallBench } from './bench.ts';

/** The call's view alone in a real Electron, and what a test can do with it. */
export interface ViewBench {
  readonly app: ElectronApplication;
  /** Opens the view anew and resolves with its page once it stands at the deployment's origin. */
  open(brief?: Partial<CallBrief>): Promise<Page>;
  /** It rings for a call. */
  ring(): Promise<void>;
  /** It rings, and a page waits. */
  ready(): Promise<Page>;
  /** The page that waits gets its call. */
  answer(): Promise<void>;
  /** Changes the brief of the open call. */
  update(brief: Partial<CallBrief>): Promise<void>;
  command(command: CallPageCommand['command']): Promise<void>;
  heard(): Promise<CallBench['heard']>;
  logged(): Promise<readonly string[]>;
  /** Runs in the main process; `bench` is what `view-main.ts` made. */
  tell<T>(act: (bench: CallBench) => T): Promise<T>;
  close(): Promise<void>;
}

/** Answers that came over the page's port, in the order of the messages; `undefined` where none came in time. */
export type PortAnswers = readonly ({ readonly kind: string; readonly result?: unknown; readonly failure?: { readonly code: string } } | undefined)[];

/** Sends messages over the port as hostile code in the page would; messages without `id` get one. */
export const askPort = (page: Page, messages: readonly object[], patienceMs = 2_000): Promise<PortAnswers> =>
  page.evaluate(
    async ([posted, patience]) => {
      const { callPort: port, asked = 0 } = window as unknown as { callPort: MessagePort; asked?: number };
      const first = 1_000 + asked;
      Object.assign(window, { asked: asked + posted.length });
      const answers: PortAnswers[number][] = posted.map(() => undefined);
      const all = new Promise<void>((resolve) => {
        port.addEventListener('message', ({ data }: MessageEvent<{ id: number; kind: string }>) => {
          if (data.id >= first && data.id < first + posted.length) answers[data.id - first] ??= data;
          if (!answers.includes(undefined)) resolve();
        });
      });
      port.start();
      posted.forEach((message, at) => port.postMessage({ id: first + at, ...message }));
      await Promise.race([all, new Promise((resolve) => setTimeout(resolve, patience))]);
      return answers;
    },
    [messages, patienceMs] as const,
  );

/** Starts of the view with walls down. */
export interface ViewBenches {
  start(down?: readonly WallName[], args?: readonly string[]): Promise<ViewBench>;
  dispose(): Promise<void>;
}

const usual = ({ host, url }: Jitsi): CallBrief => ({
  callId: 'siege-call-1',
  deployment: {
    host,
    domain: host,
    muc: `conference.${host}`,
    focus: `focus.${host}`,
    serviceUrl: `wss://${host}/xmpp-websocket`,
    library: `${url}/libs/lib-jitsi-meet.min.js`,
  },
  conference: 'belagerung',
  title: 'Belagerung',
  kind: 'direct',
  media: 'audio',
  prejoin: false,
  self: { name: 'Anna' },
  known: {},
  former: {},
  placement: 'stage',
  language: 'de',
  theme: 'light',
  devices: {},
  startMuted: false,
  startCamera: false,
  noiseSuppression: true,
  relayOnly: false,
  chat: false,
  unread: 0,
});

/** The built program with a page of the tests' own in place of the call's: it keeps its port and loads the library. */
async function siegeDist(folder: string): Promise<string> {
  await mkdir(join(folder, 'renderer'), { recursive: true });
  for (const name of ['preload', 'assets']) await symlink(join(root, 'dist', name), join(folder, name));
  await cp(new URL('page', import.meta.url).pathname, join(folder, 'renderer/call'), { recursive: true });
  return folder;
}

export async function prepareViews(desktop: Desktop, jitsi: Jitsi): Promise<ViewBenches> {
  const main = await buildBreachable(new URL('view-main.ts', import.meta.url).pathname);
  const dist = await siegeDist(join(dirname(main), 'dist'));
  await jitsi.authority.trustIn(desktop.home);
  return {
    async start(down = [], args = []) {
      const profileDir = await mkdtemp(join(desktop.home, 'view-'));
      const env = { EINKLANG_DIST: dist, EINKLANG_WALLS_DOWN: down.join(',') };
      const switches = [resolverRules([jitsi.name]), ...args];
      const app = await launchApp({ app: main, desktop, profileDir, args: switches, env });
      let last = usual(jitsi);
      const tell: ViewBench['tell'] = (act) =>
        app.evaluate((_electron, body) => {
          const { bench } = globalThis as unknown as { readonly bench: CallBench };
          // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the test's own function, carried into the other process
          return (new Function('bench', `return (${body})(bench)`) as (bench: CallBench) => never)(bench);
        }, act.toString());
      await until('the bench stands', () => tell((bench) => typeof bench === 'object').catch(() => false));
      const begin = (): Promise<void> =>
        app.evaluate((_electron, given) => {
          const { bench } = globalThis as unknown as { readonly bench: CallBench };
          bench.view.open(given, bench.events);
          bench.view.stage({ x: 200, y: 60, width: 700, height: 500 });
        }, last);
      const ring = (): Promise<void> => {
        last = usual(jitsi);
        const { deployment, relayOnly } = last;
        return app.evaluate((_electron, ground) => {
          (globalThis as unknown as { readonly bench: CallBench }).bench.view.ready(ground);
        }, { deployment, relayOnly });
      };
      /** The page that comes of it. */
      const pageOf = async (act: () => Promise<void>): Promise<Page> => {
        const before = new Set(app.windows());
        await act();
        const page = await until('the page of the call', () =>
          app.windows().find((each) => !before.has(each) && each.url().startsWith(`${jitsi.url}/einklang-call/`)),
        );
        await page.waitForLoadState('load');
        return page;
      };
      return {
        app,
        tell,
        open(brief = {}) {
          last = { ...usual(jitsi), ...brief };
          return pageOf(begin);
        },
        ring,
        ready: () => pageOf(ring),
        answer: begin,
        update: (brief) => {
          last = { ...last, ...brief };
          return app.evaluate((_electron, next) => {
            (globalThis as unknown as { readonly bench: CallBench }).bench.view.update(next);
          }, last);
        },
        command: (command) =>
          app.evaluate((_electron, wanted) => {
            (globalThis as unknown as { readonly bench: CallBench }).bench.view.command(wanted);
          }, command),
        heard: () => tell((bench) => bench.heard),
        logged: () => tell((bench) => bench.logged),
        async close() {
          await app.close();
          await rm(profileDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
        },
      };
    },
    dispose: () => rm(dirname(main), { recursive: true, force: true }),
  };
}

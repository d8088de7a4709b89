import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { inject } from 'vitest';
import { portMessages } from '../../../preload/contract.ts';
import { createEmitter } from '../../../renderer/base/listen.ts';
import { createPortClient, type PortClient } from '../../../renderer/base/port-client.ts';
import { servePort } from '../../../renderer/base/port-server.ts';
import type { StateOf, TopicName } from '../../../renderer/base/port-types.ts';
import type { Wire } from '../../../renderer/base/wire.ts';
import type { EngineContract, SessionState } from '../../../renderer/engine/contract.ts';
import { createDesktopInMemory, type DesktopInMemory } from './desktop-in-memory.ts';

/*
 * The engine as it is built and shipped, in Debian's Chromium, without a window: its page gets its ports as from its
 * preload, and the test stands at their other ends. All test files share one browser and one build (`one-engine.ts`);
 * each engine has a browser context of its own, and with it storage that nobody else sees.
 */

export interface EngineFarm {
  /** A new machine: nothing stored, an empty keychain. */
  start(desktop?: DesktopInMemory): Promise<HeadlessEngine>;
  /** Ends all its engines, for files whose tests each begin with new ones: those left would go on syncing. */
  clear(): Promise<void>;
  stop(): Promise<void>;
}

export interface HeadlessEngine {
  readonly desktop: DesktopInMemory;
  readonly client: PortClient<EngineContract>;
  readonly page: Page;
  request: PortClient<EngineContract>['request'];
  /** The first state of a topic that is as wanted. @throws Error with the last state after half a minute */
  when<K extends TopicName<EngineContract>>(
    name: K,
    params: EngineContract['topics'][K]['params'],
    wanted: (state: StateOf<EngineContract, K>) => boolean,
    timeoutMs?: number,
  ): Promise<StateOf<EngineContract, K>>;
  session(wanted: (state: SessionState) => boolean): Promise<SessionState>;
  /** Ends the worker as a crash does and starts it again on the same storage. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

const longestReport = 3_000;

declare global {
  /** In the page: what the test posts, by wire. */
  var fromTest: Record<string, MessagePort>;
  var toTest: (wire: string, message: unknown) => void;
}

export async function startEngineFarm(): Promise<EngineFarm> {
  const { url, browserEndpoint } = inject('engine');
  const browser = await chromium.connect(browserEndpoint);
  return {
    start: (desktop = createDesktopInMemory()) => startEngine(browser, url, desktop),
    clear: async () => void (await Promise.all(browser.contexts().map((context) => context.close()))),
    stop: () => browser.close(), // this connection and its contexts; the browser itself stays for others
  };
}

async function startEngine(browser: Browser, url: string, desktop: DesktopInMemory): Promise<HeadlessEngine> {
  const context: BrowserContext = await browser.newContext();
  const page = await context.newPage();
  const { client, attach } = createPortClient<EngineContract>();
  const inward = createEmitter<{ readonly wire: string; readonly message: unknown }>();
  let generation = 0;
  await page.exposeFunction('toTest', (wire: string, message: unknown) => inward.emit({ wire, message }));

  const connect = async (kind: string): Promise<Wire> => {
    const wire = `${kind}-${++generation}`;
    await page.evaluate(openWire, { kind, wire });
    return {
      post: (message) => void page.evaluate(post, { wire, message }).catch(() => undefined),
      onMessage: (listener) => inward.listen((each) => (each.wire === wire ? listener(each.message) : undefined)),
      onClose: () => () => undefined,
      close: () => undefined,
    };
  };

  const boot = async (): Promise<void> => {
    await page.goto(url);
    servePort(await connect(portMessages.host), desktop.service, (flush) => flush());
    attach(await connect(portMessages.client));
  };
  await boot();

  const when: HeadlessEngine['when'] = (name, params, wanted, timeoutMs = 30_000) =>
    new Promise((resolve, reject) => {
      let last: unknown;
      const timer = setTimeout(() => {
        stop();
        const seen = JSON.stringify(last ?? null).slice(0, longestReport);
        reject(new Error(`${name} never was as wanted; last: ${seen}\n${desktop.log.slice(-20).join('\n')}`));
      }, timeoutMs);
      const stop = client.follow(name, params, {
        state: (state) => {
          last = state;
          if (!wanted(state)) return;
          clearTimeout(timer);
          queueMicrotask(() => stop());
          resolve(state);
        },
        closed: (failure) => (last = failure),
      });
    });

  return {
    desktop,
    client,
    page,
    request: client.request,
    when,
    session: async (wanted) => (await when('session', {}, ({ head }) => wanted(head))).head,
    restart: boot,
    close: () => context.close(),
  };
}

/** In the page: opens a channel as the preload does. Bytes cross to the test as lists of numbers. */
function openWire({ kind, wire }: { readonly kind: string; readonly wire: string }): void {
  const { port1, port2 } = new MessageChannel();
  globalThis.fromTest = { ...globalThis.fromTest, [wire]: port1 };
  const plain = (_key: string, value: unknown): unknown =>
    value instanceof ArrayBuffer ? { bytes: [...new Uint8Array(value)] } : value;
  port1.onmessage = ({ data }) => globalThis.toTest(wire, JSON.parse(JSON.stringify(data, plain)));
  (globalThis as unknown as { postMessage(message: unknown, origin: string, transfer: MessagePort[]): void }).postMessage(
    { einklang: kind },
    '*',
    [port2],
  );
}

function post({ wire, message }: { readonly wire: string; readonly message: unknown }): void {
  globalThis.fromTest[wire]?.postMessage(message);
}

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { contentSecurityPolicy } from '../../../main/walls/content-security.ts';
import type { CallBrief, CallPageCommand, CallReport } from '../../../renderer/call/contract.ts';
import { page as world } from '../../../scripts/lib/worlds.mjs';
import type { Jitsi } from '../../servers/jitsi/jitsi.ts';
import { admission } from '../../servers/jitsi/token.ts';
import type { Synapse } from '../../servers/synapse.ts';
import { resolverRules } from '../../servers/tls.ts';
import { pictureSwitch, writeSmallCamera } from '../support/calls/camera.ts';
import { installStandIn, type Arriving, type Shown, type StandIn } from './stand-in.ts';

/** Somebody in a call: our page at the deployment's origin, and main played by the test. */
export interface Caller {
  readonly page: Page;
  tell<T>(act: (main: StandIn) => T | Promise<T>): Promise<T>;
  report(): Promise<CallReport | undefined>;
  command(command: CallPageCommand['command']): Promise<void>;
  arriving(): Promise<readonly Arriving[]>;
  shown(): Promise<readonly Shown[]>;
}

export interface CallPages {
  /** The next one comes into the one conference. */
  enter(name: string, brief?: Partial<CallBrief>): Promise<Caller>;
  /** What everybody told main, for the report of a failed test. */
  story(): Promise<string>;
  dispose(): Promise<void>;
}

const switches = [
  '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', '--auto-select-desktop-capture-source=Entire screen',
  '--autoplay-policy=no-user-gesture-required', '--allow-loopback-in-peer-connection', '--disable-background-networking',
  '--disable-features=LocalNetworkAccessChecks', '--disable-component-update', '--disable-sync', '--disable-quic', '--disable-gpu', '--no-first-run',
];
const types: Readonly<Record<string, string>> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css' };
const path = '/einklang-call/';

/** The page as the product's, built once, and a browser with fake devices; the camera is a small one, for up to three of them. */
export async function openCallPages(synapse: Synapse, jitsi: Jitsi): Promise<CallPages> {
  const home = await mkdtemp(join(tmpdir(), 'einklang-call-'));
  const folder = join(home, 'page');
  const { config } = world('call');
  await build({ ...config, build: { ...config.build, outDir: folder, emptyOutDir: true } });
  await jitsi.authority.trustIn(home);
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', HOME: home },
    args: [...switches, pictureSwitch(await writeSmallCamera(home)), resolverRules([jitsi.name]), ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  const policy = contentSecurityPolicy({ role: 'call', origin: jitsi.url, sockets: [jitsi.host], relayOnly: false }, true);
  const host = await synapse.register(`host-${crypto.randomUUID().slice(0, 8)}`);
  const roomId = await host.createRoom({ preset: 'public_chat' });

  const callers = new Map<string, Caller>();

  return {
    async enter(name, brief = {}) {
      const user = await synapse.register(`${name.toLowerCase()}-${crypto.randomUUID().slice(0, 8)}`);
      await user.join(roomId);
      const { conference } = await admission(user, roomId, jitsi.host);
      const page = await browser.newPage();
      page.on('console', (message) => {
        if (process.env['CALL_LOG']) console.log(name, message.type(), message.text().slice(0, 500));
      });
      page.on('pageerror', (error) => console.error(name, error.message));
      await page.exposeFunction('tokenFor', async () => (await admission(user, roomId, jitsi.host)).jwt);
      await page.addInitScript(installStandIn);
      await page.route(`${jitsi.url}${path}**`, async (route) => {
        const file = new URL(route.request().url()).pathname.slice(path.length);
        const body = await readFile(join(folder, file)).catch(() => undefined);
        const headers = { 'content-type': types[extname(file)] ?? 'application/octet-stream', 'content-security-policy': policy };
        await route.fulfill(body ? { body, headers } : { status: 404 });
      });
      await page.goto(`${jitsi.url}${path}index.html`);
      const whole: CallBrief = {
        callId: crypto.randomUUID(),
        deployment: {
          host: jitsi.host,
          domain: jitsi.host,
          muc: `conference.${jitsi.host}`,
          focus: `focus.${jitsi.host}`,
          serviceUrl: `wss://${jitsi.host}/xmpp-websocket`,
          library: `${jitsi.url}/libs/lib-jitsi-meet.min.js`,
          relays: ['127.0.0.1'],
        },
        conference,
        title: 'Besprechung',
        kind: 'direct',
        media: 'video',
        prejoin: false,
        self: { name },
        known: {},
        former: {},
        placement: 'stage',
        language: 'de',
        theme: 'light',
        devices: {},
        startMuted: false,
        startCamera: true,
        noiseSuppression: true,
        relayOnly: false,
        chat: true,
        unread: 0,
        ...brief,
      };
      // As source: a function cannot cross by itself.
      const tell: Caller['tell'] = (act) => page.evaluate(`(${act.toString()})(window.main)`);
      await page.evaluate((given) => (window as unknown as { readonly main: StandIn }).main.brief(given), whole);
      const caller: Caller = {
        page,
        tell,
        report: () => tell((main) => main.reports.at(-1)),
        command: (command) => page.evaluate((given) => (window as unknown as { readonly main: StandIn }).main.command(given), command),
        arriving: () => tell((main) => main.arriving()),
        shown: () => tell((main) => main.shown()),
      };
      callers.set(name, caller);
      return caller;
    },
    async story() {
      const said = [...callers].map(async ([name, { tell }]) => `${name}: ${JSON.stringify(await tell((main) => main.requests).catch(String))}`);
      return (await Promise.all(said)).join('\n');
    },
    async dispose() {
      await browser.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

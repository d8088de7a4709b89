import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { Jitsi } from '../../servers/jitsi/jitsi.ts';
import { admission } from '../../servers/jitsi/token.ts';
import { until } from '../../servers/processes.ts';
import type { Synapse } from '../../servers/synapse.ts';
import { resolverRules } from '../../servers/tls.ts';
import { installProbe, type Entry, type Inbound, type Probe } from './probe.ts';

/** Somebody in a conference: a page of the deployment with its library, and Chromium's fake camera and microphone. */
export interface Guest {
  readonly page: Page;
  /** Runs `act` in the page. */
  tell<T, A = undefined>(act: (probe: Probe, args: A) => T | Promise<T>, args?: A): Promise<T>;
  leave(): Promise<void>;
}

export interface Party {
  /** The next person comes in, into the one conference of this party. */
  enter(options?: Partial<Entry>): Promise<Guest>;
  dispose(): Promise<void>;
}

const switches = [
  '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', '--auto-select-desktop-capture-source=Entire screen',
  '--autoplay-policy=no-user-gesture-required', '--allow-loopback-in-peer-connection', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-quic', '--disable-gpu', '--no-first-run',
];

async function launch(jitsi: Jitsi, home: string): Promise<Browser> {
  await jitsi.authority.trustIn(home);
  return chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', HOME: home },
    args: [...switches, resolverRules([jitsi.name]), ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
}

async function makeRoom(synapse: Synapse): Promise<string> {
  const host = await synapse.register(`host-${crypto.randomUUID().slice(0, 8)}`);
  return host.createRoom({ preset: 'public_chat' });
}

/** A room on the homeserver with nobody in its conference yet; one that everybody may come into, where it is given. */
export async function openParty(synapse: Synapse, jitsi: Jitsi, room?: string): Promise<Party> {
  const home = await mkdtemp(join(tmpdir(), 'einklang-party-'));
  const browser = await launch(jitsi, home);
  const roomId = room ?? (await makeRoom(synapse));

  return {
    async enter(options = {}) {
      const user = await synapse.register(`guest-${crypto.randomUUID().slice(0, 8)}`);
      await user.join(roomId);
      const page = await browser.newPage();
      await page.goto(`${jitsi.url}/besprechung`);
      await page.evaluate(installProbe);
      const probe = await page.evaluateHandle(() => (window as unknown as { readonly probe: Probe }).probe);
      const tell: Guest['tell'] = (act, args) => probe.evaluate(act as never, args);
      const entry: Entry = { host: jitsi.host, ...(await admission(user, roomId, jitsi.host)), ...options };
      await tell((probe, given) => probe.join(given), entry);
      return { page, tell, leave: () => tell((probe) => probe.leave()).then(() => page.close()) };
    },
    async dispose() {
      await browser.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/**
 * Waits until everybody in `guests` sees and hears all others from now on: `others` video streams that bring 10 more
 * frames, and as many audio streams that bring energy (the fake microphone beeps once a second; silence brings none).
 */
export async function allSeeAndHear(guests: readonly Guest[], others = guests.length - 1): Promise<void> {
  const ask = (): Promise<Inbound[][]> => Promise.all(guests.map(({ tell }) => tell(async (probe) => [...(await probe.inbound())])));
  const before = new Map((await ask()).flat().map((stream) => [stream.id, stream]));
  const isLive = ({ id, frames, energy }: Inbound): boolean => {
    const first = before.get(id) ?? { frames: 0, energy: 0 };
    return frames >= first.frames + 10 || energy > first.energy + 0.005;
  };
  const live = (streams: readonly Inbound[], kind: string): number => streams.filter((stream) => stream.kind === kind && isLive(stream)).length;
  await until(
    `${guests.length} people see and hear each other`,
    async () => (await ask()).every((streams) => live(streams, 'video') >= others && live(streams, 'audio') >= others),
    { everyMs: 200 },
  );
}

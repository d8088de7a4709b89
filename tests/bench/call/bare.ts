import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { installProbe, type Entry, type Probe } from '../../e2e/jitsi/probe.ts';
import { pictureSwitch } from '../../e2e/support/calls/camera.ts';
import { mediaSwitches } from '../../e2e/support/calls/caller.ts';
import { writeVoice } from '../../e2e/support/calls/voice.ts';
import { installWitness, momentOf, type Moment } from '../../e2e/support/calls/watch.ts';
import { launchApp } from '../../e2e/support/launch.ts';
import type { Desktop } from '../../servers/desktop.ts';
import type { Jitsi } from '../../servers/jitsi/jitsi.ts';
import { until } from '../../servers/processes.ts';
import { resolverRules } from '../../servers/tls.ts';

/** A page of the deployment that drives its library directly, in the same Electron: the least that a call costs. */
export interface BarePage {
  readonly page: Page;
  /** Loads the page and its library anew, so that the next call is its first. */
  fresh(): Promise<void>;
  /** Opens microphone and camera beforehand, as a preview does. */
  open(entry: Entry): Promise<void>;
  /** Comes in; resolves with when that began (UTC milliseconds). */
  join(entry: Entry): Promise<number>;
  /** When it first saw or heard somebody else, UTC milliseconds. */
  moment(moment: Moment, timeoutMs?: number): Promise<number>;
  /** Goes, and lets go of its devices: their pictures would take of the time in which the program is measured. */
  leave(): Promise<void>;
}

export interface BareApp {
  readonly app: ElectronApplication;
  readonly pages: readonly BarePage[];
  close(): Promise<void>;
}

interface BareParts {
  readonly desktop: Desktop;
  readonly jitsi: Jitsi;
  /** Which of the voices. */
  readonly voice: number;
  readonly windows?: number;
  /** Of each window; as wide as the program's unless given. */
  readonly width?: number;
  /** A file for the camera; Chromium's own picture unless given. */
  readonly picture?: string;
}

/** The camera that the program asks for. */
export const camera = { height: 720, cleaned: true } as const;

/** Of all voices: a pause delays the first sound by no more than half of it. */
export const syllableSeconds = 0.08;

/** Starts an Electron with nothing but such pages. The home of the desktop has to trust the deployment. */
export async function startBare({ desktop, jitsi, voice, windows = 1, width = 1_280, picture }: BareParts): Promise<BareApp> {
  const profileDir = await mkdtemp(join(desktop.home, 'bare-'));
  const sound = join(profileDir, 'voice.wav');
  await writeVoice(sound, voice, syllableSeconds);
  const app = await launchApp({
    desktop,
    profileDir,
    app: new URL('bare', import.meta.url).pathname,
    args: [resolverRules([jitsi.name]), ...mediaSwitches(sound), ...(picture === undefined ? [] : [pictureSwitch(picture)])],
    env: { BARE_WINDOWS: String(windows), BARE_WIDTH: String(width) },
  });
  await until('its windows are there', () => app.windows().length === windows);
  await installWitness(app);
  return { app, pages: app.windows().map((page) => bareAt(page, jitsi)), close: () => app.close() };
}

function bareAt(page: Page, jitsi: Jitsi): BarePage {
  return {
    page,
    async fresh() {
      await page.goto(`${jitsi.url}/besprechung`);
      await page.addStyleTag({ content: 'video { width: 45% }' });
      await page.evaluate(installProbe);
    },
    open: (entry) => page.evaluate((given) => (window as unknown as { readonly probe: Probe }).probe.open(given), entry),
    join: (entry) =>
      page.evaluate(async (given) => {
        const { probe } = window as unknown as { readonly probe: Probe };
        const beganTs = Date.now();
        await probe.join(given);
        if (!given.devices?.includes('video') && given.devices) return beganTs;
        const own = document.body.appendChild(document.createElement('video'));
        own.autoplay = own.muted = true;
        probe.localTrack('video').attach(own);
        return beganTs;
      }, entry),
    moment: (moment, timeoutMs) => momentOf(page, moment, timeoutMs),
    async leave() {
      await page.evaluate(() => (window as unknown as { readonly probe: Probe }).probe.leave());
      await page.goto('about:blank');
    },
  };
}

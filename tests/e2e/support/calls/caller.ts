import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import calls from '../../../../assets/locales/de/calls.json' with { type: 'json' };
import type { Desktop } from '../../../servers/desktop.ts';
import type { Jitsi } from '../../../servers/jitsi/jitsi.ts';
import { until } from '../../../servers/processes.ts';
import { resolverRules } from '../../../servers/tls.ts';
import { startPerson, type Person } from '../person.ts';
import { writeVoice } from './voice.ts';

/** What arrives at a person in a call; each number grows. */
export interface Played {
  /** Pictures of others that were decoded. */
  readonly frames: number;
  /** Sound of others that is none of silence (`totalAudioEnergy`; the fake microphone speaks twice a second). */
  readonly energy: number;
  /** How long sound has been arriving, silence included. */
  readonly seconds: number;
  /** Pictures that the page's videos have shown, the own one among them. */
  readonly shown: number;
}

/** A person who can call and be called. */
export interface Caller extends Person {
  /** In the header of the open conversation. */
  call(media: 'audio' | 'video'): Promise<void>;
  /** The small window that rings; rejects where none comes. */
  ringing(): Promise<Page>;
  /** True while the small window that rings is to be seen. */
  rings(): Promise<boolean>;
  answer(camera?: boolean): Promise<void>;
  /** The page of the call in its own process. */
  callPage(): Promise<Page>;
  hasCallPage(): boolean;
  played(): Promise<Played>;
  /** Both pictures and sound of somebody arrive. */
  seesAndHears(timeoutMs?: number): Promise<void>;
  /** How much is heard within so many seconds of sound. */
  heard(seconds: number): Promise<number>;
  hangUp(): Promise<void>;
  /** A control of the call's own page, by the beginning of its name. */
  control(name: string): Promise<Locator>;
  /** What the call's page shows, and what the program has logged, for the report of a failed test. */
  callStory(): Promise<string>;
}

export interface CallerParts {
  readonly desktop: Desktop;
  readonly jitsi: Jitsi;
  readonly profileDir: string;
  /** Which of the voices; two people in one call need two. */
  readonly voice: number;
  /** 0.5 unless given. */
  readonly syllableSeconds?: number | undefined;
  readonly args?: readonly string[];
  readonly policies?: Readonly<Record<string, unknown>>;
}

/** Chromium's own camera, this file for a microphone, and connections within one machine. */
export const mediaSwitches = (sound: string): readonly string[] => [
  '--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${sound}`,
  '--allow-loopback-in-peer-connection', '--autoplay-policy=no-user-gesture-required',
];

const isRing = (page: Page): boolean => page.url().startsWith('app://ring/') && page.url().includes('ringing');
const isCall = (page: Page): boolean => page.url().includes('/einklang-call/');

/** Starts the program of somebody whose organisation has this deployment. The home of the desktop has to trust it. */
export async function startCaller({ desktop, jitsi, profileDir, voice, syllableSeconds, args = [], policies = {} }: CallerParts): Promise<Caller> {
  const folder = join(profileDir, 'policies');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'calls.json'), JSON.stringify({ 'calls.domain': jitsi.host, 'calls.relays': ['127.0.0.1'], ...policies }));
  const sound = join(profileDir, 'voice.wav');
  await writeVoice(sound, voice, syllableSeconds);
  const person = await startPerson({
    desktop,
    profileDir,
    args: [resolverRules([jitsi.name]), ...mediaSwitches(sound), ...args],
    env: { EINKLANG_POLICY_DIR: folder },
  });
  return asCaller(person, profileDir);
}

/** Somebody whose program runs already and was told where calls take place. Pages of calls are watched from now on. */
export async function asCaller(person: Person, profileDir: string): Promise<Caller> {
  await person.app.context().addInitScript(keepConnections);
  return callerAt(person, profileDir);
}

/** A click that closes its own window may be told as one into a window that is gone; what follows shows whether it took. */
export const clickAway = (target: Locator): Promise<void> =>
  target.click().catch((error: unknown) => {
    if (!String(error).includes('has been closed')) throw error;
  });

function callerAt(person: Person, profileDir: string): Caller {
  const { app, page } = person;
  const find = (which: (page: Page) => boolean): Page | undefined => app.windows().find((each) => !each.isClosed() && which(each));
  const shown = (address: string): Promise<boolean> =>
    app.evaluate(({ BrowserWindow }, part) => BrowserWindow.getAllWindows().some((each) => each.isVisible() && each.webContents.getURL().includes(part)), address);
  const caller: Caller = {
    ...person,
    async call(media) {
      await page.getByRole('button', { name: media === 'audio' ? calls.workspace.call : calls.workspace.video, exact: true }).click();
    },
    async ringing() {
      await until('it rings', () => caller.rings(), { timeoutMs: 20_000 });
      return until('the window that rings has a page', () => find(isRing));
    },
    rings: () => shown('view=ringing'),
    async answer(camera = true) {
      const ring = await caller.ringing();
      await clickAway(ring.getByRole('button', { name: camera ? calls.ring.ringing['answer-video'] : calls.ring.ringing.answer, exact: true }));
    },
    callPage: () => until('the call has a page', () => find(isCall), { timeoutMs: 30_000 }),
    hasCallPage: () => find(isCall) !== undefined,
    async played() {
      const call = await caller.callPage();
      return call.evaluate(arrived);
    },
    async seesAndHears(timeoutMs = 30_000) {
      const first = await caller.played();
      await until(
        'others are seen and heard',
        async () => {
          const { frames, energy, shown } = await caller.played();
          return frames > first.frames + 5 && energy > first.energy + 0.005 && shown > first.shown + 5;
        },
        { timeoutMs },
      );
    },
    async heard(seconds) {
      const before = await caller.played();
      // By the clock of the sound that arrives: silence, too, is samples.
      const after = await until('sound has gone on', async () => {
        const now = await caller.played();
        return now.seconds >= before.seconds + seconds && now;
      });
      return after.energy - before.energy;
    },
    async callStory() {
      const shown = await find(isCall)?.evaluate(() => `${location.href}: ${document.body.innerText}`).catch(String);
      const logs = await readdir(profileDir, { recursive: true }).then((names) => names.filter((name) => name.endsWith('einklang.log')));
      const texts = await Promise.all(logs.map((name) => readFile(join(profileDir, name), 'utf8')));
      return [`In the call: ${shown ?? 'no page'}`, ...texts].join('\n');
    },
    async hangUp() {
      await clickAway(await caller.control(calls.stage.controls['hang-up']));
    },
    control: async (name) => (await caller.callPage()).getByRole('button', { name }).first(),
  };
  return caller;
}

interface Watched {
  readonly connections?: readonly RTCPeerConnection[];
  /** What each connection has brought, kept beyond its end: people go over from one to another in mid-call. */
  brought?: Map<RTCPeerConnection, { frames: number; energy: number; seconds: number }>;
}

/** Runs in every page before its own scripts: keeps the connections of a call, so that a test can ask what arrives. */
function keepConnections(): void {
  const Native = window.RTCPeerConnection;
  const connections: RTCPeerConnection[] = [];
  Object.assign(window, { connections, unguarded: Native });
  window.RTCPeerConnection = class extends Native {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.push(this);
    }
  };
}

/** Runs in the page of a call: what has arrived so far over the connections that live. */
async function arrived(): Promise<Played> {
  const watched = window as unknown as Watched;
  const brought = (watched.brought ??= new Map());
  for (const connection of watched.connections ?? []) {
    if (connection.connectionState !== 'connected') continue;
    let [frames, energy, seconds] = [0, 0, 0];
    (await connection.getStats()).forEach((entry: Readonly<Record<string, unknown>>) => {
      if (entry['type'] !== 'inbound-rtp') return;
      frames += Number(entry['framesDecoded'] ?? 0);
      energy += Number(entry['totalAudioEnergy'] ?? 0);
      seconds = Math.max(seconds, Number(entry['totalSamplesDuration'] ?? 0));
    });
    brought.set(connection, { frames, energy, seconds });
  }
  const sum = (of: 'frames' | 'energy' | 'seconds'): number => [...brought.values()].reduce((all, each) => all + each[of], 0);
  let shown = 0;
  for (const video of document.querySelectorAll('video')) shown += video.getVideoPlaybackQuality().totalVideoFrames;
  return { frames: sum('frames'), energy: sum('energy'), seconds: sum('seconds'), shown };
}

/** The words of calls, for tests that look for them. */
export const callWords = calls;

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { toolNode } from '../lib/node.mjs';
import { results, root } from '../lib/paths.mjs';
import { asPlainUser } from '../lib/plain-user.mjs';
import { say, step } from '../lib/say.mjs';
import { buildWorlds } from '../lib/worlds.mjs';
import { describeConference, startConference } from './conference.ts';
import { startOrganisation } from './homeserver.ts';
import type { Jitsi } from '../../tests/servers/jitsi/jitsi.ts';
import type { Seats } from './seats.ts';

export interface DemoOptions {
  /** Forget what earlier runs left. */
  readonly fresh: boolean;
  /** Without windows for a person, also where there is a display. */
  readonly headless: boolean;
}

/** What leads a program to the screen of this desktop; undefined where there is none, or none for root. */
function screenHere(): Readonly<Record<string, string>> | undefined {
  const { DISPLAY: display, XAUTHORITY: authority } = process.env;
  if (display === undefined || display === '' || process.getuid?.() === 0) return undefined;
  const file = authority ?? join(homedir(), '.Xauthority');
  return { DISPLAY: display, ...(existsSync(file) ? { XAUTHORITY: file } : {}) };
}

function whyHeadless(wished: boolean): string {
  if (wished) return 'as asked for';
  return process.getuid?.() === 0 ? "root has no sandbox: the program runs as a plain user, on a screen of its own" : 'there is no display here';
}

/** Resolves with the exit code: 0 where everything was read that was written. */
export async function runDemo({ fresh, headless }: DemoOptions): Promise<number> {
  const screen = headless ? undefined : screenHere();
  await step('Einklang', 'builds the program from its sources into dist/', buildWorlds);
  const data = process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local/share');
  const folder = screen ? join(data, 'einklang-demo') : await mkdtemp(join(tmpdir(), 'einklang-demo-'));
  const windows = screen ? join(folder, 'windows') : await mkdtemp(join(tmpdir(), 'einklang-windows-'));
  const pictures = screen ? undefined : join(results, 'demo');
  if (fresh && screen) await rm(folder, { recursive: true, force: true });
  if (pictures !== undefined) await rm(pictures, { recursive: true, force: true });
  const organisation = await step('Landesamt Musterstadt', 'starts a real Synapse on the loopback, with people, rooms and a past', () =>
    startOrganisation(join(folder, 'server'), (text) => say(`  ${text}`)),
  );
  let conference: Jitsi | undefined;
  try {
    const { synapse, accounts, isNew } = organisation;
    conference = await step('Jitsi', 'starts the organisation\'s conference server on the loopback, for calls', () => startConference(synapse));
    if (isNew && screen) await rm(windows, { recursive: true, force: true }); // what they knew was another server
    for (const wanted of [windows, ...(pictures === undefined ? [] : [pictures])]) await mkdir(wanted, { recursive: true });
    const seats: Seats = {
      server: { url: synapse.url, serviceToken: synapse.serviceToken },
      conference: await describeConference(conference),
      accounts,
      isNew,
      folder: windows,
      screen,
      pictures,
    };
    say(screen ? 'Opens two windows, side by side.' : `Runs without windows for you: ${whyHeadless(headless)}.`);
    return await inFrontOfTheWindows(seats);
  } finally {
    await conference?.dispose();
    await organisation.synapse.stop();
    if (!screen) await Promise.all([folder, windows].map((path) => rm(path, { recursive: true, force: true })));
  }
}

/** A process of its own, so that it can be a plain user's where this one is root's. Ctrl+C reaches it by itself. */
async function inFrontOfTheWindows(seats: Seats): Promise<number> {
  const script = join(root, 'scripts/demo/windows.ts');
  const writable = [seats.folder, ...(seats.pictures === undefined ? [] : [seats.pictures])];
  const user = asPlainUser(toolNode(), [script], writable);
  const patience = (): void => undefined;
  process.on('SIGINT', patience);
  try {
    const child = spawn(user.command, user.args, {
      cwd: root,
      env: { ...user.env, EINKLANG_DEMO: JSON.stringify(seats) },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const onTerm = (): boolean => child.kill('SIGTERM');
    process.once('SIGTERM', onTerm);
    const [code] = (await once(child, 'close')) as [number | null];
    process.off('SIGTERM', onTerm);
    return code ?? 1;
  } finally {
    process.off('SIGINT', patience);
    user.dispose();
  }
}

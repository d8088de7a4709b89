import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { asCaller } from '../../tests/e2e/support/calls/caller.ts';
import { startPerson, type Person } from '../../tests/e2e/support/person.ts';
import { startDesktop, type Desktop } from '../../tests/servers/desktop.ts';
import { say, step } from '../lib/say.mjs';
import { callEachOther } from './call.ts';
import { prepareCalls, type CallSetting } from './conference.ts';
import { converse } from './converse.ts';
import type { Account } from './history.ts';
import { createPictures } from './pictures.ts';
import type { Seats } from './seats.ts';

/* Runs as the person who sees the windows, or as a plain user in the place of root. */

const seats = JSON.parse(process.env['EINKLANG_DEMO'] ?? '{}') as Seats;
const [left, right] = seats.accounts;
if (!left || !right) throw new Error('This is a part of `npm run demo`.');

/** Puts a program's window into one half of the screen. */
async function place({ app }: Person, half: 0 | 1): Promise<void> {
  await app.evaluate(({ BrowserWindow, screen }, side) => {
    const { x, y, width, height } = screen.getPrimaryDisplay().workArea;
    const window = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().startsWith('app://workspace/'));
    window?.setBounds({ x: x + Math.round((side * width) / 2), y, width: Math.floor(width / 2), height });
  }, half);
}

async function takeSeat(desktop: Desktop, calls: CallSetting, { id, password }: Account, half: 0 | 1): Promise<Person> {
  const profile = id.replace('.', '-');
  const env = { TZ: Intl.DateTimeFormat().resolvedOptions().timeZone, ...calls.env };
  const profileDir = join(seats.folder, id);
  const args = ['--profile', profile, ...(await calls.argsFor(profileDir, half))];
  const person = await startPerson({ desktop, profileDir, args, env });
  await place(person, half);
  const account = { server: seats.server.url, user: id, password };
  if (seats.isNew) await person.signIn(account);
  // Where an earlier run was cut off, or somebody signed out, the sign-in is in the list's place.
  else await Promise.any([person.signedIn(), person.signIn(account)]);
  return person;
}

const home = join(seats.folder, 'desktop');
await rm(join(home, 'run'), { recursive: true, force: true }); // sockets that a killed run left
const desktop = await startDesktop({
  home,
  width: 2000,
  height: 900,
  ...(seats.screen ? { screen: seats.screen } : {}),
});

const calls = await prepareCalls(seats.conference, home, seats.screen !== undefined);
say(calls.devices === 'real' ? 'Calls use your camera and your microphone.' : 'Calls use a fake camera and a fake microphone: a moving picture, and tones for a voice.');

const interrupted = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
});

const people = await step('Sign-in', `${left.name} and ${right.name} sign in, each in a program of their own`, () =>
  Promise.all([takeSeat(desktop, calls, left, 0), takeSeat(desktop, calls, right, 1)]),
);
try {
  const colleagues = seats.isNew ? await import('./colleagues.ts').then((part) => part.bringColleagues(seats)) : [];
  if (seats.pictures === undefined) {
    say(`\nWrite to each other. Passwords, should you sign out: ${left.password}. Ctrl+C ends everything.`);
    const closed = Promise.all(people.map(({ app }) => new Promise<void>((resolve) => void app.once('close', () => resolve()))));
    await Promise.race([interrupted, closed]);
  } else {
    const pictures = createPictures(seats.pictures);
    await converse(people, [left, right], pictures);
    const [one, other] = people;
    const callers = [await asCaller(one, join(seats.folder, left.id)), await asCaller(other, join(seats.folder, right.id))] as const;
    await callEachOther(callers, [left, right], pictures);
    say(`${pictures.taken()} pictures in ${pictures.folder}`);
  }
  for (const colleague of colleagues) colleague.leave();
} finally {
  await Promise.all(people.map((person) => person.close().catch(() => undefined)));
  await desktop.dispose();
}
process.exit();

import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { matrixRequest, type TestUser } from '../../servers/client.ts';
import { signInColleague, type Colleague } from '../../servers/colleague.ts';
import { startDesktop, type Desktop } from '../../servers/desktop.ts';
import { until } from '../../servers/processes.ts';
import { isSend, matches, startProxy, type Proxy } from '../../servers/proxy.ts';
import { startSynapse, type Synapse } from '../../servers/synapse.ts';
import { readKeychain } from '../support/keychain.ts';
import { startPerson, words, type Person } from '../support/person.ts';
import { searchProfile } from '../support/profile-search/index.ts';
import { asPattern, said } from '../support/words.ts';

/* One person's days with one program: each test goes on where the one before has ended. */

const password = 'miriam-password';
const office = 'Referat 23 Haushalt';
const drafts = { direct: 'Ich wollte noch sagen', office: 'Zur Vorlage habe ich' } as const;
let synapse: Synapse;
let proxy: Proxy;
let desktop: Desktop;
let folder: string;
let witness: TestUser;
let holger: Colleague;
let miriam: Person;
let roomId: string;

const profileDir = (): string => join(folder, 'miriam');
const profile = (): string => join(profileDir(), 'config/einklang/profiles/miriam');
const start = (): Promise<Person> => startPerson({ desktop, profileDir: profileDir(), args: ['--profile', 'miriam'] });
const holgerReads = (text: string): Promise<unknown> =>
  until(`Holger reads "${text}"`, () => holger.read(roomId).some((message) => message.text === text));
/** The banner with this title. */
const banner = (title: string) => miriam.page.locator('.banner').filter({ hasText: title });

/** The token of the program's session, as it is on the wire. */
const tokenOnTheWire = (): string => {
  const header = proxy.exchanges.findLast(({ path, headers }) => path.includes('/sync') && headers.authorization)?.headers.authorization;
  if (header === undefined) throw new Error('Nothing was asked yet');
  return header.replace('Bearer ', '');
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'einklang-back-'));
  [synapse, desktop] = await Promise.all([startSynapse(), startDesktop({ width: 1400, height: 900 })]);
  proxy = await startProxy(synapse.url);
  // Synapse would lead the program past the proxy.
  proxy.intercept(matches('GET', /^\/\.well-known\//), { kind: 'answer', answer: { status: 404 } });
  await synapse.register('miriam', { displayName: 'Miriam Brandt', password }).then((user) => user.logout());
  witness = await synapse.register('holger', { displayName: 'Holger Steinbach' });
  holger = await signInColleague(synapse.url, witness);
  const officeId = await witness.createRoom({ name: office, invite: [`@miriam:${synapse.serverName}`] });
  await witness.sendText(officeId, 'Die Zahlen für das dritte Quartal');

  miriam = await start();
  await miriam.signIn({ server: proxy.url, user: 'miriam', password });
  await miriam.accept(office);
  await miriam.startChat('Holger Steinbach');
  roomId = await until('Holger is invited', async () => {
    const { rooms } = (await witness.sync()) as { rooms?: { invite?: Record<string, unknown> } };
    return Object.keys(rooms?.invite ?? {})[0];
  });
  await holger.join(roomId);
  await miriam.write('Guten Morgen aus dem Haushalt');
  await holgerReads('Guten Morgen aus dem Haushalt');
  await holger.write(roomId, 'Guten Morgen zurück');
  await miriam.reads('Guten Morgen zurück');
});

afterAll(async () => {
  await miriam.close().catch(() => undefined);
  holger.leave();
  await proxy.dispose();
  await desktop.dispose();
  await synapse.dispose();
  await rm(folder, { recursive: true, force: true });
});

async function restart(): Promise<number> {
  await miriam.close();
  const before = performance.now();
  miriam = await start();
  return before;
}

test('a restart paints the list, the last conversation and its draft before the network answers', async () => {
  await miriam.open(office);
  await miriam.composer().fill(drafts.office);
  await miriam.row(office).filter({ hasText: words.chat.list.draft }).waitFor();
  await miriam.open('Holger Steinbach');
  await miriam.composer().fill(drafts.direct);
  await miriam.row('Holger Steinbach').filter({ hasText: words.chat.list.draft }).waitFor();

  const held = proxy.intercept(() => true, { kind: 'hold-request' });
  const before = await restart();
  await miriam.reads('Guten Morgen zurück', 60_000);
  const inPage = await miriam.page.evaluate(() => performance.now());
  console.log(`painted ${Math.round(inPage)} ms after the page began, ${Math.round(performance.now() - before)} ms after the old one was asked to end`);
  await miriam.row(office).waitFor();
  expect(await miriam.composer().inputValue()).toBe(drafts.direct);
  await miriam.open(office);
  await miriam.reads('Die Zahlen für das dritte Quartal');
  expect(await miriam.composer().inputValue()).toBe(drafts.office);
  await banner(said.de.shell.banner.connecting).waitFor();
  await held.matched();
  expect(held.hits.filter(({ answered }) => answered), 'the network has not answered').toEqual([]);

  held.release();
  await banner(said.de.shell.banner.connecting).waitFor({ state: 'detached' });
  await miriam.open('Holger Steinbach');
  await holger.write(roomId, 'Und jetzt wieder verbunden');
  await miriam.reads('Und jetzt wieder verbunden');
});

test('offline everything is readable, what is written waits through another restart and is sent later', async () => {
  await miriam.composer().fill('');
  await proxy.goOffline();
  await restart();
  await miriam.reads('Und jetzt wieder verbunden', 60_000);
  await banner(said.de.shell.banner.offline).waitFor({ timeout: 60_000 });
  await miriam.write('Aus der Ferne geschrieben');
  await miriam.message('Aus der Ferne geschrieben').filter({ hasText: words.chat.send.waiting }).waitFor();
  await banner(said.de.shell.banner.offline).filter({ hasText: asPattern(said.de.shell.banner['offline-queued_one']) }).waitFor();
  await restart();
  await miriam.message('Aus der Ferne geschrieben').filter({ hasText: words.chat.send.waiting }).waitFor({ timeout: 60_000 });
  await banner(said.de.shell.banner.offline).waitFor({ timeout: 60_000 });
  expect(holger.read(roomId).map(({ text }) => text)).not.toContain('Aus der Ferne geschrieben');
  await proxy.goOnline();
  await miriam.page.getByRole('button', { name: said.de.shell.banner['connect-now'] }).click();
  await holgerReads('Aus der Ferne geschrieben');
  await banner(said.de.shell.banner.offline).waitFor({ state: 'detached' });
});

test('an expired session keeps everything readable, asks for the password again, and goes on encrypted', async () => {
  await matrixRequest(synapse.url, 'POST', '/_matrix/client/v3/logout', { token: tokenOnTheWire(), body: {} });
  await banner(said.de.shell.banner.expired).waitFor({ timeout: 60_000 });
  await miriam.reads('Aus der Ferne geschrieben');
  await miriam.write('Geschrieben ohne gültige Anmeldung');
  await restart();
  await banner(said.de.shell.banner.expired).waitFor({ timeout: 60_000 });
  await miriam.reads('Guten Morgen aus dem Haushalt');
  await miriam.reads('Geschrieben ohne gültige Anmeldung');
  await miriam.open(office);
  expect(await miriam.composer().inputValue()).toBe(drafts.office);
  await miriam.open('Holger Steinbach');

  await miriam.page.getByRole('button', { name: said.de.shell.banner['sign-in'], exact: true }).click();
  const dialog = miriam.page.getByRole('dialog', { name: said.de.shell.reauthenticate.title });
  await dialog.getByLabel(said.de.signIn.password.label, { exact: true }).fill('falsch');
  await dialog.getByRole('button', { name: said.de.shell.reauthenticate.submit, exact: true }).click();
  await dialog.getByText(said.de.shell.reauthenticate.wrong).waitFor();
  await dialog.getByRole('button', { name: said.de.ui.cancel, exact: true }).click();
  await miriam.signInAgain(password);
  await holgerReads('Geschrieben ohne gültige Anmeldung');
  await holger.write(roomId, 'Schön, dass Sie wieder da sind');
  await miriam.reads('Schön, dass Sie wieder da sind');
  await miriam.reads('Guten Morgen zurück');
  const sent = (await witness.allEvents(roomId)).filter(({ sender, type }) => sender.startsWith('@miriam:') && type.startsWith('m.room.message'));
  expect(sent, 'nothing in plain text').toEqual([]);
});

test('signing out says what is lost, ends the session at the server and leaves no trace', async () => {
  const { page } = miriam;
  const held = proxy.intercept(isSend, { kind: 'hold-request' });
  await miriam.write('Diese Nachricht bleibt liegen');
  await held.matched();
  const menu = async (): Promise<void> => {
    await page.getByRole('button', { name: said.de.shell.me.open }).click();
    await page.getByRole('menuitem', { name: said.de.shell.me['sign-out'] }).click();
  };
  await menu();
  const dialog = page.getByRole('dialog', { name: said.de.shell['sign-out'].title });
  await dialog.getByText(said.de.shell['sign-out'].unsent_one.replace('{{count}}', '1')).waitFor();
  await dialog.getByText(said.de.shell['sign-out'].drafts_one.replace('{{count}}', '1')).waitFor();
  await dialog.getByRole('button', { name: said.de.shell['sign-out'].stay }).click();
  await miriam.row(office).waitFor();

  const token = tokenOnTheWire();
  const whoAmI = (): Promise<{ device_id: string }> => matrixRequest(synapse.url, 'GET', '/_matrix/client/v3/account/whoami', { token });
  const [secrets, keys] = [await readKeychain(desktop, 'miriam'), await readFile(join(profile(), 'keys.json'), 'utf8')];
  expect(Object.keys(secrets).sort()).toEqual(['access-token', 'crypto-key', 'recovery-key', 'store-key']);
  expect(secrets['access-token']).toBe(token);
  const { device_id: deviceId } = await whoAmI();
  const traces = [
    ...Object.entries(secrets).map(([kind, content]) => ({ kind, content })),
    { kind: 'wrapped keys', content: keys.slice(-40) },
    { kind: 'crypto databases', content: `crypto-${deviceId}` },
    { kind: 'account', content: '@miriam:' },
    { kind: 'person', content: 'Holger Steinbach' },
    { kind: 'room', content: office },
    { kind: 'draft', content: drafts.office },
    { kind: 'message', content: 'Diese Nachricht bleibt liegen' },
  ];
  const found = async (): Promise<readonly string[]> =>
    [...new Set((await searchProfile(profileDir(), traces)).findings.map(({ kind }) => kind))].sort();
  expect(await found(), 'what is no secret can be seen while signed in').toEqual(['account', 'crypto databases', 'wrapped keys']);

  await menu();
  await dialog.getByRole('button', { name: said.de.shell['sign-out']['confirm-loss'] }).click();
  await page.getByRole('textbox', { name: said.de.signIn.server.label, exact: true }).waitFor({ timeout: 60_000 });
  await expect(whoAmI()).rejects.toMatchObject({ status: 401 });

  // The program stands at the beginning again, with a store and a key that never knew this account.
  const after = await readKeychain(desktop, 'miriam');
  expect(Object.keys(after).filter((name) => name !== 'store-key')).toEqual([]);
  expect(after['store-key']).not.toBe(secrets['store-key']);
  expect(await readFile(join(profile(), 'keys.json'), 'utf8').catch(() => '')).not.toBe(keys);
  expect(await found()).toEqual([]);
  held.release();
});

test('a server that cannot be asked keeps one signed in, unless one leaves without it', async () => {
  const { page } = miriam;
  await miriam.signIn({ server: proxy.url, user: 'miriam', password });
  await miriam.row(office).waitFor();
  await proxy.goOffline();
  await page.getByRole('button', { name: said.de.shell.me.open }).click();
  await page.getByRole('menuitem', { name: said.de.shell.me['sign-out'] }).click();
  const dialog = page.getByRole('dialog', { name: said.de.shell['sign-out'].title });
  await dialog.getByRole('button', { name: /abmelden$/i }).click();
  await dialog.getByText(said.de.shell['sign-out']['force-text']).waitFor({ timeout: 60_000 });
  await dialog.getByRole('button', { name: said.de.shell['sign-out'].force }).click();
  await page.getByRole('textbox', { name: said.de.signIn.server.label, exact: true }).waitFor({ timeout: 60_000 });
  expect(Object.keys(await readKeychain(desktop, 'miriam')).filter((name) => name !== 'store-key')).toEqual([]);
});

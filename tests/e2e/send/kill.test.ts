import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { matrixRequest, type MatrixEvent, type TestUser } from '../../servers/client.ts';
import { signInColleague, type Colleague } from '../../servers/colleague.ts';
import { startDesktop, type Desktop } from '../../servers/desktop.ts';
import { until } from '../../servers/processes.ts';
import { isSend, matches, startProxy, type Proxy } from '../../servers/proxy.ts';
import { startSynapse, type Synapse } from '../../servers/synapse.ts';
import { startPerson, words, type Person } from '../support/person.ts';
import { killNine, moments, type Moment } from './kill.ts';

const password = 'miriam-password';
let synapse: Synapse;
let proxy: Proxy;
let desktop: Desktop;
let folder: string;
/** Sees the room as the server has it. */
let witness: TestUser;
/** Reads the room as a person would. */
let holger: Colleague;
let miriam: Person;
let roomId: string;

const start = (): Promise<Person> =>
  startPerson({ desktop, profileDir: join(folder, 'miriam'), args: ['--profile', 'miriam'] });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'einklang-kill-'));
  [synapse, desktop] = await Promise.all([startSynapse(), startDesktop()]);
  proxy = await startProxy(synapse.url);
  // Synapse would lead the program past the proxy.
  proxy.intercept(matches('GET', /^\/\.well-known\//), { kind: 'answer', answer: { status: 404 } });
  await synapse.register('miriam', { displayName: 'Miriam Brandt', password }).then((user) => user.logout());
  witness = await synapse.register('holger', { displayName: 'Holger Steinbach' });
  holger = await signInColleague(synapse.url, witness);

  miriam = await start();
  await miriam.signIn({ server: proxy.url, user: 'miriam', password });
  await miriam.startChat('Holger Steinbach');
  roomId = await until('Holger is invited', async () => {
    const { rooms } = (await witness.sync()) as { rooms?: { invite?: Record<string, unknown> } };
    return Object.keys(rooms?.invite ?? {})[0];
  });
  await holger.join(roomId);
  await miriam.write('Anfang');
  await until('Holger reads the first message', () => holger.read(roomId).some(({ text }) => text === 'Anfang'));
});

afterAll(async () => {
  await miriam.close().catch(() => undefined);
  holger.leave();
  await proxy.dispose();
  await desktop.dispose();
  await synapse.dispose();
  await rm(folder, { recursive: true, force: true });
});

/** Types a text, lets the message get as far as `moment` says, and kills the program there. */
async function killAt(moment: Moment, text: string): Promise<void> {
  const held =
    moment.kind === 'request-held'
      ? proxy.intercept(isSend, { kind: 'hold-request' }, 1)
      : moment.kind.startsWith('answer-held')
        ? proxy.intercept(isSend, { kind: 'hold-answer' }, 1)
        : undefined;
  const sends = proxy.exchanges.filter(isSend).length;
  await miriam.composer().fill(text);
  // From the first stroke to here is less than a second of typing; the list says when it is safe.
  await miriam.row('Holger Steinbach').filter({ hasText: words.chat.list.draft }).waitFor();
  await miriam.composer().press('Enter');
  if (moment.kind === 'after-enter') await after(moment.ms);
  else await until('the composer is empty', async () => (await miriam.composer().inputValue()) === '', { everyMs: 1 });
  if (moment.kind === 'request-held') await held?.matched();
  if (moment.kind.startsWith('answer-held')) await held?.accepted();
  if (moment.kind === 'answered') {
    await until('the answer is back', () => proxy.exchanges.filter(isSend)[sends]?.answered, { everyMs: 1 });
  }
  await killNine(miriam);
  held?.release();
}

/** A new start has the text exactly once: as a message on its way, or still in the composer, which then sends it. */
async function findAgain(text: string): Promise<void> {
  await miriam.composer().waitFor({ timeout: 60_000 });
  const isMessage = async (): Promise<boolean> => (await miriam.message(text).count()) > 0;
  const isDraft = async (): Promise<boolean> => (await miriam.composer().inputValue()) === text;
  const latest = miriam.page.getByRole('button', { name: words.chat.timeline.latest });
  await until(`"${text}" is there after the kill`, async () => {
    if (await latest.isVisible()) await latest.click(); // the list draws only what is in view
    return (await isMessage()) || (await isDraft());
  });
  expect([await isMessage(), await isDraft()], text).toContain(false);
  if (await isDraft()) await miriam.composer().press('Enter');
}

/** The token of the program's session, as it is on the wire. */
const tokenOnTheWire = (): string => {
  const header = proxy.exchanges.findLast(isSend)?.headers.authorization;
  if (header === undefined) throw new Error('Nothing was sent yet');
  return header.replace('Bearer ', '');
};

async function endSessionAtServer(): Promise<void> {
  await matrixRequest(synapse.url, 'POST', '/_matrix/client/v3/logout', { token: tokenOnTheWire(), body: {} });
}

async function signInAgain(): Promise<void> {
  const { page } = miriam;
  await page.getByRole('button', { name: words.shell.banner['sign-in'], exact: true }).click({ timeout: 60_000 });
  const dialog = page.getByRole('dialog', { name: words.shell.reauthenticate.title });
  await dialog.getByLabel(words.signIn.password.label, { exact: true }).fill(password);
  await dialog.getByRole('button', { name: words.shell.reauthenticate.submit, exact: true }).click();
  await dialog.waitFor({ state: 'detached', timeout: 60_000 });
}

const fromMiriam = (): readonly string[] =>
  holger.read(roomId).flatMap(({ sender, text }) => (sender.startsWith('@miriam:') ? [text] : []));

const encryptedAtServer = async (): Promise<readonly MatrixEvent[]> =>
  (await witness.allEvents(roomId)).filter(({ type, sender }) => type === 'm.room.encrypted' && sender !== witness.userId);

test(`a message survives ${moments.length} kills and arrives once, in order`, { timeout: 900_000 }, async () => {
  const own = (): readonly string[] => fromMiriam().filter((text) => text.startsWith('Nachricht '));
  const before = (await encryptedAtServer()).length;
  const texts: string[] = [];
  for (const [index, moment] of moments.entries()) {
    const text = `Nachricht ${index + 1}, ${moment.kind}`;
    texts.push(text);
    await killAt(moment, text);
    if (moment.kind === 'answer-held-then-offline') await proxy.goOffline();
    if (moment.kind === 'answer-held-then-expired') await endSessionAtServer();
    miriam = await start();
    await findAgain(text);
    if (moment.kind === 'answer-held-then-offline') await proxy.goOnline();
    if (moment.kind === 'answer-held-then-expired') await signInAgain();
    await until(`Holger reads "${text}"`, () => fromMiriam().includes(text), { timeoutMs: 60_000 });
  }
  // One more after the last kill: what would come twice has had its time.
  const end = 'Nachricht zum Schluss';
  texts.push(end);
  await miriam.write(end);
  await until('Holger reads the end', () => own().includes(end));

  const atServer = (await encryptedAtServer()).length - before;
  console.log(`kills ${moments.length}, written ${texts.length}, at the server ${atServer}, read ${own().length}`);
  expect(own()).toEqual(texts);
  expect(atServer).toBe(texts.length);

  const sent = proxy.exchanges.filter(isSend);
  expect(sent.every(({ path }) => path.includes('/send/m.room.encrypted/'))).toBe(true);
  const plain = proxy.exchanges.filter(({ body }) => texts.some((text) => body.includes(text)));
  expect(plain.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
});

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestUser } from '../../servers/client.ts';
import { startDesktop, type Desktop } from '../../servers/desktop.ts';
import { until } from '../../servers/processes.ts';
import { startSynapse, type Synapse } from '../../servers/synapse.ts';
import { readKeychain, writeKeychain } from '../support/keychain.ts';
import { startPerson, type Person } from '../support/person.ts';
import { searchProfile } from '../support/profile-search/index.ts';
import { declineKeyring, giveKeyringPassword, prompted } from '../support/prompter.ts';
import { said } from '../support/words.ts';

/* One profile and one real keyring, which comes and goes; each test goes on where the one before has ended. */

const office = 'Referat 23 Haushalt';
const sentence = 'Die Zahlen für das dritte Quartal';
let synapse: Synapse;
let desktop: Desktop;
let folder: string;
let witness: TestUser;
let person: Person;

const profile = (...names: readonly string[]): string => join(folder, 'miriam/config/einklang/profiles/miriam', ...names);
const start = async (): Promise<Person> =>
  (person = await startPerson({ desktop, profileDir: join(folder, 'miriam'), args: ['--profile', 'miriam'] }));
const problem = (kind: 'missing' | 'locked' | 'refused' | 'changed') =>
  person.page.locator('.note').filter({ hasText: said.de.faults.keychain[kind].title }).filter({ hasText: said.de.faults.keychain[kind].text });
const retry = (): Promise<void> => person.page.getByRole('button', { name: said.de.ui.retry, exact: true }).click();
const allIsThere = async (): Promise<void> => {
  await person.signedIn();
  await person.open(office);
  await person.reads(sentence);
};

/** Names, sizes and hashes of what holds data and keys. */
async function fingerprint(): Promise<readonly string[]> {
  const names = (await readdir(profile(), { recursive: true })).filter((name) => /keys\.json$|File System\/\d+\/[tp]\/\d+\/\d+$/.test(name));
  return Promise.all(names.sort().map(async (name) => `${name} ${createHash('sha256').update(await readFile(profile(name))).digest('hex')}`));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'einklang-keychain-'));
  [synapse, desktop] = await Promise.all([startSynapse(), startDesktop({ keyring: 'absent' })]);
  const miriam = await synapse.register('miriam', { displayName: 'Miriam Brandt' });
  witness = await synapse.register('holger');
  const roomId = await witness.createRoom({ name: office, invite: [miriam.userId] });
  await miriam.join(roomId);
  await witness.sendText(roomId, sentence);
  await miriam.logout();
});

afterAll(async () => {
  await person.close().catch(() => undefined);
  await desktop.dispose();
  await synapse.dispose();
  await rm(folder, { recursive: true, force: true });
});

test('without a keychain the screen says so, nothing is made, and it goes on by itself once one is there', async () => {
  await start();
  await problem('missing').waitFor({ timeout: 60_000 });
  await person.page.getByText(said.de.faults.keychain.waits).waitFor();
  expect(existsSync(profile('keys.json'))).toBe(false);
  expect(await fingerprint()).toEqual([]);
  await desktop.setKeyring('unlocked');
  const server = person.page.getByRole('textbox', { name: said.de.signIn.server.label, exact: true });
  await server.waitFor({ timeout: 30_000 });
  await person.signIn({ server: synapse.url, user: 'miriam', password: 'miriam-password' });
  await allIsThere();
  expect((await fingerprint()).length, 'from here on there is something to lose').toBeGreaterThan(1);
});

/** Whatever a page keeps where a script could come to it. */
const holdings = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const seen = new Set<unknown>();
    const texts: string[] = [];
    const visit = (value: unknown, depth: number): void => {
      if (typeof value === 'string') texts.push(value);
      if (typeof value !== 'object' || value === null || seen.has(value) || depth > 6) return;
      seen.add(value);
      for (const name of Object.getOwnPropertyNames(value)) {
        try {
          visit((value as Record<string, unknown>)[name], depth + 1);
        } catch {
          // Some properties of a window throw when they are read.
        }
      }
    };
    visit(globalThis, 0);
    visit(Object.entries(localStorage), 0);
    visit(Object.entries(sessionStorage), 0);
    const databases = await indexedDB.databases();
    return JSON.stringify([texts, databases, document.cookie, document.documentElement.outerHTML, location.href, performance.getEntries()]);
  });

test('secrets are in the keyring, and neither in the profile nor in the window', async ({ onTestFinished }) => {
  const secrets = await until('encryption is set up', async () => {
    const found = await readKeychain(desktop, 'miriam');
    return Object.keys(found).length === 4 && found;
  });
  expect(Object.keys(secrets).sort()).toEqual(['access-token', 'crypto-key', 'recovery-key', 'store-key']);
  const needles = [...Object.entries(secrets), ['password', 'miriam-password'] as const];
  const search = await searchProfile(join(folder, 'miriam'), needles.map(([kind, content]) => ({ kind, content })));
  expect(search.findings).toEqual([]);
  expect(search.files).toBeGreaterThan(20);

  const leaks = async (): Promise<readonly string[]> => {
    const held = await holdings(person.page);
    return needles.filter(([, content]) => held.includes(JSON.stringify(content).slice(1, -1))).map(([kind]) => kind).sort();
  };
  expect(await leaks()).toEqual([]);
  // The control: the same search finds what is planted in each place, and on the disk.
  onTestFinished(() =>
    person.page.evaluate(() => {
      localStorage.clear();
      sessionStorage.clear();
      Reflect.deleteProperty(globalThis, 'planted');
    }),
  );
  await person.page.evaluate(([token, key]) => {
    sessionStorage.setItem('planted', token);
    Object.assign(globalThis, { planted: { deep: [key] } });
  }, [secrets['access-token'] ?? '', secrets['store-key'] ?? ''] as const);
  expect(await leaks()).toEqual(['access-token', 'store-key']);
  await person.page.evaluate(([token]) => localStorage.setItem('planted', token), [secrets['access-token'] ?? ''] as const);
  await until('what is planted lies on the disk', async () => {
    const { findings } = await searchProfile(join(folder, 'miriam'), [{ kind: 'planted', content: secrets['access-token'] ?? '' }]);
    return findings.length > 0;
  });
});

test('a locked keychain is said; one can quit meanwhile; unlocked it goes on by itself and nothing is lost', async () => {
  await person.close();
  await desktop.setKeyring('locked');
  const before = await fingerprint();
  await start();
  await problem('locked').waitFor({ timeout: 60_000 });
  await prompted(desktop);
  let ended = false;
  person.app.process().once('exit', () => (ended = true));
  const asked = performance.now();
  await person.page.getByRole('button', { name: said.de.faults.quit }).click();
  await until('the program has ended', () => ended);
  console.log(`quit in ${Math.round(performance.now() - asked)} ms with a call to the keychain under way`);
  expect(await fingerprint()).toEqual(before);

  await start();
  await problem('locked').waitFor({ timeout: 60_000 });
  await giveKeyringPassword(desktop);
  await allIsThere();
});

test('refused, nothing is deleted, and another try asks again', async () => {
  await person.close();
  const before = await fingerprint();
  const secrets = await readKeychain(desktop, 'miriam');
  await desktop.setKeyring('locked');
  await start();
  await problem('locked').waitFor({ timeout: 60_000 });
  await declineKeyring(desktop);
  await problem('refused').waitFor({ timeout: 30_000 });
  expect(await fingerprint()).toEqual(before);
  await retry();
  await problem('locked').waitFor({ timeout: 30_000 });
  await giveKeyringPassword(desktop);
  await allIsThere();
  expect(await readKeychain(desktop, 'miriam')).toEqual(secrets);
});

test('a keychain that has gone: said, and on by itself when it is back', async () => {
  await person.close();
  await desktop.setKeyring('absent');
  await start();
  await problem('missing').waitFor({ timeout: 60_000 });
  await desktop.setKeyring('unlocked');
  await allIsThere();
});

test('the keychain of another: "changed", nothing deleted, and with the right one back all is there', async () => {
  await person.close();
  const right = (await readKeychain(desktop, 'miriam'))['store-key'] ?? '';
  const before = await fingerprint();
  const other = Buffer.from(right, 'base64').reverse().toString('base64');
  await writeKeychain(desktop, 'miriam', 'store-key', other);
  await start();
  await problem('changed').waitFor({ timeout: 60_000 });
  expect(await fingerprint()).toEqual(before);
  expect((await readKeychain(desktop, 'miriam'))['store-key'], 'it is not overwritten either').toBe(other);
  await writeKeychain(desktop, 'miriam', 'store-key', right);
  await retry();
  await allIsThere();
});

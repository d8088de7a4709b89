import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestUser, type TestUser } from '../../servers/client.ts';
import { signInColleague, type Colleague } from '../../servers/colleague.ts';
import { startDesktop, type Desktop } from '../../servers/desktop.ts';
import { until } from '../../servers/processes.ts';
import { startSynapse, type Synapse } from '../../servers/synapse.ts';
import { readKeychain } from '../support/keychain.ts';
import { startPerson, words, type Person } from '../support/person.ts';
import { said } from '../support/words.ts';

let synapse: Synapse;
/** Two machines, each with a keyring of its own. */
let office: Desktop;
let home: Desktop;
let folder: string;
let miriam: TestUser;
let holger: Colleague;
let witness: TestUser;
let first: Person;
let second: Person;
let roomId: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'einklang-encryption-'));
  [synapse, office, home] = await Promise.all([startSynapse(), startDesktop(), startDesktop()]);
  await synapse.register('miriam', { displayName: 'Miriam Brandt' }).then((user) => user.logout());
  witness = await synapse.register('holger', { displayName: 'Holger Steinbach' });
  holger = await signInColleague(synapse.url, witness);
});

afterAll(async () => {
  await Promise.all([first, second].map((person) => person.close().catch(() => undefined)));
  holger.leave();
  await Promise.all([office, home].map((desktop) => desktop.dispose()));
  await synapse.dispose();
  await rm(folder, { recursive: true, force: true });
});

const start = async (desktop: Desktop, machine: string): Promise<Person> => {
  const person = await startPerson({ desktop, profileDir: join(folder, machine) });
  await person.signIn({ server: synapse.url, user: 'miriam', password: 'miriam-password' });
  return person;
};

interface Keys {
  readonly device_keys: Record<string, Record<string, { readonly signatures: Record<string, Record<string, string>> }>>;
  readonly master_keys: Record<string, unknown>;
  readonly self_signing_keys: Record<string, { readonly keys: Record<string, string> }>;
}

/** Devices of Miriam that her account's own key has signed. */
async function signedDevices(): Promise<readonly string[]> {
  const { device_keys: devices, self_signing_keys: keys } = await miriam.request<Keys>('POST', 'v3/keys/query', {
    device_keys: { [miriam.userId]: [] },
  });
  const [selfSigning = ''] = Object.keys(keys[miriam.userId]?.keys ?? {});
  return Object.entries(devices[miriam.userId] ?? {}).flatMap(([id, { signatures }]) =>
    signatures[miriam.userId]?.[selfSigning] === undefined ? [] : [id],
  );
}

test('cross-signing, secret storage and key backup are at the server after the first sign-in', async () => {
  first = await start(office, 'office');
  await until('the recovery key is in the keychain', async () => (await readKeychain(office, 'default'))['recovery-key']);
  // Looks at the server as Miriam, from a device without keys.
  miriam = await createTestUser(synapse.url, `@miriam:${synapse.serverName}`, 'miriam-password', 'WITNESS');
  const data = (type: string): Promise<Record<string, unknown>> =>
    miriam.request('GET', `v3/user/${encodeURIComponent(miriam.userId)}/account_data/${type}`);
  const backup = await until('a key backup is made', () => miriam.request('GET', 'v3/room_keys/version').catch(() => undefined));
  expect(backup).toMatchObject({ algorithm: 'm.megolm_backup.v1.curve25519-aes-sha2' });
  const { key } = await data('m.secret_storage.default_key');
  expect(await data(`m.secret_storage.key.${String(key)}`)).toMatchObject({ algorithm: 'm.secret_storage.v1.aes-hmac-sha2' });
  for (const secret of ['m.cross_signing.master', 'm.cross_signing.self_signing', 'm.cross_signing.user_signing', 'm.megolm_backup.v1']) {
    expect(Object.keys((await data(secret))['encrypted'] as object), secret).toEqual([key]);
  }
  const signed = await until('the device is signed', async () => {
    const devices = await signedDevices();
    return devices.length > 0 && devices;
  });
  expect(signed).not.toContain('WITNESS');
});

test('a second device says why it cannot read what was before it, and with the recovery key it can', async () => {
  await first.startChat('Holger Steinbach');
  roomId = await until('Holger is invited', async () => {
    const { rooms } = (await witness.sync()) as { rooms?: { invite?: Record<string, unknown> } };
    return Object.keys(rooms?.invite ?? {})[0];
  });
  await holger.join(roomId);
  await first.write('Alt und von mir');
  await until('Holger reads', () => holger.read(roomId).some(({ text }) => text === 'Alt und von mir'));
  await holger.write(roomId, 'Alt und von Holger');
  await first.reads('Alt und von Holger');
  await until('both keys are in the backup', async () => (await miriam.request<{ count: number }>('GET', 'v3/room_keys/version')).count >= 2, {
    timeoutMs: 60_000,
  });

  second = await start(home, 'home');
  const { page } = second;
  await page.getByText(said.de.shell.encryption.locked, { exact: true }).waitFor({ timeout: 60_000 });
  await second.open('Holger Steinbach');
  const unreadable = page.getByRole('article').filter({ hasText: words.chat.undecryptable['before-this-device'] });
  await until('both old messages say why', async () => (await unreadable.count()) === 2);
  expect(await second.message('Alt und von Holger').count()).toBe(0);

  const key = (await readKeychain(office, 'default'))['recovery-key'] ?? '';
  expect((await readKeychain(home, 'default'))['recovery-key']).toBeUndefined();
  await page.getByRole('button', { name: said.de.shell.encryption['enter-key'], exact: true }).click();
  const dialog = page.getByRole('dialog', { name: said.de.shell.recover.title });
  const field = dialog.getByRole('textbox', { name: said.de.shell.recover.label });
  const submit = (): Promise<void> => dialog.getByRole('button', { name: said.de.shell.recover.submit }).click();
  await field.fill(`${key.slice(0, -1)}${key.endsWith('a') ? 'b' : 'a'}`);
  await submit();
  await dialog.getByText(said.de.errors['recovery-key-invalid'].title).waitFor();
  await field.fill(key);
  await submit();
  await dialog.waitFor({ state: 'detached', timeout: 60_000 });
  await second.reads('Alt und von mir');
  await second.reads('Alt und von Holger');
  expect(await unreadable.count()).toBe(0);
  await page.getByText(said.de.shell.encryption.locked, { exact: true }).waitFor({ state: 'detached' });
  expect((await readKeychain(home, 'default'))['recovery-key']).toBe(key);
  await until('both devices are signed', async () => (await signedDevices()).length === 2);
});

test('what comes from then on is read on both devices', async () => {
  await holger.write(roomId, 'Neu und von Holger');
  await Promise.all([first.reads('Neu und von Holger'), second.reads('Neu und von Holger')]);
  await second.write('Neu und von zu Hause');
  await first.reads('Neu und von zu Hause');
  await until('Holger reads', () => holger.read(roomId).some(({ text }) => text === 'Neu und von zu Hause'));
});

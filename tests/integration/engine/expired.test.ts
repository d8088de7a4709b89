import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { matches, startProxy, type Proxy } from '../../servers/proxy.ts';
import { startEngineFarm, type EngineFarm, type HeadlessEngine } from '../support/headless-engine.ts';
import { directChat, hasEncryption, isOnline, newPerson, signedIn, texts, write } from '../support/people.ts';
import type { TestUser } from '../../servers/client.ts';

let farm: EngineFarm;
let proxy: Proxy;
beforeAll(async () => {
  farm = await startEngineFarm();
  proxy = await startProxy(inject('synapse').url);
});
afterEach(() => farm.clear());
afterAll(async () => {
  await farm.stop();
  await proxy.dispose();
});

interface Pair {
  readonly anna: TestUser;
  readonly a: HeadlessEngine;
  readonly b: HeadlessEngine;
  readonly roomId: string;
}

async function talking(): Promise<Pair> {
  const [anna, ben] = [await newPerson('Anna'), await newPerson('Ben')];
  const [a, b] = await Promise.all([signedIn(farm, anna, { baseUrl: proxy.url }), signedIn(farm, ben)]);
  await Promise.all([a.session(hasEncryption('ready')), b.session(hasEncryption('ready'))]);
  const roomId = await directChat(a, b, ben.userId);
  await write(b, roomId, 'vorher');
  await a.when('timeline', { roomId }, ({ items }) => texts(items).includes('vorher'));
  return { anna, a, b, roomId };
}

const isExpired = ({ phase }: { readonly phase: string }): boolean => phase === 'expired';

test('a soft end keeps the device: all stays readable, and after the password it goes on', async () => {
  const { anna, a, b, roomId } = await talking();
  const soft = { status: 401, body: { errcode: 'M_UNKNOWN_TOKEN', error: 'expired', soft_logout: true } };
  const token = a.desktop.secrets.get('access-token');
  const expiry = proxy.intercept((exchange) => exchange.headers.authorization === `Bearer ${token}`, { kind: 'answer', answer: soft });
  await a.session(isExpired);
  const before = await a.session(() => true);
  expect(texts((await a.when('timeline', { roomId }, () => true)).items)).toContain('vorher');
  await a.request('message.send', { txnId: 'message-in-between', roomId, text: 'währenddessen' });
  await write(b, roomId, 'inzwischen');

  await expect(a.request('session.reauthenticate', { password: 'falsch' })).rejects.toMatchObject({ failure: { code: 'wrong-password' } });
  await a.request('session.reauthenticate', { password: anna.password });
  expiry.release();
  const after = await a.session(isOnline);
  expect('account' in after && 'account' in before && after.account.deviceId === before.account.deviceId).toBe(true);
  await a.when('timeline', { roomId }, ({ items }) => texts(items).includes('inzwischen'));
  await b.when('timeline', { roomId }, ({ items }) => texts(items).includes('währenddessen'));
});

test('a hard end makes a new device: history stays, the queue moves, old and new messages can be read', async () => {
  const { anna, a, b, roomId } = await talking();
  const before = await a.session(() => true);
  const logout = await fetch(`${inject('synapse').url}/_matrix/client/v3/logout`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${a.desktop.secrets.get('access-token')}` },
    body: '{}',
  });
  expect(logout.status).toBe(200);
  await a.session(isExpired);
  await a.restart();
  await a.session(isExpired);
  await a.request('message.send', { txnId: 'message-in-between', roomId, text: 'währenddessen' });
  await write(b, roomId, 'inzwischen');

  await a.request('session.reauthenticate', { password: anna.password });
  const after = await a.session(hasEncryption('ready'));
  expect('account' in after && 'account' in before && after.account.deviceId !== before.account.deviceId).toBe(true);
  await b.when('timeline', { roomId }, ({ items }) => texts(items).includes('währenddessen'));
  await write(b, roomId, 'nachher');
  const { items } = await a.when('timeline', { roomId }, (state) => texts(state.items).includes('nachher'));
  expect(texts(items).filter((text) => text === 'währenddessen')).toHaveLength(1);
  expect(texts(items)).toContain('vorher');
});

test('while a request under an expired token is answered, the proxy sees no message in the clear', () => {
  const messages = proxy.exchanges.filter(matches('PUT', /\/send\//));
  expect(messages.length).toBeGreaterThan(0);
  expect(messages.filter(({ path }) => !path.includes('/send/m.room.encrypted/'))).toEqual([]);
});

test('a device whose crypto databases are gone does not make itself new keys: it asks for the password', async () => {
  const { anna, a, b, roomId } = await talking();
  const before = await a.session(() => true);
  await a.page.goto(new URL('/nowhere', a.page.url()).href);
  await a.page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
    await Promise.all(names.map((name) => new Promise((resolve) => (indexedDB.deleteDatabase(name).onsuccess = resolve))));
  });
  await a.restart();
  await a.session(isExpired);
  await a.request('session.reauthenticate', { password: anna.password });
  const after = await a.session(hasEncryption('ready'));
  expect('account' in after && 'account' in before && after.account.deviceId !== before.account.deviceId).toBe(true);
  await write(b, roomId, 'danach');
  await a.when('timeline', { roomId }, ({ items }) => texts(items).includes('danach'));
});

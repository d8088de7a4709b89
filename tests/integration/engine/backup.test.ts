import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { startProxy, type Proxy } from '../../servers/proxy.ts';
import { startEngineFarm, type EngineFarm } from '../support/headless-engine.ts';
import { hasEncryption, isOnline, newPerson, signedIn } from '../support/people.ts';

let farm: EngineFarm;
let proxy: Proxy;
beforeAll(async () => {
  [farm, proxy] = await Promise.all([startEngineFarm(), startProxy(inject('synapse').url)]);
});
afterAll(async () => {
  await farm.stop();
  await proxy.dispose();
});

test('a start without a network leaves the key backup alone: it is the same once the network is there', async () => {
  const anna = await newPerson('Anna');
  const a = await signedIn(farm, anna, { baseUrl: proxy.url });
  await a.session(hasEncryption('ready'));
  const version = async (): Promise<unknown> => (await anna.request('GET', 'v3/room_keys/version'))['version'];
  const before = await version();
  expect(before).toBeDefined();

  await proxy.goOffline();
  await a.restart();
  await a.session((state) => state.phase === 'signed-in' && state.connection.state === 'offline');
  await proxy.goOnline();
  await a.request('session.retry', {});
  await a.session(isOnline);
  await a.session(hasEncryption('ready'));
  expect(proxy.exchanges.filter(({ method, path }) => method === 'DELETE' && path.includes('/room_keys/version'))).toEqual([]);
  expect(await version()).toBe(before);
});

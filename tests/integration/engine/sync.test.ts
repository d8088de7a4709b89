import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { isSend, matches, startProxy, type Proxy } from '../../servers/proxy.ts';
import { startEngineFarm, type EngineFarm } from '../support/headless-engine.ts';
import { directChat, hasEncryption, isOnline, newPerson, signedIn, texts, write } from '../support/people.ts';

let farm: EngineFarm;
const proxies: Proxy[] = [];
beforeAll(async () => void (farm = await startEngineFarm()));
afterAll(() => farm.stop());
afterEach(async () => {
  await farm.clear();
  for (const each of proxies.splice(0)) await each.dispose();
});

async function proxied(): Promise<Proxy> {
  const proxy = await startProxy(inject('synapse').url);
  proxies.push(proxy);
  return proxy;
}

const isSync = matches('GET', /\/client\/v3\/sync\?/);

test('a start without network shows rooms and messages, and goes online by itself', async () => {
  const proxy = await proxied();
  const [anna, ben] = [await newPerson('Anna'), await newPerson('Ben')];
  const [a, b] = await Promise.all([signedIn(farm, anna, { baseUrl: proxy.url }), signedIn(farm, ben)]);
  await Promise.all([a.session(hasEncryption('ready')), b.session(hasEncryption('ready'))]);
  const roomId = await directChat(a, b, ben.userId);
  await write(b, roomId, 'gestern gelesen');
  await a.when('timeline', { roomId }, ({ items }) => texts(items).includes('gestern gelesen'));
  await a.request('room.opened', { roomId });
  // At once, for a window that loads anew, and below after a restart of the engine.
  await a.session((state) => state.phase === 'signed-in' && state.lastOpenRoom === roomId);

  await proxy.goOffline();
  await a.restart();
  const { items } = await a.when('roomList', {}, ({ head }) => head.loaded);
  expect(items).toMatchObject([{ roomId, preview: { kind: 'text', text: 'gestern gelesen' } }]);
  expect(texts((await a.when('timeline', { roomId }, () => true)).items)).toContain('gestern gelesen');
  const offline = await a.session((state) => state.phase === 'signed-in' && state.connection.state === 'offline');
  expect(offline).toMatchObject({ lastOpenRoom: roomId, connection: { failure: { code: 'unreachable' } } });
  await a.request('message.send', { txnId: 'message-offline-1', roomId, text: 'offline geschrieben' });

  await proxy.goOnline();
  a.desktop.setMachine({ online: true, resumed: 1 });
  await a.session(isOnline);
  await b.when('timeline', { roomId }, (state) => texts(state.items).includes('offline geschrieben'));
});

test('what a limited sync leaves out is fetched, in order and without a gap', async () => {
  const [anna, ben] = [await newPerson('Anna'), await newPerson('Ben')];
  const proxy = await proxied();
  const a = await signedIn(farm, anna, { baseUrl: proxy.url });
  await a.session(isOnline);
  const roomId = await ben.createRoom({ name: 'Viel los', preset: 'public_chat' });
  await a.request('room.join', { roomId });
  for (let each = 1; each <= 5; each++) await ben.sendText(roomId, `vorher ${each}`);
  await a.when('timeline', { roomId }, ({ items }) => texts(items).includes('vorher 5'));

  await proxy.goOffline();
  for (let each = 1; each <= 70; each++) await ben.sendText(roomId, `inzwischen ${each}`);
  await proxy.goOnline();
  await a.session(isOnline);
  const wanted = [...Array.from({ length: 5 }, (_, i) => `vorher ${i + 1}`), ...Array.from({ length: 70 }, (_, i) => `inzwischen ${i + 1}`)];
  const stop = a.client.follow('timeline', { roomId }, { state: () => undefined });
  for (let more = true; more; ) ({ more } = await a.request('timeline.older', { roomId }));
  const { items } = await a.when('timeline', { roomId }, (state) => texts(state.items).length >= wanted.length);
  expect(texts(items)).toEqual(wanted);
  stop();
});

test('before the classic sync is through a message waits; then only ciphertext leaves', async () => {
  const [anna, ben] = [await newPerson('Anna'), await newPerson('Ben')];
  const [first, b] = await Promise.all([signedIn(farm, anna), signedIn(farm, ben)]);
  await Promise.all([first.session(hasEncryption('ready')), b.session(hasEncryption('ready'))]);
  const roomId = await directChat(first, b, ben.userId);
  await write(b, roomId, 'Hallo');
  await first.close();

  const proxy = await proxied();
  const held = proxy.intercept(isSync, { kind: 'hold-answer' });
  const a = await signedIn(farm, anna, { baseUrl: proxy.url });
  await a.when('roomList', {}, ({ items }) => items.some((item) => item.roomId === roomId && item.encrypted));
  await held.matched();
  await a.request('message.send', { txnId: 'message-early-01', roomId, text: 'zu früh geschrieben' });
  await a.when('timeline', { roomId }, ({ items }) => items.some((item) => item.kind === 'message' && item.send?.state === 'queued'));
  await held.accepted();
  expect(proxy.exchanges.filter(isSend)).toEqual([]);
  held.release();
  await b.when('timeline', { roomId }, ({ items }) => texts(items).includes('zu früh geschrieben'));
  const sent = proxy.exchanges.filter(isSend);
  expect(sent.map(({ path }) => path.split('/send/')[1]?.split('/')[0])).toEqual(['m.room.encrypted']);
  expect(proxy.exchanges.some(({ body }) => body.includes('zu früh geschrieben'))).toBe(false);
});

test('an answer that is lost does not make a message come twice', async () => {
  const [anna, ben] = [await newPerson('Anna'), await newPerson('Ben')];
  const proxy = await proxied();
  const [a, b] = await Promise.all([signedIn(farm, anna, { baseUrl: proxy.url }), signedIn(farm, ben)]);
  await Promise.all([a.session(hasEncryption('ready')), b.session(hasEncryption('ready'))]);
  const roomId = await directChat(a, b, ben.userId);
  await write(a, roomId, 'eins');
  const cut = proxy.intercept(isSend, { kind: 'hold-answer' }, 1);
  await a.request('message.send', { txnId: 'message-lost-001', roomId, text: 'zwei' });
  await cut.accepted();
  await a.restart();
  cut.release();
  await a.session(isOnline);
  await write(a, roomId, 'drei');
  const { items } = await b.when('timeline', { roomId }, (state) => texts(state.items).includes('drei'));
  expect(texts(items)).toEqual(['eins', 'zwei', 'drei']);
  expect(proxy.exchanges.filter(isSend).filter(({ path }) => !path.includes('/m.room.encrypted/'))).toEqual([]);
});

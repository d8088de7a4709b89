import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { isSend, startProxy, type Proxy } from '../../servers/proxy.ts';
import type { TestUser } from '../../servers/client.ts';
import { startEngineFarm, type EngineFarm, type HeadlessEngine } from '../support/headless-engine.ts';
import { directChat, hasEncryption, isOnline, newPerson, signedIn, texts } from '../support/people.ts';

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
  readonly ben: TestUser;
  readonly a: HeadlessEngine;
  readonly b: HeadlessEngine;
  readonly roomId: string;
}

/** Anna stands behind the proxy, Ben does not. */
async function talking(): Promise<Pair> {
  const [anna, ben] = [await newPerson('Anna'), await newPerson('Ben')];
  const [a, b] = await Promise.all([signedIn(farm, anna, { baseUrl: proxy.url }), signedIn(farm, ben)]);
  await Promise.all([a.session(hasEncryption('ready')), b.session(hasEncryption('ready'))]);
  return { anna, ben, a, b, roomId: await directChat(a, b, ben.userId) };
}

let count = 0;
const send = (engine: HeadlessEngine, roomId: string, text: string) =>
  engine.request('message.send', { txnId: `queued-${process.pid}-${++count}`, roomId, text });

/** What Ben has read once the last of the texts is there, and how many messages lie at the server. */
async function arrived({ b, ben, roomId }: Pair, last: string) {
  const { items } = await b.when('timeline', { roomId }, (state) => texts(state.items).includes(last), 60_000);
  const stored = (await ben.allEvents(roomId)).filter(({ type }) => type === 'm.room.encrypted' || type === 'm.room.message');
  return { read: texts(items), atServer: stored.map(({ type }) => type) };
}

/** Nothing of Anna's waits any more, and her own timeline says the same as Ben's. */
const settled = async ({ a, roomId }: Pair, expected: readonly string[]) => {
  const { items } = await a.when('timeline', { roomId }, (state) => texts(state.items).length === expected.length && state.items.every((item) => item.kind !== 'message' || item.send === undefined));
  expect(texts(items)).toEqual(expected);
  expect(new Set(items.map((item) => item.key)).size).toBe(items.length);
};

test('what the server refuses for a while arrives once and in order: 502, 429, a cut request, a cut answer', async () => {
  const pair = await talking();
  const { a, roomId } = pair;
  proxy.intercept(isSend, { kind: 'cut-answer' }, 1);
  proxy.intercept(isSend, { kind: 'cut-request' }, 1);
  proxy.intercept(isSend, { kind: 'answer', answer: { status: 429, body: { errcode: 'M_LIMIT_EXCEEDED', retry_after_ms: 300 } } }, 1);
  proxy.intercept(isSend, { kind: 'answer', answer: { status: 502, body: 'no gateway' } }, 1);
  const all = ['eins', 'zwei', 'drei'];
  for (const text of all) await send(a, roomId, text);
  const { read, atServer } = await arrived(pair, 'drei');
  expect(read).toEqual(all);
  expect(atServer).toEqual(['m.room.encrypted', 'm.room.encrypted', 'm.room.encrypted']);
  await settled(pair, all);
});

test('killed between acceptance and answer, the same device does not send twice', async () => {
  const pair = await talking();
  const { a, roomId } = pair;
  const held = proxy.intercept(isSend, { kind: 'hold-answer' }, 1);
  await send(a, roomId, 'eins');
  await send(a, roomId, 'zwei');
  await held.accepted();
  await a.restart();
  held.release();
  const { read, atServer } = await arrived(pair, 'zwei');
  expect([read, atServer.length]).toEqual([['eins', 'zwei'], 2]);
  await settled(pair, ['eins', 'zwei']);
});

test('neither does a new device, which cannot read yet what the old one sent', async () => {
  const pair = await talking();
  const { anna, a, roomId } = pair;
  const held = proxy.intercept(isSend, { kind: 'hold-answer' }, 1);
  await send(a, roomId, 'eins');
  await send(a, roomId, 'zwei');
  await held.accepted();
  const logout = await fetch(`${inject('synapse').url}/_matrix/client/v3/logout`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${a.desktop.secrets.get('access-token')}` },
    body: '{}',
  });
  expect(logout.status).toBe(200);
  await a.restart();
  held.release();
  await a.session(({ phase }) => phase === 'expired');
  await a.request('session.reauthenticate', { password: anna.password });
  await a.session(isOnline);
  const { read, atServer } = await arrived(pair, 'zwei');
  expect([read, atServer.length]).toEqual([['eins', 'zwei'], 2]);
});

test('what the server refuses for good says why, holds up nothing, and goes on request', async () => {
  const pair = await talking();
  const { a, roomId } = pair;
  proxy.intercept(isSend, { kind: 'answer', answer: { status: 403, body: { errcode: 'M_FORBIDDEN', error: 'no' } } }, 1);
  await send(a, roomId, 'verboten');
  await send(a, roomId, 'erlaubt');
  await arrived(pair, 'erlaubt');
  const { items } = await a.when('timeline', { roomId }, (state) => state.items.some((item) => item.kind === 'message' && item.send?.state === 'failed'));
  const failed = items.find((item) => item.kind === 'message' && item.text === 'verboten');
  if (failed?.kind !== 'message' || failed.txnId === undefined) throw new Error('no failed message');
  expect(failed.send).toMatchObject({ state: 'failed', failure: { code: 'forbidden' } });
  await a.request('message.retry', { txnId: failed.txnId });
  const { read } = await arrived(pair, 'verboten');
  expect(read).toEqual(['erlaubt', 'verboten']);
});

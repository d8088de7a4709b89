import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { matches, startProxy, type Proxy } from '../../servers/proxy.ts';
import { startEngineFarm, type EngineFarm } from '../support/headless-engine.ts';
import { isOnline, newPerson, signedIn, texts } from '../support/people.ts';

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

const isSync = matches('GET', /\/client\/v3\/sync\?/);
type Sync = Record<string, unknown> & { rooms?: { join?: Record<string, Record<string, unknown>> } };

const oddities: readonly unknown[] = [
  null, 0, '', [], {}, true, { type: 7 }, { type: 'm.room.message' }, { type: 'm.room.message', content: null },
  { type: 'm.room.message', content: {}, event_id: 5, sender: '@x:y', origin_server_ts: 1 },
  { type: '__proto__', content: {}, event_id: '$a', sender: '@x:y', origin_server_ts: 1 },
  { type: 'm.room.member', state_key: '__proto__', content: { displayname: {} }, event_id: '$b', sender: '@x:y', origin_server_ts: 1 },
  { type: 'm.room.message', content: { body: 'x'.repeat(3_000_000) }, event_id: '$c', sender: '@x:y', origin_server_ts: 1 },
  { type: 'm.room.encrypted', content: { algorithm: 5, session_id: {} }, event_id: '$d', sender: '@x:y.z', origin_server_ts: 1 },
  'deep',
];
/** Too deep for whoever walks it step by step. */
const deep = '['.repeat(50_000) + ']'.repeat(50_000);

/** The server's own answer with rubbish beside and inside each part. */
function spoil(body: Buffer): string {
  const sync = JSON.parse(body.toString()) as Sync;
  const join = Object.fromEntries(
    Object.entries(sync.rooms?.join ?? {}).map(([roomId, room]) => {
      const timeline = room['timeline'] as { events: unknown[] };
      return [roomId, { ...room, timeline: { ...timeline, events: [...oddities, ...timeline.events] }, ephemeral: 5, summary: [] }];
    }),
  );
  const spoiled = {
    ...sync,
    account_data: { events: [...oddities, { type: 'm.push_rules', content: { global: { override: [{}], content: 3 } } }] },
    presence: { events: oddities },
    to_device: { events: oddities },
    device_lists: { changed: ['kein Name', 4, '@x:!!', null], left: 'x' },
    device_one_time_keys_count: { signed_curve25519: 'viele' },
    rooms: { join: { ...join, '__proto__x': 4, '!leer:x.y': null, '!liste:x.y': [], 'kein Raum': {} }, invite: { '!i:x.y': { invite_state: 3 } }, leave: oddities, knock: 7 },
  };
  return JSON.stringify(spoiled).replaceAll('"deep"', deep);
}

test('a server that sends rubbish is read as far as it makes sense, and the sync goes on', async () => {
  const [anna, ben] = [await newPerson('Anna'), await newPerson('Ben')];
  const roomId = await ben.createRoom({ name: 'Trotzdem', preset: 'public_chat' });
  const spoiling = proxy.intercept(isSync, { kind: 'rewrite', rewrite: spoil });
  const a = await signedIn(farm, anna, { baseUrl: proxy.url });
  await a.session(isOnline);
  await a.request('room.join', { roomId });
  await ben.sendText(roomId, 'zwischen Unsinn');
  await a.when('timeline', { roomId }, ({ items }) => texts(items).includes('zwischen Unsinn'));
  expect(spoiling.hits.length).toBeGreaterThan(1);
  expect(a.desktop.log.join('\n')).toMatch(/left out \d+ malformed parts/);
  spoiling.release();

  const notJson = proxy.intercept(isSync, { kind: 'rewrite', rewrite: () => '<html>nicht da</html>' }, 1);
  const noSync = proxy.intercept(isSync, { kind: 'rewrite', rewrite: () => [1, 2, 3] }, 1);
  await ben.sendText(roomId, 'weckt die Leitung');
  await notJson.accepted();
  await noSync.accepted();
  await ben.sendText(roomId, 'nach dem Unsinn');
  await a.when('timeline', { roomId }, ({ items }) => texts(items).includes('nach dem Unsinn'));
  await a.session(isOnline);
});

test('a redirect to another host is not followed', async () => {
  const anna = await newPerson('Anna');
  const other = await startProxy(inject('synapse').url);
  const elsewhere = { status: 302, headers: { Location: `${other.url}/_matrix/client/v3/sync` } };
  const a = await signedIn(farm, anna, { baseUrl: proxy.url });
  await a.session(isOnline);
  const redirect = proxy.intercept(matches('GET', /./), { kind: 'answer', answer: elsewhere });
  await a.restart();
  await a.session((state) => state.phase === 'signed-in' && state.connection.state === 'offline');
  await redirect.matched(2);
  expect(other.exchanges).toEqual([]);
  redirect.release();
  await a.request('session.retry', {});
  await a.session(isOnline);
  await other.dispose();
});

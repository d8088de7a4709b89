import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { HeadlessEngine } from '../support/headless-engine.ts';
import { startEngineFarm, type EngineFarm } from '../support/headless-engine.ts';
import { registerOn } from '../../servers/synapse.ts';

let farm: EngineFarm;
beforeAll(async () => void (farm = await startEngineFarm()));
afterAll(() => farm.stop());

async function signedIn(name: string): Promise<HeadlessEngine> {
  const engine = await farm.start();
  const { url, serverName } = inject('synapse');
  await engine.session(({ phase }) => phase === 'signed-out');
  await engine.request('session.signIn', {
    homeserver: { serverName, baseUrl: url },
    user: name,
    password: `${name}-password`,
  });
  return engine;
}

test('two people sign in, make an encrypted direct chat, write and read', async () => {
  const synapse = inject('synapse');
  await registerOn(synapse, 'anna', { displayName: 'Anna Arndt' });
  const ben = await registerOn(synapse, 'ben', { displayName: 'Ben Brandt' });
  const [a, b] = await Promise.all([signedIn('anna'), signedIn('ben')]);
  const ready = ({ phase, ...rest }: { phase: string }): boolean =>
    phase === 'signed-in' && 'encryption' in rest && (rest.encryption as { state: string }).state === 'ready';
  await Promise.all([a.session(ready), b.session(ready)]);

  const { roomId } = await a.request('room.direct', { txnId: 'direct-0001', userId: ben.userId });
  await b.when('roomList', {}, ({ items }) => items.some((item) => item.roomId === roomId && item.membership === 'invite'));
  await b.request('room.join', { roomId });
  await a.request('message.send', { txnId: 'message-0001', roomId, text: 'Guten Morgen, Ben' });
  const read = await b.when('timeline', { roomId }, ({ items }) =>
    items.some((item) => item.kind === 'message' && item.text === 'Guten Morgen, Ben'),
  );
  expect(read.items.filter(({ kind }) => kind === 'message')).toHaveLength(1);
  await b.request('message.send', { txnId: 'message-0002', roomId, text: 'Guten Morgen, Anna' });
  await a.when('timeline', { roomId }, ({ items }) =>
    items.some((item) => item.kind === 'message' && item.text === 'Guten Morgen, Anna'),
  );
  const onServer = await ben.allEvents(roomId);
  expect(onServer.filter(({ type }) => type === 'm.room.message')).toEqual([]);
  expect(onServer.filter(({ type }) => type === 'm.room.encrypted')).toHaveLength(2);
});

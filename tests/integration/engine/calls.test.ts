import { base32 } from 'rfc4648';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { CallItem, RunningCall, TimelineItem } from '../../../renderer/engine/contract.ts';
import { startProxy, type Proxy } from '../../servers/proxy.ts';
import type { TestUser } from '../../servers/client.ts';
import { startEngineFarm, type EngineFarm, type HeadlessEngine } from '../support/headless-engine.ts';
import { directChat, hasEncryption, isOnline, newPerson, signedIn } from '../support/people.ts';

/* Anna, and Ben on two devices, in one encrypted direct chat. */

let farm: EngineFarm;
let proxy: Proxy;
let anna: TestUser;
let ben: TestUser;
let a: HeadlessEngine;
let b: HeadlessEngine;
let b2: HeadlessEngine;
let roomId: string;
beforeAll(async () => {
  [farm, proxy] = await Promise.all([startEngineFarm(), startProxy(inject('synapse').url)]);
  [anna, ben] = [await newPerson('Anna'), await newPerson('Ben')];
  [a, b] = await Promise.all([signedIn(farm, anna), signedIn(farm, ben, { baseUrl: proxy.url })]);
  await Promise.all([a.session(hasEncryption('ready')), b.session(hasEncryption('ready'))]);
  roomId = await directChat(a, b, ben.userId);
  b2 = await signedIn(farm, ben);
  await b2.session(hasEncryption('locked'));
}, 120_000);
afterAll(async () => {
  await farm.stop();
  await proxy.dispose();
});

const conference = { domain: 'meet.musterstadt.example', id: 'jitsiabcdefghijklmnop' };
const call = (engine: HeadlessEngine, callId: string, wanted: (call: RunningCall) => boolean): Promise<RunningCall> =>
  engine
    .when('calls', {}, ({ items }) => items.some((item) => item.callId === callId && wanted(item)))
    .then(({ items }) => items.find((item) => item.callId === callId) as RunningCall);
const cards = (items: readonly TimelineItem[]): readonly CallItem[] => items.filter((item) => item.kind === 'call');
const outcomeOf = async (engine: HeadlessEngine, callId: string): Promise<string | undefined> =>
  (await engine.when('callHistory', {}, ({ head }) => head.loaded)).items.find((item) => item.callId === callId)?.outcome;
const isRinging = (item: RunningCall): boolean => !item.over && item.answer === undefined && item.ringUntilTs > Date.now();

test('a call rings encrypted on every device, one answers, and one card stays of it', async () => {
  const callId = 'anruf-angenommen';
  await a.request('call.ring', { roomId, callId, media: 'video', conference });
  await a.request('call.joined', { roomId, callId, endpointId: 'aaaa1111' });
  const [rung] = await Promise.all([call(b, callId, isRinging), call(b2, callId, isRinging)]);
  expect(rung).toMatchObject({ kind: 'direct', notification: 'ring', media: 'video', conference: { ...conference, announced: false }, own: false });
  expect(rung).toMatchObject({ caller: { userId: anna.userId }, title: 'Anna', ringUntilTs: rung.startedTs + 30_000 });

  await b.request('call.joined', { roomId, callId, endpointId: 'bbbb2222' });
  await call(b, callId, ({ answer }) => answer === 'joined-here');
  await call(b2, callId, ({ answer }) => answer === 'joined-elsewhere');
  const running = await call(a, callId, ({ peerAnswer, members }) => peerAnswer === 'joined' && members.length === 2);
  expect(running.members.map(({ endpointId, own }) => [endpointId, own])).toEqual([['aaaa1111', 'this-device'], ['bbbb2222', undefined]]);
  await b.request('call.joined', { roomId, callId, endpointId: 'bbbb2222' });

  await b.request('call.left', { roomId, callId });
  await call(a, callId, ({ members, over }) => members.length === 1 && !over);
  await a.request('call.left', { roomId, callId });
  await Promise.all([a, b, b2].map((engine) => call(engine, callId, ({ over }) => over)));

  for (const engine of [a, b, b2]) {
    const { items } = await engine.when('timeline', { roomId }, (state) => cards(state.items).some((item) => item.call.outcome === 'answered'));
    expect(cards(items)).toMatchObject([{ call: { callId, outcome: 'answered', participants: [{ name: 'Anna' }, { name: 'Ben' }] } }]);
    expect(items.filter(({ kind }) => kind === 'unsupported' || kind === 'undecryptable')).toEqual([]);
    expect(cards(items)[0]?.call.durationMs).toBeGreaterThan(0);
  }
  const onServer = await ben.allEvents(roomId);
  expect(onServer.filter(({ type }) => type.startsWith('de.einklang.'))).toEqual([]);
  expect(onServer.filter(({ type }) => type === 'm.room.encrypted')).toHaveLength(5);
});

test('a refusal ends the ringing on all devices and at the caller', async () => {
  const callId = 'anruf-besetzt';
  await a.request('call.ring', { roomId, callId, media: 'audio', conference });
  await Promise.all([call(b, callId, isRinging), call(b2, callId, isRinging)]);
  await b2.request('call.decline', { roomId, callId, reason: 'busy' });
  expect(await call(a, callId, ({ over }) => over)).toMatchObject({ peerAnswer: 'busy' });
  await Promise.all([b, b2].map((engine) => call(engine, callId, ({ over, answer }) => over && answer === 'declined')));
  expect([await outcomeOf(a, callId), await outcomeOf(b, callId)]).toEqual(['busy', 'busy']);
});

test('a call that nobody answers is missed, counts until it is seen, and is there after a start without a line', async () => {
  const lapsed = { call_id: 'anruf-verpasst', notification_type: 'ring', intent: 'audio', sender_ts: Date.now(), lifetime: 400, 'm.mentions': { user_ids: [ben.userId] } };
  await anna.send(roomId, lapsed, 'de.einklang.call.ring');
  await anna.send(roomId, { ...lapsed, call_id: 'anruf-unsinn', intent: ['laut'] }, 'de.einklang.call.ring');
  await b.when('callHistory', {}, ({ head, items }) => head.missed === 1 && items[0]?.outcome === 'missed');
  const { items } = await b.when('timeline', { roomId }, (state) => state.items.some(({ kind }) => kind === 'unsupported'));
  expect(cards(items).map((item) => item.call.outcome)).toEqual(['answered', 'busy', 'missed']);
  const expected = (await b.when('callHistory', {}, () => true)).items;
  await b.request('callHistory.seen', {});
  await b.when('callHistory', {}, ({ head }) => head.missed === 0);

  const cut = proxy.intercept(() => true, { kind: 'cut-request' });
  await b.restart();
  const after = await b.when('callHistory', {}, ({ head }) => head.loaded);
  expect(after.items).toEqual(expected);
  expect(after.head.missed).toBe(0);
  expect((await b.when('calls', {}, () => true)).items.filter(isRinging)).toEqual([]);
  cut.release();
  await b.request('session.retry', {});
  await b.session(isOnline);
});

test('presence says so while one is in a call, and afterwards what it said before', async () => {
  const path = `v3/presence/${encodeURIComponent(anna.userId)}/status`;
  const status = async (): Promise<unknown> => (await anna.request<{ status_msg?: string }>('GET', path)).status_msg;
  const seen = (presence: string) => b.when('room', { roomId }, ({ head }) => head.presence === presence);
  await anna.request('PUT', path, { presence: 'online', status_msg: 'Im Homeoffice' });
  await seen('online');
  const start = Date.now();
  await a.request('presence.call', { state: 'call' });
  await seen('in-call');
  expect(Date.now() - start).toBeLessThan(3_000);
  expect(await status()).toBe('📞 Im Gespräch · Im Homeoffice');
  await a.request('presence.call', { state: 'presenting' });
  await seen('presenting');
  await a.request('presence.call', { state: 'none' });
  await seen('online');
  expect(await status()).toBe('Im Homeoffice');
});

test('after a crash in a call the next start leaves it and puts the status text back', async () => {
  const callId = 'anruf-abgestuerzt';
  const path = `v3/presence/${encodeURIComponent(anna.userId)}/status`;
  await a.request('call.ring', { roomId, callId, media: 'audio', conference });
  await a.request('call.joined', { roomId, callId });
  await a.request('presence.call', { state: 'call' });
  await call(b, callId, ({ members }) => members.length === 1);
  await a.restart();
  await call(b, callId, ({ over }) => over);
  await expect.poll(async () => (await anna.request<{ status_msg?: string }>('GET', path)).status_msg).toBe('Im Homeoffice');
  expect(await outcomeOf(b, callId)).toBe('missed');
});

test('a room has one conference, which its widget tells everybody; a malformed widget is none', async () => {
  const made = await anna.createRoom({ name: 'Planung', preset: 'private_chat', invite: [ben.userId] });
  await b.when('roomList', {}, ({ items }) => items.some((item) => item.roomId === made));
  await b.request('room.join', { roomId: made });
  const widget = { type: 'm.jitsi', url: 'https://fremd.example/', data: { conferenceId: '../weg', domain: 'kein host' } };
  await anna.sendState(made, 'im.vector.modular.widgets', widget, 'kaputt');
  await a.when('roomList', {}, ({ items }) => items.some((item) => item.roomId === made));

  const asked = { roomId: made, preferredDomain: 'meet.musterstadt.example', preferredAuth: 'openidtoken-jwt' };
  const id = base32.stringify(new TextEncoder().encode(made), { pad: false }).toLowerCase();
  const conferenceThere = { domain: 'meet.musterstadt.example', id, auth: 'openidtoken-jwt', announced: true };
  // In this room Ben may not write state; what he makes is the same, as it hangs on the room alone.
  expect(await b.request('call.conference', asked)).toEqual({ ...conferenceThere, announced: false });
  expect(await a.request('call.conference', asked)).toEqual(conferenceThere);
  await expect.poll(() => b.request('call.conference', { roomId: made, preferredDomain: 'anders.example' })).toEqual(conferenceThere);
  const [state] = (await anna.allEvents(made)).filter(({ type, state_key }) => type === 'im.vector.modular.widgets' && state_key !== 'kaputt');
  expect(state?.content).toMatchObject({ type: 'jitsi', data: { conferenceId: id, domain: 'meet.musterstadt.example', auth: 'openidtoken-jwt' } });
  await expect(a.request('call.conference', { roomId })).rejects.toMatchObject({ failure: { code: 'call-no-server' } });

  const token = await a.request('call.openIdToken', {});
  const asker = `${inject('synapse').url}/_matrix/federation/v1/openid/userinfo?access_token=${token.accessToken}`;
  expect(await (await fetch(asker)).json()).toEqual({ sub: anna.userId });
  expect(token).toMatchObject({ userId: anna.userId, displayName: 'Anna', serverName: inject('synapse').serverName });
});

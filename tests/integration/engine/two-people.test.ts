import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startEngineFarm, type EngineFarm } from '../support/headless-engine.ts';
import { directChat, hasEncryption, newPerson, signedIn, texts, write } from '../support/people.ts';

const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

let farm: EngineFarm;
beforeAll(async () => void (farm = await startEngineFarm()));
afterEach(() => farm.clear());
afterAll(() => farm.stop());

test('two people sign in, make an encrypted direct chat, write and read', async () => {
  const [anna, ben] = [await newPerson('Anna'), await newPerson('Ben')];
  const [a, b] = await Promise.all([signedIn(farm, anna), signedIn(farm, ben)]);
  await Promise.all([a.session(hasEncryption('ready')), b.session(hasEncryption('ready'))]);

  const roomId = await directChat(a, b, ben.userId);
  await write(a, roomId, 'Guten Morgen, Ben');
  const read = await b.when('timeline', { roomId }, ({ items }) => texts(items).includes('Guten Morgen, Ben'));
  expect(texts(read.items)).toEqual(['Guten Morgen, Ben']);
  await write(b, roomId, 'Guten Morgen, Anna');
  await a.when('timeline', { roomId }, ({ items }) => texts(items).includes('Guten Morgen, Anna'));

  const picture = Uint8Array.from(atob(onePixel), (character) => character.charCodeAt(0));
  const avatar_url = await ben.upload(picture, 'image/png');
  await ben.request('PUT', `v3/profile/${encodeURIComponent(ben.userId)}/avatar_url`, { avatar_url });
  const { items } = await a.when('room', { roomId }, (state) => state.items.some((item) => item.avatar === avatar_url));
  const opened = await a.request('media.open', { mxc: items.find((item) => item.avatar)?.avatar ?? '', size: 32 });
  expect(opened).toMatchObject({ type: 'image/png', data: { bytes: expect.arrayContaining([0x89, 0x50]) as unknown } });

  const onServer = await ben.allEvents(roomId);
  expect(onServer.filter(({ type }) => type === 'm.room.message')).toEqual([]);
  expect(onServer.filter(({ type }) => type === 'm.room.encrypted')).toHaveLength(2);
});

test('a direct chat is found again instead of made twice, also by a repeated command', async () => {
  const [anna, ben] = [await newPerson('Anna'), await newPerson('Ben')];
  const a = await signedIn(farm, anna);
  await a.session(hasEncryption('ready'));
  const args = { txnId: 'direct-twice-1', userId: ben.userId };
  const [first, same] = await Promise.all([a.request('room.direct', args), a.request('room.direct', args)]);
  await a.when('roomList', {}, ({ items }) => items.some((item) => item.kind === 'direct'));
  const later = await a.request('room.direct', { txnId: 'direct-twice-2', userId: ben.userId });
  expect([same.roomId, later]).toEqual([first.roomId, { roomId: first.roomId, created: false }]);
});

test('rooms: create, invite, decline, leave; what was read is marked read', async () => {
  const [anna, ben] = [await newPerson('Anna'), await newPerson('Ben')];
  const [a, b] = await Promise.all([signedIn(farm, anna), signedIn(farm, ben)]);
  await Promise.all([a.session(hasEncryption('ready')), b.session(hasEncryption('ready'))]);
  const { roomId } = await a.request('room.create', {
    txnId: 'room-create-1',
    name: 'Lage',
    topic: 'Täglich um acht',
    encrypted: true,
    invite: [ben.userId],
  });
  await b.when('roomList', {}, ({ head }) => head.invitations === 1);
  await b.request('room.leave', { roomId });
  await b.when('roomList', {}, ({ head }) => head.invitations === 0);
  await a.when('room', { roomId }, ({ items }) => items.length === 1);
  await a.request('room.invite', { roomId, userId: ben.userId });
  await b.when('roomList', {}, ({ head }) => head.invitations === 1);
  await b.request('room.join', { roomId });
  await b.request('room.opened', { roomId });
  await b.when('room', { roomId }, ({ head, items }) => head.encrypted && head.topic === 'Täglich um acht' && items.length === 2);

  await write(a, roomId, 'Guten Morgen');
  await b.when('roomList', {}, ({ items }) => items.some((item) => item.roomId === roomId && item.unread === 1));
  const { items } = await b.when('timeline', { roomId }, (state) => texts(state.items).includes('Guten Morgen'));
  const last = items.findLast(({ kind }) => kind === 'message');
  await b.request('timeline.seen', { roomId, eventId: last?.kind === 'message' ? (last.eventId ?? '') : '' });
  await b.when('roomList', {}, ({ head }) => head.unread === 0);
  const unreadAtServer = async (): Promise<unknown> => {
    const { rooms } = (await ben.sync()) as { rooms?: { join?: Record<string, { unread_notifications?: { notification_count?: number } }> } };
    return rooms?.join?.[roomId]?.unread_notifications?.notification_count;
  };
  await expect.poll(unreadAtServer, { timeout: 20_000 }).toBe(0);
  await b.request('room.leave', { roomId });
  await b.when('roomList', {}, (state) => state.items.every((item) => item.roomId !== roomId));
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { startEngineFarm, type EngineFarm } from '../support/headless-engine.ts';
import { isOnline, newPerson, signedIn, texts } from '../support/people.ts';

let farm: EngineFarm;
beforeAll(async () => void (farm = await startEngineFarm()));
afterAll(() => farm.stop());

type Sync = { rooms?: { join?: Record<string, { ephemeral: { events: { type: string; content: Record<string, unknown> }[] } }> } };

test('a message that was seen in a plain room is read for the server and for the others, and stays read', async () => {
  const [anna, ben] = [await newPerson('Anna'), await newPerson('Ben')];
  const roomId = await ben.createRoom({ preset: 'private_chat', name: 'Protokolle', invite: [anna.userId] });
  await anna.join(roomId);
  const a = await signedIn(farm, anna);
  await a.session(isOnline);
  let last = '';
  for (const text of ['Erstens', 'Zweitens', 'Drittens']) last = await ben.sendText(roomId, text);
  await a.when('roomList', {}, ({ items }) => items.some((item) => item.roomId === roomId && item.unread === 3));
  await a.when('timeline', { roomId }, ({ items }) => texts(items).includes('Drittens'));

  const counts: number[] = [];
  const stop = a.client.follow('roomList', {}, { state: ({ items }) => counts.push(items.find((item) => item.roomId === roomId)?.unread ?? -1) });
  await a.request('timeline.seen', { roomId, eventId: last });
  const receiptAtServer = async (): Promise<string[]> => {
    const { rooms } = (await ben.sync()) as Sync;
    const receipts = rooms?.join?.[roomId]?.ephemeral.events.filter(({ type }) => type === 'm.receipt') ?? [];
    return receipts.flatMap(({ content }) => Object.keys(content));
  };
  await expect.poll(receiptAtServer, { timeout: 20_000 }).toContain(last);
  await a.when('roomList', {}, ({ head }) => head.unread === 0);
  // A later sync brings the server's own count along.
  await ben.sendState(roomId, 'm.room.topic', { topic: 'Neu' });
  await a.when('room', { roomId }, ({ head }) => head.topic === 'Neu');
  stop();
  expect(counts.slice(counts.indexOf(0)).every((count) => count === 0), counts.join(' ')).toBe(true);
});

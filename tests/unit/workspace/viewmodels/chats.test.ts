import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import type { Connection, EncryptionSetup, RoomDetails } from '../../../../renderer/engine/contract.ts';
import { createChatsModel } from '../../../../renderer/workspace/viewmodels/chats/chats.ts';
import { createHandClock } from '../support/clock.ts';
import { createFakeEngine } from '../support/engine.ts';
import { message, mine, timelineHead } from '../support/items.ts';

function open() {
  const engine = createFakeEngine();
  const model = createChatsModel({
    engine,
    clock: createHandClock(),
    desktop: { request: () => Promise.resolve({ ok: false, failure: { code: 'link-refused' } }) },
    attention: { focused: signal(true), dispose: () => undefined },
  });
  return { engine, model };
}

const account = {
  userId: '@miriam:land.example',
  deviceId: 'D',
  displayName: 'Miriam',
  avatar: undefined,
  homeserver: { serverName: 'land.example', baseUrl: 'https://land.example' },
};
const session = (connection: Connection, encryption: EncryptionSetup) =>
  ({ head: { phase: 'signed-in', account, connection, encryption, lastOpenRoom: undefined, queued: 0 }, items: [] }) as const;
const online: Connection = { state: 'online' };
const offline: Connection = { state: 'offline', since: 0, failure: { code: 'offline' }, retryAt: undefined };

describe('the chats area', () => {
  it('has one conversation open at a time and lets go of the last one, its draft written', async () => {
    const { engine, model } = open();
    model.roomList.open('!a');
    await engine.asked('draft.read')[0]?.answer({ text: '' });
    model.conversation.value?.composer.input('Angefangen');
    model.roomList.open('!b');
    expect(engine.args('draft.write')).toEqual([{ roomId: '!a', text: 'Angefangen' }]);
    expect(engine.args('room.opened').map(({ roomId }) => roomId)).toEqual(['!a', '!b']);
    expect([model.conversation.value?.roomId, engine.following('timeline'), engine.following('room')]).toEqual(['!b', 1, 1]);
    model.roomList.close();
    expect([model.conversation.value, engine.following('timeline')]).toEqual([undefined, 0]);
  });

  it('resumes the room that was open last, but not over one that was opened meanwhile', () => {
    const { model } = open();
    model.resume(undefined);
    expect(model.roomList.selected.value).toBeUndefined();
    model.roomList.open('!neu');
    model.resume('!alt');
    expect(model.roomList.selected.value).toBe('!neu');
  });

  it('opens the chat that its dialog began, and closes the dialog', async () => {
    const { engine, model } = open();
    model.newChat();
    const { dialog } = model;
    if (dialog.value?.kind !== 'new-chat') throw new Error('There is no dialog');
    dialog.value.model.start.run('@emre:land.example');
    await engine.asked('room.direct')[0]?.answer({ roomId: '!emre', created: true });
    expect([model.roomList.selected.value, dialog.value]).toEqual(['!emre', undefined]);
  });

  it('follows nothing any more once it is disposed of', () => {
    const { engine, model } = open();
    model.roomList.open('!a');
    model.newRoom();
    model.dispose();
    expect((['roomList', 'room', 'timeline', 'session'] as const).map((name) => engine.following(name))).toEqual([0, 0, 0, 0]);
  });
});

describe('a conversation', () => {
  it('closes when the person has left, and stays open with the reason when that failed', async () => {
    const { engine, model } = open();
    model.roomList.open('!a');
    model.conversation.value?.leave.run();
    await engine.asked('room.leave')[0]?.refuse('offline');
    expect(model.conversation.value?.leave.failure.value?.code).toBe('offline');
    model.conversation.value?.leave.run();
    await engine.asked('room.leave')[1]?.answer(null);
    expect(model.conversation.value).toBeUndefined();
  });

  it('counts what waits for the connection, and says whether the recovery key would help', () => {
    const { engine, model } = open();
    model.roomList.open('!a');
    const conversation = model.conversation.value;
    engine.say('timeline', {
      head: timelineHead(),
      items: [message('a'), mine('q', { send: { state: 'queued' } }), mine('f', { send: { state: 'failed', failure: { code: 'forbidden' } } })],
    });
    engine.say('session', session(online, { state: 'ready' }));
    expect([conversation?.waiting.value, conversation?.locked.value]).toEqual([0, false]);
    engine.say('session', session(offline, { state: 'locked' }));
    expect([conversation?.waiting.value, conversation?.locked.value]).toEqual([1, true]);
  });

  it('says that the desktop refused a link', async () => {
    const { model } = open();
    model.roomList.open('!a');
    expect(await model.conversation.value?.openLink('javascript:1')).toBe(false);
  });

  it('has no details before the engine has said something about the room', () => {
    const { engine, model } = open();
    model.roomList.open('!a');
    expect(model.conversation.value?.details.value).toBeUndefined();
    engine.close('room', 'no-such-room');
    expect(model.conversation.value?.failure.value?.code).toBe('no-such-room');
    engine.say('room', { head: { roomId: '!a' } as RoomDetails, items: [] });
    expect([model.conversation.value?.details.value?.roomId, model.conversation.value?.failure.value]).toEqual(['!a', undefined]);
  });
});

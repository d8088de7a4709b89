import { describe, expect, it } from 'vitest';
import { settle } from '../send-queue/post-office.ts';
import { chatRoom, meetingRoom, openDesk } from './desk.ts';
import { anna, bernd, callId, conference, join, leave, ring, t0 } from './events.ts';

const call = { roomId: chatRoom, callId };
const types = (sent: readonly { readonly type: string }[]): readonly string[] => sent.map(({ type }) => type.replace('de.einklang.call.', ''));

describe('ringing', () => {
  it('rings the person of a direct chat, and is a call at once', async () => {
    const { open, server } = await openDesk();
    const { commands, shown } = open();
    expect(await commands['call.ring']({ ...call, media: 'audio', conference, url: 'https://meet.example/x' })).toEqual({ eventId: '$sent1' });
    expect(server.sent).toMatchObject([{
      roomId: chatRoom, type: 'de.einklang.call.ring',
      content: { call_id: callId, notification_type: 'ring', sender_ts: t0, lifetime: 30_000, intent: 'audio', 'm.mentions': { user_ids: [bernd] }, conference },
    }]);
    expect(shown.calls).toMatchObject([{ callId, own: true, confirmed: true, notification: 'ring' }]);
  });

  it('notifies a room, with a link for those on other clients', async () => {
    const { open, server } = await openDesk();
    await open().commands['call.ring']({ ...call, roomId: meetingRoom, media: 'video', conference, url: 'https://meet.example/x' });
    expect(server.sent).toMatchObject([
      { content: { notification_type: 'notification', 'm.mentions': { room: true } } },
      { type: 'm.room.message', content: { msgtype: 'm.text', body: '📞 https://meet.example/x' } },
    ]);
  });

  it('is refused offline, in a foreign room, and when the way out says no; it is never made up for', async () => {
    const { open, server, signal } = await openDesk();
    const { commands, shown } = open();
    const args = { ...call, media: 'audio' as const, conference };
    server.online = false;
    await expect(commands['call.ring'](args)).rejects.toMatchObject({ failure: { code: 'offline' } });
    server.online = true;
    server.fails = 'not-ready';
    await expect(commands['call.ring'](args)).rejects.toMatchObject({ failure: { code: 'not-ready' } });
    server.fails = undefined;
    await expect(commands['call.ring']({ ...args, roomId: '!fremd:x' })).rejects.toMatchObject({ failure: { code: 'not-found' } });
    await signal();
    expect([server.sent, shown.calls]).toEqual([[], []]);
  });
});

describe('answering', () => {
  it('counts at once, before the server brings it back, and once', async () => {
    const desk = await openDesk();
    const { commands, shown } = desk.open();
    await desk.receive(chatRoom, ring());
    await commands['call.decline']({ ...call, reason: 'busy' });
    expect(shown.calls).toMatchObject([{ answer: 'declined', over: true }]);
    await commands['call.decline']({ ...call, reason: 'busy' });
    expect(types(desk.server.sent)).toEqual(['decline']);
  });

  it('says once where this device is, and again under a new endpoint', async () => {
    const desk = await openDesk();
    const { commands, shown } = desk.open();
    await desk.receive(chatRoom, ring());
    await commands['call.joined']({ ...call, endpointId: 'e1' });
    await commands['call.joined']({ ...call, endpointId: 'e1' });
    expect(shown.calls).toMatchObject([{ answer: 'joined-here', members: [{ userId: anna, own: 'this-device', endpointId: 'e1' }] }]);
    await commands['call.joined']({ ...call, endpointId: 'e2' });
    await commands['call.left'](call);
    await commands['call.left'](call);
    expect(types(desk.server.sent)).toEqual(['join', 'join', 'leave']);
    expect(new Set(desk.server.sent.map(({ txnId }) => txnId)).size).toBe(3);
  });

  it('does not count what it sent twice when that comes back', async () => {
    const desk = await openDesk();
    const { commands, shown } = desk.open();
    await desk.receive(chatRoom, ring());
    await commands['call.joined'](call);
    await desk.receive(chatRoom, { ...join(10, anna, 'A1'), eventId: '$sent1' });
    expect(shown.calls[0]?.members).toHaveLength(1);
  });
});

describe('a leave', () => {
  it('that could not be sent is sent at the next chance', async () => {
    const desk = await openDesk();
    const { commands } = desk.open();
    await desk.receive(chatRoom, ring());
    await commands['call.joined'](call);
    desk.server.fails = 'offline';
    await expect(commands['call.left'](call)).rejects.toMatchObject({ failure: { code: 'offline' } });
    await desk.signal();
    desk.server.fails = undefined;
    await desk.signal();
    await desk.signal();
    expect(types(desk.server.sent)).toEqual(['join', 'leave']);
  });

  it('is sent by the next start after a crash, once the sync is through', async () => {
    const desk = await openDesk();
    await desk.receive(chatRoom, ring());
    await desk.open().commands['call.joined'](call);
    desk.server.ready = false;
    desk.open().commands.stop();
    await settle();
    expect(types(desk.server.sent)).toEqual(['join']);
    desk.server.ready = true;
    const { commands } = desk.open();
    await settle();
    expect(desk.server.sent.at(-1)).toMatchObject({ type: 'de.einklang.call.leave', content: { call_id: callId, device_id: 'A1' } });
    await commands['call.left'](call);
    expect(types(desk.server.sent)).toEqual(['join', 'leave']);
  });

  it('is not sent where the call goes on and only the engine was away', async () => {
    const desk = await openDesk();
    await desk.receive(chatRoom, ring());
    await desk.open().commands['call.joined'](call);
    await desk.receive(chatRoom, { ...join(10, anna, 'A1'), eventId: '$sent1' });
    desk.server.ready = false;
    const { commands } = desk.open();
    await commands['call.joined'](call);
    desk.server.ready = true;
    await desk.signal();
    expect(types(desk.server.sent)).toEqual(['join']);
  });

  it('of the last one takes the conference back, that of another not', async () => {
    const desk = await openDesk();
    const { commands } = desk.open();
    await desk.receive(chatRoom, ring(), join(5, bernd, 'B1'));
    await commands['call.joined'](call);
    await commands['call.left']({ ...call, empty: true });
    expect(desk.forgotten, 'somebody is still in the call').toEqual([]);
    await desk.receive(chatRoom, leave(20, bernd, 'B1'));
    await commands['call.joined'](call);
    await commands['call.left'](call);
    expect(desk.forgotten, 'somebody on another client is still in the conference').toEqual([]);
    await commands['call.joined'](call);
    await commands['call.left']({ ...call, empty: true });
    expect(desk.forgotten).toEqual([chatRoom]);
  });

  it('is given up for a room that takes no more events', async () => {
    const desk = await openDesk();
    await desk.open().commands['call.joined'](call);
    desk.server.fails = 'forbidden';
    desk.open();
    await settle();
    desk.server.fails = undefined;
    await desk.signal();
    expect(types(desk.server.sent)).toEqual(['join']);
  });
});

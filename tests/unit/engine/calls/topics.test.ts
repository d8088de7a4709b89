import { describe, expect, it } from 'vitest';
import { previewOf } from '../../../../renderer/engine/room-list/preview.ts';
import { countUnread } from '../../../../renderer/engine/sync/unread.ts';
import { encrypted, member, redaction, roomSync, state, sync } from '../store/matrix-samples.ts';
import { settle } from '../send-queue/post-office.ts';
import { chatRoom, meetingRoom, openDesk } from './desk.ts';
import { anna, at, bernd, callId, carla, conference, decline, join, leave, ring, t0 } from './events.ts';

const ids = (calls: readonly { readonly callId: string }[]): readonly string[] => calls.map((call) => call.callId);

const rtcMember = (userId: string) => ({
  ...state(`$rtc${userId}`, 'org.matrix.msc3401.call.member', { application: 'm.call', call_id: '', device_id: 'X' }, `_${userId}_X_m.call`),
  sender: userId, origin_server_ts: t0,
});

describe('the topic "calls"', () => {
  it('shows what rings, as it changes, and one minute after its end no more', async () => {
    const desk = await openDesk();
    const { shown } = desk.open();
    await desk.receive(chatRoom, ring(), join(100, bernd, 'B1', 'e1'));
    expect(shown.calls).toMatchObject([{
      key: callId, kind: 'direct', title: 'Bernd', peer: { userId: bernd }, caller: { name: 'Bernd' }, notification: 'ring', media: 'video', own: false,
      conference: { ...conference, announced: false }, members: [{ userId: bernd, endpointId: 'e1', own: undefined }], over: false, elsewhere: false,
    }]);
    desk.clock.pass(5_000);
    await desk.receive(chatRoom, leave(5_000, bernd, 'B1'));
    expect(shown.calls).toMatchObject([{ over: true }]);
    desk.clock.pass(59_000);
    expect(shown.calls).toHaveLength(1);
    desk.clock.pass(2_000);
    expect(shown.calls).toEqual([]);
  });

  it('lets time alone end the ringing', async () => {
    const desk = await openDesk();
    const { shown } = desk.open();
    await desk.receive(chatRoom, ring());
    desk.clock.pass(34_000);
    expect(shown).toMatchObject({ calls: [{ over: false }], history: [{ outcome: 'missed' }], head: { missed: 1 } });
    desk.clock.pass(2_000);
    expect(shown.calls).toMatchObject([{ over: true }]);
  });

  it('waits for the sync of this run, and for what came after the ring to be readable', async () => {
    const desk = await openDesk();
    desk.server.ready = false;
    const { shown } = desk.open();
    await desk.receive(chatRoom, ring());
    expect(shown.calls).toEqual([]);
    desk.server.ready = true;
    await desk.signal();
    expect(ids(shown.calls), 'control').toEqual([callId]);

    await desk.receive(chatRoom, ring({ call_id: 'anruf-0002' }, bernd, 10), encrypted('$later', 'S'));
    expect(ids(shown.calls)).toEqual([callId]);
    desk.chat.putDecrypted([{ roomId: chatRoom, eventId: '$later', problem: 'key-missing' }]);
    await settle();
    expect(ids(shown.calls)).toContain('anruf-0002');
  });

  it('does not ring after a long time offline, nor for what a catching-up sync brings with its end', async () => {
    const desk = await openDesk();
    const { shown } = desk.open();
    desk.clock.pass(3_600_000);
    await desk.receive(chatRoom, ring(), join(100, bernd, 'B1'));
    await desk.receive(chatRoom, ring({ call_id: 'anruf-0002' }, bernd, 3_590_000), at(3_595_000, bernd, 'join', { call_id: 'anruf-0002', device_id: 'B1' }), at(3_599_000, bernd, 'leave', { call_id: 'anruf-0002', device_id: 'B1' }));
    expect(shown.calls.filter(({ over, ringUntilTs }) => !over && ringUntilTs > desk.clock.now())).toEqual([]);
    expect(shown.history.map(({ outcome }) => outcome)).toEqual(['missed', 'missed']);
  });

  it('ends a meeting whose last member has gone offline', async () => {
    const desk = await openDesk();
    const { shown } = desk.open();
    await desk.receive(meetingRoom, ring({ notification_type: 'notification' }), join(100, bernd, 'B1'));
    desk.clock.pass(120_000);
    expect(shown.calls).toMatchObject([{ kind: 'room', over: false, members: [{ userId: bernd }] }]);
    desk.turn(bernd, 'offline');
    expect(shown.calls).toMatchObject([{ over: true, members: [] }]);
    desk.turn(bernd, 'online');
    expect(shown.calls, 'who was only away is back').toMatchObject([{ over: false }]);
  });

  it('takes out at once who is put out of the room, and lets them in again with it', async () => {
    const desk = await openDesk();
    const { shown } = desk.open();
    const begins = ring({ notification_type: 'notification' });
    await desk.receive(meetingRoom, begins, join(100, bernd, 'B1'), join(200, carla, 'C1'), rtcMember(carla));
    expect(shown.calls.map(({ members }) => members.map(({ userId }) => userId)), 'control').toEqual([[bernd, carla], [carla]]);
    await desk.receive(meetingRoom, member('$out', carla, 'Carla', 'ban'));
    expect(shown.calls.map(({ members }) => members.map(({ userId }) => userId))).toEqual([[bernd]]);
    await desk.receive(meetingRoom, member('$in', carla, 'Carla'));
    expect(shown.calls[0]?.members).toHaveLength(2);
  });

  it('knows where a device was in a call of the same room a moment ago, whose conference this call has, too', async () => {
    const formerAfter = async (gapMs: number, before = chatRoom): Promise<unknown> => {
      const desk = await openDesk();
      const { shown } = desk.open();
      await desk.receive(before, ring(), join(100, bernd, 'B1', 'crashed'), leave(5_000, bernd, 'B1'));
      desk.clock.pass(5_000 + gapMs + 1_000);
      const again = { call_id: 'anruf-0002' };
      await desk.receive(chatRoom, ring({ ...again, sender_ts: t0 + 5_000 + gapMs }, bernd, 5_000 + gapMs), at(5_100 + gapMs, bernd, 'join', { ...again, device_id: 'B1', endpoint_id: 'new' }));
      return shown.calls.find((call) => call.callId === 'anruf-0002')?.members.map(({ endpointId, formerEndpointIds }) => [endpointId, ...formerEndpointIds]);
    };
    expect(await formerAfter(20_000)).toEqual([['new', 'crashed']]);
    expect(await formerAfter(200_000), 'long ago').toEqual([['new']]);
    expect(await formerAfter(20_000, meetingRoom), 'elsewhere').toEqual([['new']]);
  });

  it('says who stands behind an endpoint only by a confirmed device where the room is encrypted', async () => {
    const desk = await openDesk();
    const { shown } = desk.open();
    const endpoints = (): unknown => shown.calls[0]?.members.map(({ endpointId }) => endpointId);
    await desk.receive(chatRoom, ring(), join(100, bernd, 'B1', 'e1'));
    expect(endpoints(), 'control: nothing better is to be had in the clear').toEqual(['e1']);

    await desk.receive(meetingRoom, state('$enc', 'm.room.encryption', { algorithm: 'm.megolm.v1.aes-sha2' }));
    const secret = { call_id: 'anruf-0009' };
    const begins = ring({ ...secret, notification_type: 'notification' });
    await desk.receive(meetingRoom, begins, at(1, bernd, 'join', { ...secret, device_id: 'B1', endpoint_id: 'forged' }));
    const formers = (): unknown => shown.calls.find(({ callId: id }) => id === secret.call_id)?.members.map(({ formerEndpointIds }) => formerEndpointIds);
    const bound = (): unknown => shown.calls.find(({ callId: id }) => id === secret.call_id)?.members.map(({ endpointId }) => endpointId);
    expect(bound(), 'in the clear').toEqual([undefined]);
    expect(formers(), 'nor where somebody was before').toEqual([[]]);
    await desk.receive(meetingRoom, { ...encrypted('$j', 'S'), sender: bernd });
    const joined = { roomId: meetingRoom, eventId: '$j', type: 'de.einklang.call.join', content: { ...secret, device_id: 'B1', endpoint_id: 'e2' } };
    desk.chat.putDecrypted([{ ...joined, shield: 'unverified-device' }]);
    await settle();
    expect(bound(), 'by a device that anybody could have added').toEqual([undefined]);
    desk.chat.putDecrypted([joined]);
    await settle();
    expect(bound()).toEqual(['e2']);
  });

  it('is not confused by the same call ID in another room, nor by a room that one is not in', async () => {
    const desk = await openDesk();
    const { shown } = desk.open();
    await desk.receive(chatRoom, ring(), join(100, bernd, 'B1'));
    await desk.receive(meetingRoom, ring({ sender_ts: t0 - 10_000 }, carla, 200), leave(300, carla, 'B1'));
    expect(shown.calls).toMatchObject([{ roomId: chatRoom, over: false }]);
    expect(shown.history).toHaveLength(1);
    desk.chat.applySync(sync([roomSync([], { roomId: chatRoom, membership: 'leave' })]));
    await settle();
    expect(shown.calls).toEqual([]);
  });

  it('shows a call of MatrixRTC clients as one elsewhere, until it ends', async () => {
    const desk = await openDesk();
    const content = { application: 'm.call', device_id: 'X', expires: 3_600_000 };
    const joined = { ...state('$rtc', 'org.matrix.msc3401.call.member', content, `_${bernd}_X_m.call`), sender: bernd, origin_server_ts: t0 };
    await desk.receive(meetingRoom, joined);
    const { shown } = desk.open();
    expect(shown.calls).toMatchObject([{ elsewhere: true, roomId: meetingRoom, members: [{ userId: bernd }], over: false, notification: 'notification' }]);
    desk.clock.pass(3_600_001);
    expect(shown.calls).toEqual([]);
    const later = { ...joined, event_id: '$rtc2', origin_server_ts: desk.clock.now() };
    await desk.receive(meetingRoom, later);
    expect(shown.calls).toHaveLength(1);
    await desk.receive(meetingRoom, { ...later, event_id: '$rtc3', content: {} });
    expect(shown.calls).toEqual([]);
  });
});

describe('the call history', () => {
  it('has every call, newest first, after a restart too, and remembers what was seen', async () => {
    const desk = await openDesk();
    const before = desk.open();
    await desk.receive(chatRoom, ring(), leave(1, bernd, 'B1'));
    desk.clock.pass(60_000);
    await desk.receive(meetingRoom, ring({ call_id: 'anruf-0002', notification_type: 'notification' }, anna, 50_000), at(50_001, anna, 'join', { call_id: 'anruf-0002', device_id: 'A9' }));
    await desk.receive(chatRoom, ring({ call_id: 'anruf-0003', sender_ts: t0 + 55_000 }, bernd, 55_000));
    expect(before.shown).toMatchObject({ history: [{ callId: 'anruf-0003', outcome: 'ringing' }, { callId: 'anruf-0002', direction: 'outgoing' }, { callId, outcome: 'missed' }], head: { missed: 1, loaded: true } });
    before.history.seen();
    expect(before.shown.head).toEqual({ loaded: true, missed: 0 });
    desk.clock.pass(60_000);
    expect(before.shown.head?.missed, 'it rang when the others were seen').toBe(1);
    const { shown } = desk.open();
    expect([shown.head, ids(shown.history)]).toEqual([before.shown.head, ids(before.shown.history)]);
  });

  it('lets go of a call whose beginning is redacted, and of those of a forgotten room', async () => {
    const desk = await openDesk();
    const { shown } = desk.open();
    const begun = ring();
    await desk.receive(chatRoom, begun, ring({ call_id: 'anruf-0002' }));
    await desk.receive(chatRoom, redaction('$r', begun.eventId));
    expect(ids(shown.history)).toEqual(['anruf-0002']);
    desk.chat.forgetRoom(chatRoom);
    await settle();
    expect([shown.history, shown.calls]).toEqual([[], []]);
  });
});

describe('two who call each other at once', () => {
  const theirs = [ring(), join(10, bernd, 'B1')];
  const mine = (callId: string, more: object = {}) => [
    ring({ call_id: callId, 'm.mentions': { user_ids: [bernd] }, sender_ts: t0 + 500, ...more }, anna, 500),
    at(510, anna, 'join', { call_id: callId, device_id: 'A1' }),
  ];

  it('have had one call: the one that gave way is no story of its own', async () => {
    const desk = await openDesk();
    const { shown, records } = desk.open();
    await desk.receive(chatRoom, ...theirs, ...mine('anruf-0002'), at(900, anna, 'leave', { call_id: 'anruf-0002', device_id: 'A1' }), join(910, anna, 'A1'));
    desk.clock.pass(1_000);
    expect(shown.history).toMatchObject([{ callId, outcome: 'running' }]);
    const [first, , second] = desk.chat.timelineWindow(chatRoom, { limit: 6 }).events;
    expect([first, second].map((event) => event && records.at(event)?.callId)).toEqual([callId, undefined]);
  });

  it('have had two where one called back', async () => {
    const desk = await openDesk();
    const { shown } = desk.open();
    desk.clock.pass(1_000);
    await desk.receive(chatRoom, ...theirs, leave(300, bernd, 'B1'), ...mine('anruf-0002'), at(900, bernd, 'join', { call_id: 'anruf-0002', device_id: 'B1' }));
    expect(shown.history).toMatchObject([{ callId: 'anruf-0002', outcome: 'running' }, { callId, outcome: 'missed' }]);
  });
});

describe('a call in its room', () => {
  it('is the last thing that happened, once', async () => {
    const desk = await openDesk();
    const { records } = desk.open();
    await desk.receive(chatRoom, ring(), join(100, bernd, 'B1'), leave(200, bernd, 'B1'));
    const row = desk.chat.roomRow(chatRoom);
    expect(row && previewOf(row, anna, undefined, records.at)).toEqual({ kind: 'call', sender: 'Bernd', own: false, outcome: 'missed' });
  });

  it('counts as one unread thing while nobody of the account has answered', async () => {
    const desk = await openDesk();
    await desk.receive(chatRoom, { ...state('$e', 'm.room.encryption', { algorithm: 'm.megolm.v1.aes-sha2' }), sender: bernd }, { ...ring().raw, event_id: '$x', type: 'm.room.message', sender: anna, origin_server_ts: t0, content: { body: 'gelesen' } });
    const unread = async (...events: Parameters<typeof desk.receive>[1][]): Promise<number | undefined> => {
      await desk.receive(chatRoom, ...events);
      desk.chat.putUnread(chatRoom, { notifications: 9, highlights: 0 });
      return countUnread(desk.chat, chatRoom, anna)?.notifications;
    };
    expect(await unread(ring(), join(1, bernd, 'B1'), leave(2, bernd, 'B1'), ring())).toBe(1);
    expect(await unread(ring({ call_id: 'anruf-0002' }))).toBe(2);
    expect(await unread({ ...decline(3, anna) }), 'answered, and one’s own refusal is no sign of having read').toBe(1);
    expect(await unread(ring({ call_id: 'anruf-0003', notification_type: 'notification' }))).toBe(1);
  });
});

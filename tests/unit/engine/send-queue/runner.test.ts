import { describe, expect, it } from 'vitest';
import { handClock, hour, openDesk, postOffice, settle, type Desk, type Weather } from './post-office.ts';

const room = '!amt:musterstadt.example';
const start = Date.UTC(2026, 10, 24, 9);

async function begin(...weather: Weather[]) {
  const clock = handClock(start);
  const office = postOffice(clock);
  office.weather.push(...weather);
  const desk = await openDesk(office, clock);
  const states = (at: Desk = desk): string[] => at.queue.messages().map((message) => `${message.txnId} ${message.state}`);
  return { clock, office, desk, states };
}

describe('the send queue', () => {
  it('sends in order, one at a time in a room, and keeps a message until its echo is there', async () => {
    const { office, desk, states } = await begin();
    for (const txnId of ['one', 'two', 'three']) desk.write(txnId, room);
    await settle();
    expect(office.bodies(room)).toEqual(['one', 'two', 'three']);
    expect(office.mostAtOnce).toBe(1);
    expect(states()).toEqual(['one sent', 'two sent', 'three sent']);
    office.sync(desk.chat);
    await settle();
    expect(states()).toEqual([]);
  });

  it('sends rooms side by side: one that hangs does not hold up another', async () => {
    const { office, desk } = await begin('hangs');
    desk.write('stuck', room);
    desk.write('free', '!other:x');
    await settle();
    expect(office.bodies('!other:x')).toEqual(['free']);
    expect(desk.runner.isUnderWay('stuck')).toBe(true);
  });

  it('sends nothing before the first sync of the run is through', async () => {
    const { office, desk } = await begin();
    office.ready = false;
    desk.write('early', room);
    await settle();
    expect(office.requests).toEqual([]);
    office.ready = true;
    office.signal();
    await settle();
    expect(office.bodies(room)).toEqual(['early']);
  });

  it('comes back at once when the connection does, not only when the wait is over', async () => {
    const { office, desk, clock, states } = await begin('offline', 'offline');
    desk.write('late', room);
    await settle();
    expect(states()).toEqual(['late queued']);
    office.signal();
    await settle();
    expect(office.requests).toHaveLength(2);
    clock.pass(750);
    await settle();
    expect(office.bodies(room)).toEqual(['late']);
  });

  it('waits longer each time for a server in trouble, and a signal does not make it hurry', async () => {
    const { office, desk, clock } = await begin(...Array.from({ length: 12 }, (): Weather => 'busy'));
    desk.write('patient', room);
    const waits: number[] = [];
    for (let round = 0; round < 12; round++) {
      await settle();
      office.signal();
      await settle();
      const wait = (clock.waiting() ?? NaN) - clock.now();
      waits.push(wait);
      clock.pass(wait);
    }
    await settle();
    expect(waits).toEqual([750, 1_500, 3_000, 6_000, 12_000, 24_000, 45_000, 45_000, 45_000, 45_000, 45_000, 45_000]);
    expect(office.bodies(room)).toEqual(['patient']);
  });

  it('takes the wait that a server asks for, in all rooms', async () => {
    const { office, desk, clock } = await begin('limited');
    desk.write('one', room);
    await settle();
    desk.write('two', '!other:x');
    await settle();
    clock.pass(4_999);
    await settle();
    expect(office.requests).toHaveLength(1);
    clock.pass(1);
    await settle();
    expect(office.taken).toHaveLength(2);
  });

  it('waits for a new sign-in when the session has expired', async () => {
    const { office, desk, states } = await begin('expired');
    desk.write('kept', room);
    await settle();
    expect(states()).toEqual(['kept queued']);
    office.signal();
    await settle();
    expect(office.bodies(room)).toEqual(['kept']);
  });

  it('says why a message was refused for good, sends the rest, and tries again when asked', async () => {
    const { office, desk, states } = await begin('refused');
    desk.write('too bold', room);
    desk.write('fine', room);
    await settle();
    expect(states()).toEqual(['too bold failed', 'fine sent']);
    expect(desk.queue.message('too bold')?.failure).toEqual({ code: 'forbidden' });
    desk.queue.markQueued('too bold');
    desk.runner.pump();
    await settle();
    expect(office.bodies(room)).toEqual(['fine', 'too bold']);
  });

  it('does not repeat what it lost the answer to, when the echo comes first', async () => {
    const { office, desk, states } = await begin('lost');
    desk.write('heard', room);
    await settle();
    office.sync(desk.chat);
    await settle();
    expect(states()).toEqual([]);
    expect(office.requests).toHaveLength(1);
  });

  it('repeats with the same transaction ID otherwise', async () => {
    const { office, desk, clock } = await begin('lost');
    desk.write('once', room);
    await settle();
    clock.pass(1_000);
    await settle();
    expect(office.requests.map((request) => request.txnId)).toEqual(['once', 'once']);
    expect(office.bodies(room)).toEqual(['once']);
  });
});

describe('after a kill between the acceptance and its answer', () => {
  it('the same device repeats, and the server knows the message', async () => {
    const { office, desk, clock, states } = await begin('lost and hangs');
    desk.write('once', room);
    desk.write('next', room);
    await settle();
    desk.runner.stop();
    office.killed();
    office.ready = false;
    const again = await openDesk(office, clock, desk);
    expect(states(again)).toEqual(['once queued', 'next queued']);
    office.ready = true;
    office.signal();
    await settle();
    expect(office.bodies(room)).toEqual(['once', 'next']);
    office.sync(again.chat);
    await settle();
    expect(states(again)).toEqual([]);
  });

  it.each([
    ['a new device', 'D2', 0],
    ['a day later', 'D1', 25 * hour],
  ])('%s looks first, through a gap if need be', async (_name, deviceId, later) => {
    const { office, desk, clock, states } = await begin('lost and hangs');
    office.other(room, 'before');
    office.sync(desk.chat);
    desk.write('once', room);
    desk.write('next', room);
    await settle();
    desk.runner.stop();
    office.killed();
    for (let count = 0; count < 30; count++) office.other(room, `meanwhile ${count.toString()}`);
    office.deviceId = deviceId;
    office.ready = false;
    clock.pass(later);
    const again = await openDesk(office, clock, desk);
    office.sync(again.chat, 5);
    await settle();
    expect(states(again)).toEqual(['once queued', 'next queued']);
    office.ready = true;
    office.signal();
    await settle();
    const own = office.bodies(room).filter((body) => body === 'once' || body === 'next');
    expect(own).toEqual(['once', 'next']);
  });

  it('a look that cannot be finished is not taken for "not there"', async () => {
    const { office, desk, clock } = await begin('lost and hangs');
    desk.write('once', room);
    await settle();
    desk.runner.stop();
    office.killed();
    for (let count = 0; count < 30; count++) office.other(room, `meanwhile ${count.toString()}`);
    office.deviceId = 'D2';
    const again = await openDesk(office, clock, { files: desk.files, chat: desk.chat });
    office.weather.push('offline');
    office.sync(again.chat, 5);
    await settle();
    clock.pass(5_000);
    await settle();
    expect(office.requests).toHaveLength(1);
    office.weather.length = 0;
    clock.pass(60_000);
    await settle();
    expect(office.bodies(room).filter((body) => body === 'once')).toHaveLength(1);
  });

  it('a message that never left is sent by the new device', async () => {
    const { office, desk, clock } = await begin('hangs');
    office.other(room, 'before');
    office.sync(desk.chat);
    desk.write('moved', room);
    await settle();
    desk.runner.stop();
    office.killed();
    office.deviceId = 'D2';
    await openDesk(office, clock, desk);
    await settle();
    expect(office.bodies(room)).toEqual(['before', 'moved']);
  });

  it('a message whose event a limited sync left out is not shown as the newest for ever', async () => {
    const { office, desk, states } = await begin();
    office.other(room, 'before');
    office.sync(desk.chat);
    desk.write('left out', room);
    await settle();
    for (let count = 0; count < 9; count++) office.other(room, `later ${count.toString()}`);
    expect(states()).toEqual(['left out sent']);
    office.sync(desk.chat, 3);
    await settle();
    expect(states()).toEqual([]);
    expect(desk.chat.timelineWindow(room, { limit: 50, acrossGaps: true }).gaps).toHaveLength(1);
  });
});

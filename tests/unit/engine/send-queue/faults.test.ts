import { describe, expect, it } from 'vitest';
import { seeded, type Random } from '../../base/random.ts';
import { handClock, hour, openDesk, postOffice, settle, type Desk, type Weather } from './post-office.ts';

const rooms = ['!eins:x', '!zwei:x', '!drei:x'] as const;
const passing: readonly Weather[] = ['offline', 'lost', 'busy', 'limited', 'expired', 'not-ready', 'fine', 'fine', 'fine'];
const deadly: readonly Weather[] = ['hangs', 'lost and hangs', 'lost and hangs'];

/** A working day with everything that can go wrong; at its end the weather is fine until nothing waits any more. */
async function liveThrough(random: Random) {
  const clock = handClock(Date.UTC(2026, 10, 24, 9));
  const office = postOffice(clock);
  for (const room of rooms) office.other(room, 'before');
  let desk: Desk = await openDesk(office, clock);
  const written = new Map<string, string[]>(rooms.map((room) => [room, []]));
  let devices = 1;
  let kills = 0;

  const kill = async (): Promise<void> => {
    kills++;
    desk.runner.stop();
    office.killed();
    office.weather.length = 0;
    if (random.next() < 0.3) office.deviceId = `D${(++devices).toString()}`;
    if (random.next() < 0.3) clock.pass(random.below(30) * hour);
    office.ready = false;
    desk = await openDesk(office, clock, desk);
    await settle();
    // The first sync of the new run, short or with a gap, is through before anything is sent.
    office.sync(desk.chat, random.next() < 0.5 ? 2 : Infinity);
    office.ready = true;
    office.signal();
  };

  const happenings: readonly (() => void | Promise<void>)[] = [
    () => {
      const room = random.pick(rooms);
      const list = written.get(room) ?? [];
      const txnId = `${room} ${list.length.toString()}`;
      list.push(txnId);
      desk.write(txnId, room);
    },
    () => void office.weather.push(random.pick(passing)),
    () => void office.weather.push(random.pick(passing)),
    () => clock.pass(random.below(20_000)),
    () => office.sync(desk.chat, random.next() < 0.3 ? 3 : Infinity),
    () => office.other(random.pick(rooms), 'meanwhile'),
    () => office.signal(),
    async () => {
      office.weather.push(random.pick(deadly));
      await settle();
      if (random.next() < 0.5) await kill();
    },
  ];

  for (let turn = 0; turn < 60; turn++) {
    await random.pick(happenings)();
    if (random.next() < 0.7) await settle();
  }
  await kill();
  office.weather.length = 0;
  for (let turn = 0; turn < 60 && desk.queue.messages().length > 0; turn++) {
    clock.pass(60_000);
    await settle();
    office.sync(desk.chat);
    await settle();
  }
  const arrived = new Map(rooms.map((room) => [room, office.bodies(room).filter((body) => body !== 'before' && body !== 'meanwhile')]));
  return { office, written, arrived, kills, left: desk.queue.messages() };
}

describe('whatever goes wrong', () => {
  it('none is lost, none comes twice, each room keeps its order', { timeout: 60_000 }, async () => {
    let kills = 0;
    let messages = 0;
    for (let seed = 1; seed <= 24; seed++) {
      const day = await liveThrough(seeded(seed));
      expect(day.arrived, `seed ${seed.toString()}`).toEqual(day.written);
      expect(day.office.mostAtOnce, `seed ${seed.toString()}`).toBeLessThanOrEqual(1);
      expect(day.left, `seed ${seed.toString()}`).toEqual([]);
      kills += day.kills;
      messages += [...day.written.values()].flat().length;
    }
    expect(kills).toBeGreaterThan(50);
    expect(messages).toBeGreaterThan(120);
  });
});

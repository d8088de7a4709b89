import { describe, expect, it } from 'vitest';
import { ring, roomCall } from './support.ts';
import { callWorld } from './world.ts';

describe('quiet', () => {
  const rings = (world: ReturnType<typeof callWorld>): boolean => world.shown.at(-1)?.ringing !== undefined;

  it('is what the person\'s own presence says: who calls then does not ring here, not even when it is over', async () => {
    const world = callWorld();
    world.engineSide.doNotDisturb(true);
    await world.settle();
    world.engineSide.tell(ring());
    await world.settle();
    expect(rings(world)).toBe(false);
    world.engineSide.doNotDisturb(false);
    world.engineSide.tell(ring({ ringUntilTs: 29_000 }));
    await world.settle();
    expect(rings(world)).toBe(false);
    expect([...world.notified, ...world.asked('call.decline')]).toEqual([]);
    world.engineSide.tell(ring({ callId: 'call-again' }));
    await world.settle();
    expect(rings(world), 'control').toBe(true);
  });

  it('holds from the first word of an engine that knows of a call already', async () => {
    const world = callWorld();
    world.engineSide.doNotDisturb(true);
    world.engineSide.tell(ring(), roomCall({ callId: 'call-room' }));
    await world.settle();
    expect(rings(world)).toBe(false);
    expect(world.notified).toEqual([]);
  });

  it('is at its hours: nothing rings, nor is a room\'s call told of, until they are over', async () => {
    const world = callWorld({ quietHours: { on: true, from: '00:00', to: '01:30' } });
    await world.settle();
    world.engineSide.tell(ring(), roomCall({ callId: 'call-room' }));
    await world.settle();
    expect(rings(world)).toBe(false);
    expect(world.notified).toEqual([]);
    world.clock.pass(1_800_000);
    const ringUntilTs = world.clock.now() + 30_000;
    world.engineSide.tell(ring({ callId: 'call-later', ringUntilTs }), roomCall({ callId: 'call-room-later', ringUntilTs }));
    await world.settle();
    expect(rings(world), 'control').toBe(true);
    expect(world.notified).toMatchObject([['room-call', { callId: 'call-room-later' }]]);
  });

  it('ends with the account that wanted it', async () => {
    const world = callWorld();
    world.engineSide.doNotDisturb(true);
    await world.settle();
    expect(world.runner.state().quiet).toBe(true);
    world.engineSide.signOut();
    await world.settle();
    expect(world.runner.state().quiet).toBe(false);
  });
});

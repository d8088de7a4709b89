import { describe, expect, it } from 'vitest';
import type { CallMember } from '../../../../renderer/engine/contract/calls.ts';
import { amir, member, petra, ring } from './support.ts';
import { callWorld, startCall } from './world.ts';

const me = { userId: '@me:land.example', name: 'Ich Selbst', avatar: undefined };

describe('who comes back after a crash', () => {
  const former = (world: ReturnType<typeof callWorld>) => world.page.briefs.at(-1)?.former;
  const callIdOf = (world: ReturnType<typeof callWorld>): string => world.shown.at(-1)?.current?.callId ?? '';

  it('is told which endpoint was their own', async () => {
    const world = callWorld();
    await startCall(world);
    world.report('joined', { others: 1, endpointId: 'alt1' });
    world.engineSide.tell(ring({ callId: callIdOf(world), own: true, members: [member(me, { own: 'this-device', endpointId: 'alt1' }), member(petra, { endpointId: 'p1' })] }));
    await world.settle();
    expect(former(world)).toEqual({});
    expect(world.page.briefs.at(-1)?.known, 'oneself is nobody else').toMatchObject({ p1: { name: petra.name } });
    expect(Object.keys(world.page.briefs.at(-1)?.known ?? {})).toEqual(['p1']);
    world.page.events()?.crashed('killed');
    await world.handlers['call.rejoin']({});
    await world.settle();
    expect(former(world)).toEqual({ alt1: { name: 'Ich Selbst', now: undefined } });
  });

  it('is known to others by what their device said before, unless somebody else says so as well', async () => {
    const world = callWorld();
    await startCall(world);
    const tell = async (...members: readonly CallMember[]) => {
      world.engineSide.tell(ring({ callId: callIdOf(world), own: true, members }));
      await world.settle();
      return former(world);
    };
    const back = member(petra, { endpointId: 'neu1', formerEndpointIds: ['alt1'] });
    expect(await tell(back)).toEqual({ alt1: { name: petra.name, now: 'neu1' } });
    expect(await tell(back, member(amir, { endpointId: 'alt1' })), 'somebody is there now').toEqual({});
    expect(await tell(back, member(amir, { endpointId: 'a1', formerEndpointIds: ['alt1'] })), 'two claim it').toEqual({});
    expect(await tell(member(petra, { formerEndpointIds: ['alt1'] })), 'their device is nowhere').toEqual({});
  });
});

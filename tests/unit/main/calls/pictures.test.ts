import { describe, expect, it } from 'vitest';
import type { CallPicture } from '../../../../renderer/call/contract.ts';
import { member, petra, ring, roomCall } from './support.ts';
import { callWorld } from './world.ts';

const mxc = (name: string): string => `mxc://land.example/${name}`;
const bytes = (count: number): ArrayBuffer => new Uint8Array(count).fill(7).buffer;
const withFace = { ...petra, avatar: mxc('petra') };

/** In the room of a call with Petra in it, whose picture the engine answers. */
async function inCall(open: (args: { readonly mxc: string }) => unknown) {
  const world = callWorld({ answers: { 'media.open': open } });
  world.engineSide.tell(roomCall({ members: [member(withFace, { endpointId: 'e1' })] }));
  await world.settle();
  void world.handlers['call.start']({ roomId: '!room:land.example', media: 'video' });
  await world.settle();
  const given: CallPicture[][] = [];
  world.page.events()?.pictures((pictures) => void given.push([...pictures]));
  return { world, given: () => given.at(-1) ?? [], known: () => world.page.briefs.at(-1)?.known['e1'] };
}

describe('pictures in a call', () => {
  it('come to the page by themselves, under keys that lead to no homeserver', async () => {
    const { world, given, known } = await inCall(() => ({ data: bytes(4), type: 'image/png' }));
    expect(world.asked('media.open')).toEqual([{ mxc: mxc('petra'), size: 96 }]);
    expect(known()).toEqual({ userId: petra.userId, name: petra.name, picture: 'picture-1' });
    expect(given()).toEqual([{ key: 'picture-1', type: 'image/png', data: new Uint8Array([7, 7, 7, 7]) }]);
    expect(JSON.stringify(world.page.briefs)).not.toContain('mxc:');
  });

  it.each([
    ['is too large', () => ({ data: bytes(150_001), type: 'image/png' })],
    ['may be a document', () => ({ data: bytes(4), type: 'image/svg+xml' })],
    ['cannot be had', () => Promise.reject(new Error('not-found'))],
  ])('are initials where one %s, and it is not asked for again in this call', async (_why, open) => {
    const { world, given, known } = await inCall(open);
    world.engineSide.tell(roomCall({ members: [member(withFace, { endpointId: 'e2' })] }));
    await world.settle();
    expect(known()).toBeUndefined();
    expect(world.page.briefs.at(-1)?.known['e2']).toEqual({ userId: petra.userId, name: petra.name });
    expect(given()).toEqual([]);
    expect(world.asked('media.open')).toHaveLength(1);
  });

  it('are a hundred at most', async () => {
    const { world, given } = await inCall(() => ({ data: bytes(1), type: 'image/png' }));
    const crowd = Array.from({ length: 150 }, (_, n) => member({ ...petra, userId: `@p${n}:land.example`, avatar: mxc(`p${n}`) }, { endpointId: `x${n}` }));
    world.engineSide.tell(roomCall({ members: crowd }));
    await world.settle();
    expect(given()).toHaveLength(100);
  });

  it('of one call are unknown to the page of the next', async () => {
    const { world } = await inCall(() => ({ data: bytes(4), type: 'image/png' }));
    await world.handlers['call.command']({ command: 'hang-up' });
    world.report('left');
    await world.settle();
    const given: (readonly CallPicture[])[] = [];
    world.pictures.follow((pictures) => void given.push(pictures));
    expect(given).toEqual([[]]);
  });
});

describe('the picture of whoever rings', () => {
  const ringing = async () => {
    const world = callWorld({ answers: { 'media.open': () => ({ data: bytes(4), type: 'image/jpeg' }) } });
    world.engineSide.tell(ring({ caller: withFace, peer: withFace }));
    await world.settle();
    return world;
  };
  const ask = async (world: Awaited<ReturnType<typeof ringing>>, callId: string) => {
    const asked = world.handlers['call.picture']({ callId });
    await world.settle();
    return (await asked).picture;
  };

  it('is given while it rings, and of no other call', async () => {
    const world = await ringing();
    expect(await ask(world, 'call-petra')).toMatchObject({ type: 'image/jpeg', data: new Uint8Array([7, 7, 7, 7]) });
    expect(await ask(world, 'call-other')).toBeUndefined();
    await world.handlers['call.decline']({ callId: 'call-petra' });
    expect(await ask(world, 'call-petra')).toBeUndefined();
  });
});

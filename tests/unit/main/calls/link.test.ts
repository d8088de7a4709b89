import { base32 } from 'rfc4648';
import { describe, expect, it } from 'vitest';
import { directRoom, member, petra, roomCall } from './support.ts';
import { callWorld, meetingRoom, outcome } from './world.ts';

describe('a meeting link', () => {
  const open = async (url: string, options?: Parameters<typeof callWorld>[0]) => {
    const world = callWorld(options);
    await world.settle();
    const opened = outcome(world.handlers['call.openLink']({ url }));
    await world.settle();
    return { world, opened };
  };

  it('of an allowed host opens here, with the choice of devices, and concerns no room', async () => {
    const { world, opened } = await open('https://meet.land.example/Stammtisch#config.prejoin=false');
    expect(opened.now()).toBe('done');
    expect(world.page.briefs[0]).toMatchObject({ kind: 'link', conference: 'stammtisch', title: 'Stammtisch', prejoin: true, chat: false });
    world.report('joined', { others: 4 });
    await world.settle();
    expect([...world.asked('call.ring'), ...world.asked('call.joined')]).toEqual([]);
  });

  it.each([
    ['https://evil.example/Stammtisch', 'call-host-not-allowed'],
    ['https://meet.land.example.evil.example/x', 'call-host-not-allowed'],
    ['https://meet.land.example:8443/x', 'call-host-not-allowed'],
    ['http://meet.land.example/x', 'link-refused'],
    ['https://meet.land.example/', 'link-refused'],
    ['https://meet.land.example/libs', 'link-refused'],
    ['javascript:alert(1)', 'link-refused'],
  ])('%s is refused: %s', async (url, code) => {
    const { world, opened } = await open(url);
    expect(opened.now()).toBe(code);
    expect(world.page.did).toEqual([]);
  });

  it('of a conference that runs in a room joins there', async () => {
    const world = callWorld();
    world.engineSide.tell(roomCall({ members: [member(petra)] }));
    await world.settle();
    await Promise.all([world.handlers['call.openLink']({ url: 'https://meet.land.example/konferenz' }), world.settle()]);
    expect(world.shown.at(-1)?.current).toMatchObject({ kind: 'room', callId: 'call-room' });
  });

  it('finds the conference that runs by its name on the wire, at its own host only', async () => {
    const world = callWorld();
    const runs = (domain: string) => roomCall({ members: [member(petra)], conference: { domain, id: 'JitsiGrünAbc', auth: undefined, announced: true } });
    world.engineSide.tell(runs('elsewhere.example'));
    await world.settle();
    await Promise.all([world.handlers['call.openLink']({ url: 'https://meet.land.example/JitsiGrünAbc' }), world.settle()]);
    expect(world.shown.at(-1)?.current?.kind, 'control').toBe('link');
    await world.handlers['call.command']({ command: 'hang-up' });
    world.report('left');
    world.engineSide.tell(runs('meet.land.example'));
    await world.settle();
    await Promise.all([world.handlers['call.openLink']({ url: 'https://meet.land.example/JitsiGrünAbc' }), world.settle()]);
    expect(world.shown.at(-1)?.current).toMatchObject({ kind: 'room', callId: 'call-room' });
    expect(world.page.briefs.at(-1)?.conference).toBe('jitsigr%c3%bcnabc');
  });

  const roomLink = (roomId: string): string => `https://meet.land.example/${base32.stringify(Buffer.from(roomId), { pad: false })}`;

  it('that names a room of this account by its ID begins the call there', async () => {
    const { world } = await open(roomLink(meetingRoom));
    expect(world.shown.at(-1)?.current).toMatchObject({ roomId: meetingRoom, kind: 'room' });
  });

  it('rings nobody: whoever wrote it would have a person called, with the camera', async () => {
    const { world } = await open(roomLink(directRoom));
    expect(world.shown.at(-1)?.current).toMatchObject({ roomId: undefined, kind: 'link', title: 'Petra Lang' });
    expect(world.page.briefs.at(-1)).toMatchObject({ prejoin: true });
    expect(world.asked('call.ring')).toEqual([]);
  });
});

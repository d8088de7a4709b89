import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { directRoom, member, petra, ring } from './support.ts';
import { callWorld, outcome, startCall } from './world.ts';

describe('a page that is hostile', () => {
  it('is heard 50 times a second, and its last word counts', async () => {
    const world = callWorld();
    await startCall(world);
    world.report('joined', { others: 1 });
    world.clock.pass(1_000);
    const before = world.shown.length;
    for (let i = 0; i < 10_000; i += 1) {
      world.report('joined', { others: 1 + (i % 3), muted: i % 2 === 0 });
      if (i % 100 === 99) world.clock.pass(10);
    }
    world.clock.pass(20);
    expect(world.shown.length - before).toBeLessThanOrEqual(52);
    expect(world.shown.length - before).toBeGreaterThan(40);
    expect(world.shown.at(-1)?.current).toMatchObject({ participants: 2 + (9_999 % 3), muted: false });
  });

  it('gets a few tokens, and then none for a while', async () => {
    const world = callWorld();
    await startCall(world);
    const tokens = Array.from({ length: 20 }, () => outcome(world.page.events()?.token()));
    await world.settle();
    // Signing takes a thread of its own.
    await expect.poll(() => tokens.filter((token) => token.now() === 'done')).toHaveLength(5);
    expect(world.asked('call.openIdToken')).toHaveLength(5);
    expect(tokens.filter((token) => token.now() === 'rate-limited')).toHaveLength(15);
  });

  it('makes nothing of what it reports: no ring, no message, no other call', async () => {
    const world = callWorld();
    await startCall(world);
    world.engineSide.asked.splice(0);
    for (let i = 0; i < 200; i += 1) {
      world.report(i % 2 === 0 ? 'joined' : 'reconnecting', { others: i % 4, endpointId: `e${i}`, ...(i % 3 === 0 ? { sharing: 'x' } : {}) });
      world.page.events()?.chat();
      world.clock.pass(25);
    }
    await world.settle();
    const names = new Set(world.engineSide.asked.map(({ name }) => name));
    expect([...names].filter((name) => !['call.joined', 'presence.call'].includes(name))).toEqual([]);
    expect(world.asked('call.joined').length).toBeLessThanOrEqual(2);
    expect(world.asked('presence.call').length).toBeLessThanOrEqual(8);
  });

  it('learns nothing secret from its brief', async () => {
    const world = callWorld();
    await startCall(world);
    world.engineSide.tell(ring({ callId: world.shown.at(-1)?.current?.callId ?? '', own: true, members: [member(petra, { endpointId: 'e1' })] }));
    await world.settle();
    const text = JSON.stringify(world.page.briefs);
    expect(text).toContain('e1');
    for (const secret of ['openid-token', 'DEVICE', directRoom, 'matrix.land.example']) expect(text).not.toContain(secret);
  });
});

describe('a token for the deployment', () => {
  it('carries the homeserver’s, for this room, fresh each time', async () => {
    const world = callWorld();
    await startCall(world);
    const jwt = (await Promise.all([world.page.events()?.token(), world.settle(), world.settle()]))[0] ?? '';
    const [header, claims, signature] = jwt.split('.').map((part) => Buffer.from(part, 'base64url'));
    expect(JSON.parse(String(header))).toEqual({ alg: 'HS256', typ: 'JWT' });
    expect(JSON.parse(String(claims))).toEqual({
      iss: 'meet.land.example',
      sub: 'meet.land.example',
      aud: 'https://meet.land.example',
      room: '*',
      context: {
        matrix: { token: 'openid-token', room_id: directRoom, server_name: 'land.example' },
        user: { name: 'Ich Selbst', avatar: '' },
      },
    });
    expect(signature).toHaveLength(32);
    await Promise.all([world.page.events()?.token(), world.settle(), world.settle()]);
    expect(world.asked('call.openIdToken')).toHaveLength(2);
  });

  it('is none where the deployment asks for none, whatever the room says', async () => {
    const world = callWorld({
      answers: { 'call.conference': () => ({ domain: 'meet.land.example', id: 'x', auth: 'openidtoken-jwt', announced: true }) },
      net: { 'https://land.example/.well-known/matrix/client': { 'io.element.jitsi': { preferredDomain: 'meet.land.example' } }, 'https://meet.land.example/.well-known/element/jitsi': 404 },
    });
    await startCall(world);
    expect(await world.page.events()?.token()).toBeUndefined();
    expect(world.asked('call.openIdToken')).toEqual([]);
  });

  it('is none where anybody may come in', async () => {
    const world = callWorld({
      answers: { 'call.conference': () => ({ domain: 'meet.land.example', id: 'x', auth: undefined, announced: true }) },
      net: {
        'https://land.example/.well-known/matrix/client': { 'io.element.jitsi': { preferredDomain: 'meet.land.example' } },
        'https://meet.land.example/.well-known/element/jitsi': 404,
      },
    });
    await startCall(world);
    expect(await world.page.events()?.token()).toBeUndefined();
    expect(world.asked('call.openIdToken')).toEqual([]);
  });
});

describe('the password of a locked conference', () => {
  const secret = 'Morgenrot 7';
  const kept = (world: ReturnType<typeof callWorld>): string | undefined => world.page.events()?.password();
  async function inLocked() {
    const world = callWorld();
    await startCall(world);
    world.report('joined', { others: 1, endpointId: 'e1' });
    world.page.events()?.keepPassword(secret);
    await world.settle();
    world.clock.pass(100);
    return world;
  }
  async function comeBack(world: ReturnType<typeof callWorld>): Promise<void> {
    world.page.events()?.crashed('killed');
    await world.handlers['call.rejoin']({});
    await world.settle();
  }

  const callOf = (world: ReturnType<typeof callWorld>) => {
    const { subject: { callId } = { callId: '' }, place } = world.runner.state().current ?? {};
    return { callId, place };
  };
  /** By the room, as anybody comes in. */
  async function joinAgain(world: ReturnType<typeof callWorld>, there: ReturnType<typeof callOf>): Promise<void> {
    const conference = there.place && { ...there.place, announced: true };
    world.engineSide.tell(ring({ callId: there.callId, own: true, conference, members: [member(petra)] }));
    await world.settle();
    await world.handlers['call.join']({ roomId: directRoom, callId: there.callId, media: 'audio' });
    await world.settle();
    expect(callOf(world), 'control: the same call').toEqual(there);
  }

  it('is there for the page that comes after a crash, until it is open or a page says another', async () => {
    const world = await inLocked();
    const before = world.page.events();
    await comeBack(world);
    expect(world.page.events()).not.toBe(before);
    expect(kept(world)).toBe(secret);
    expect(before?.password(), 'a page that is gone').toBeUndefined();
    world.page.events()?.keepPassword(undefined);
    expect(kept(world)).toBeUndefined();
  });

  it('goes with the call: no other finds it, nor the same after its end has been read', async () => {
    const next = await inLocked();
    await next.handlers['call.command']({ command: 'hang-up' });
    next.report('left');
    await next.settle();
    await startCall(next);
    expect(next.page.events()?.password()).toBeUndefined();
    const read = await inLocked();
    const there = callOf(read);
    read.page.events()?.crashed('killed');
    await read.handlers['call.dismiss']({});
    await joinAgain(read, there);
    expect(kept(read)).toBeUndefined();
  });

  it('is not for who was put out, though it is the same call in the same place', async () => {
    const world = await inLocked();
    const there = callOf(world);
    world.report('left', { failure: { code: 'call-removed' } });
    await world.settle();
    await joinAgain(world, there);
    expect(kept(world)).toBeUndefined();
  });

  it('is told to nobody: no window, no engine, no log, no file', async () => {
    const world = await inLocked();
    await comeBack(world);
    const files = readdirSync(world.folder).map((name) => readFileSync(join(world.folder, name), 'utf8'));
    expect(kept(world), 'control').toBe(secret);
    expect(JSON.stringify([world.shown, world.told, world.engineSide.asked, world.page.briefs, world.log.lines, world.runner.state(), files])).not.toContain(secret);
  });
});

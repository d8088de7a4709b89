import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { settleMs } from '../../../../main/calls/machine/course.ts';
import { fail } from '../../../../renderer/base/failure.ts';
import { directRoom, member, petra, ring, roomCall } from './support.ts';
import { callWorld, outcome, startCall } from './world.ts';

describe('a call from here', () => {
  it('finds its conference, opens the page, rings, and says who is in', async () => {
    const world = callWorld();
    expect((await startCall(world)).now()).toBe('done');
    expect(world.asked('call.conference')).toEqual([
      { roomId: directRoom, preferredDomain: 'meet.land.example', preferredAuth: 'openidtoken-jwt' },
    ]);
    expect(world.page.briefs[0]).toMatchObject({
      deployment: {
        host: 'meet.land.example',
        muc: 'conference.meet.land.example',
        serviceUrl: 'wss://meet.land.example/xmpp-websocket',
        library: 'https://meet.land.example/libs/lib-jitsi-meet.min.js',
      },
      conference: 'konferenz',
      title: 'Petra Lang',
      kind: 'direct',
      prejoin: false,
      startCamera: true,
      startMuted: false,
      self: { name: 'Ich Selbst' },
      language: 'de',
      theme: 'dark',
      relayOnly: false,
      chat: true,
    });
    expect(world.asked('call.ring')).toMatchObject([
      { roomId: directRoom, media: 'video', conference: { domain: 'meet.land.example', id: 'KONFERENZ', auth: 'openidtoken-jwt' } },
    ]);
    expect(world.asked('call.ring')[0]).not.toHaveProperty('url');
    expect(world.asked('call.joined')).toHaveLength(1);
    world.report('joined', { others: 1, endpointId: 'a547c89c' });
    await world.settle();
    expect(world.asked('call.joined').at(-1)).toMatchObject({ endpointId: 'a547c89c' });
    expect(world.awake).toEqual([true]);
    expect(world.page.briefs.at(-1)?.unread).toBe(2);
    expect(world.asked('presence.call')).toEqual([]);
    await world.pass(settleMs);
    expect(world.asked('presence.call')).toEqual([{ state: 'call' }]);
  });

  it('ends: page, presence, display, and the room hears; in this order the person hangs up and closes the window', async () => {
    const world = callWorld();
    await startCall(world);
    world.report('joined', { others: 1 });
    await world.pass(settleMs);
    const ended = outcome(world.endCall());
    expect(world.page.did).toEqual(['open', 'hang-up']);
    world.clock.pass(100);
    world.report('left');
    await world.settle();
    expect(ended.now()).toBe('done');
    expect(world.page.did).toEqual(['open', 'hang-up', 'close']);
    expect(world.asked('call.left'), 'somebody is still in the conference').toEqual([{ roomId: directRoom, callId: world.shown[0]?.current?.callId }]);
    expect(world.asked('presence.call')).toEqual([{ state: 'call' }, { state: 'none' }]);
    expect(world.awake).toEqual([true, false]);
    expect(world.engineSide.follows('roomList')).toBe(false);
    expect(world.clock.waiting()).toBeLessThanOrEqual(3);
  });

  it.each([
    ['nobody names a server', { net: { 'https://land.example/.well-known/matrix/client': {} }, answers: { 'call.conference': () => Promise.reject(fail('call-no-server')) } }, 'call-no-server'],
    ['the deployment does not answer', { net: { 'https://land.example/.well-known/matrix/client': { 'io.element.jitsi': { preferredDomain: 'meet.land.example' } } } }, 'call-unreachable'],
    ['the room has its conference at a host that is not allowed', { answers: { 'call.conference': () => ({ domain: 'evil.example', id: 'x', auth: undefined, announced: true }) } }, 'call-host-not-allowed'],
    ['the engine cannot tell of it', { answers: { 'call.conference': () => Promise.reject(fail('offline')) } }, 'offline'],
  ] as const)('fails where %s: the request and the screen say why, and nobody is rung', async (_why, options, code) => {
    const world = callWorld(options);
    expect((await startCall(world)).now()).toBe(code);
    expect(world.shown.at(-1)).toMatchObject({ current: undefined, ended: { reason: 'failed', failure: { code } } });
    expect([...world.asked('call.ring'), ...world.asked('call.joined'), ...world.page.did]).toEqual([]);
  });

  it('that nobody can be told of ends, and the room never hears that one was in it', async () => {
    const world = callWorld({ answers: { 'call.ring': () => Promise.reject(fail('offline')) } });
    await startCall(world);
    world.clock.pass(1_500);
    await world.settle();
    expect(world.shown.at(-1)?.ended).toMatchObject({ reason: 'failed', failure: { code: 'offline' } });
    expect(world.asked('call.joined')).toEqual([]);
    expect(world.page.did).toEqual(['open', 'hang-up', 'close']);
  });

  it('that could not be rung in time is not rung at all', async () => {
    let offline = true;
    const world = callWorld({ answers: { 'call.left': () => (offline ? Promise.reject(fail('offline')) : null) } });
    await startCall(world);
    world.report('joined', { others: 1 });
    await world.handlers['call.command']({ command: 'hang-up' });
    world.report('left');
    await world.settle();
    expect(world.asked('call.ring'), 'control').toHaveLength(1);
    await startCall(world); // its ring waits for the word on the call before it
    for (let i = 0; i < 16; i += 1) {
      world.clock.pass(2_000);
      await world.settle();
    }
    offline = false;
    world.clock.pass(2_000);
    await world.settle();
    expect(world.asked('call.ring')).toHaveLength(1);
  });

  it('that is given up before its ring had a turn is rung nowhere', async () => {
    let offline = true;
    const world = callWorld({ answers: { 'call.left': () => (offline ? Promise.reject(fail('offline')) : null) } });
    await startCall(world);
    await world.handlers['call.command']({ command: 'hang-up' });
    world.report('left');
    await world.settle();
    await startCall(world);
    await world.handlers['call.command']({ command: 'hang-up' });
    world.report('left');
    offline = false;
    world.clock.pass(2_000);
    await world.settle();
    expect(world.asked('call.ring')).toHaveLength(1);
    expect(world.asked('call.joined')).toHaveLength(1);
  });

  it('that is given up while it is being rung is taken back: the room hears both, in this order', async () => {
    let ring: (() => void) | undefined;
    const world = callWorld({ answers: { 'call.ring': () => new Promise((resolve) => (ring = () => resolve({ eventId: '$ring' }))) } });
    await startCall(world);
    await world.handlers['call.command']({ command: 'hang-up' });
    world.report('left');
    await world.settle();
    ring?.();
    await world.settle();
    expect(world.engineSide.asked.map(({ name }) => name).filter((name) => /ring|joined|left/.test(name))).toEqual([
      'call.ring',
      'call.joined',
      'call.left',
    ]);
    expect(world.asked('call.left'), 'nobody was there').toMatchObject([{ empty: true }]);
  });

  it('waits 20 s for its conference, no longer', async () => {
    const world = callWorld({ answers: { 'call.conference': () => new Promise(() => undefined) } });
    const started = await startCall(world);
    expect(started.now()).toBe('waits');
    world.clock.pass(20_000);
    await world.settle();
    expect(started.now()).toBe('call-unreachable');
  });

  it('is the only one', async () => {
    const world = callWorld();
    await startCall(world);
    world.engineSide.tell(roomCall({ members: [member(petra)] }));
    await world.settle();
    const second = outcome(world.handlers['call.join']({ roomId: '!room:land.example', callId: 'call-room', media: 'audio' }));
    await world.settle();
    expect(second.now()).toBe('call-already');
    expect((await startCall(world)).now()).toBe('done');
    expect(world.asked('call.ring')).toHaveLength(1);
  });

  it('in a room where one runs joins that, without a word to anybody before one is in', async () => {
    const world = callWorld();
    world.engineSide.tell(roomCall({ members: [member(petra, { endpointId: 'e1' })] }));
    await world.settle();
    const joined = outcome(world.handlers['call.start']({ roomId: '!room:land.example', media: 'video' }));
    await world.settle();
    expect(joined.now()).toBe('done');
    expect(world.page.briefs[0]).toMatchObject({ kind: 'room', prejoin: true, known: { e1: { userId: petra.userId, name: petra.name } } });
    expect([...world.asked('call.ring'), ...world.asked('call.joined'), ...world.asked('call.conference')]).toEqual([]);
  });
});

describe('a call to here', () => {
  const ringing = async (options?: Parameters<typeof callWorld>[0]) => {
    const world = callWorld(options);
    world.engineSide.tell(ring());
    await world.settle();
    return world;
  };

  it('is shown, answered, and the room hears at once', async () => {
    const world = await ringing();
    expect(world.shown.at(-1)?.ringing).toMatchObject({ callId: 'call-petra' });
    expect(world.told.at(-1)).toMatchObject(['call', { ringing: { callId: 'call-petra' } }]);
    const answered = outcome(world.handlers['call.answer']({ callId: 'call-petra', camera: false }));
    expect(world.forward, 'the stage is in the workspace, which may be out of sight').toEqual(['workspace']);
    await world.settle();
    expect(answered.now()).toBe('done');
    expect(world.page.briefs[0]).toMatchObject({ startCamera: false, kind: 'direct' });
    expect(world.asked('call.joined')).toEqual([{ roomId: directRoom, callId: 'call-petra' }]);
    expect(world.asked('call.ring')).toEqual([]);
  });

  it('is declined with a message', async () => {
    const world = await ringing();
    await world.handlers['call.decline']({ callId: 'call-petra', message: 'Gleich' });
    await world.settle();
    expect(world.forward, 'nothing comes forward').toEqual([]);
    expect(world.asked('call.decline')).toEqual([{ roomId: directRoom, callId: 'call-petra', reason: 'declined' }]);
    expect(world.asked('message.send')).toMatchObject([{ roomId: directRoom, text: 'Gleich' }]);
  });

  it('at a host that is not allowed is not answered, and says so; the room hears that one is out again', async () => {
    const world = await ringing({ policies: { 'calls.hosts': ['other.example'], 'calls.domain': 'other.example' } });
    const answered = outcome(world.handlers['call.answer']({ callId: 'call-petra', camera: true }));
    await world.settle();
    expect(answered.now()).toBe('call-host-not-allowed');
    expect(world.asked('call.left')).toHaveLength(1);
    expect(world.page.did).toEqual([]);
  });

  it('that is over cannot be answered', async () => {
    const world = callWorld();
    const answered = outcome(world.handlers['call.answer']({ callId: 'call-none', camera: true }));
    await world.settle();
    expect(answered.now()).toBe('call-over');
  });

  it('is missed after its time, by the clock', async () => {
    const world = await ringing();
    world.clock.pass(30_000);
    expect(world.shown.at(-1)?.ringing).toBeUndefined();
    expect(world.notified).toMatchObject([['missed', { callId: 'call-petra' }]]);
  });
});

describe('the engine restarts in mid-call', () => {
  it('and the call goes on; the next engine hears of it and of the presence', async () => {
    const world = callWorld();
    await startCall(world);
    world.report('joined', { others: 1, endpointId: 'aaaa' });
    await world.pass(settleMs);
    world.disconnect();
    await world.settle();
    expect(world.shown.at(-1)?.current?.phase).toBe('joined');
    world.engineSide.asked.splice(0);
    world.connect();
    await world.settle();
    expect(world.asked('call.joined')).toMatchObject([{ endpointId: 'aaaa' }]);
    expect(world.asked('presence.call')).toEqual([{ state: 'call' }]);
    expect(world.asked('call.ring')).toEqual([]);
  });

  it('and is hung up meanwhile: the next engine hears that', async () => {
    const world = callWorld();
    await startCall(world);
    world.report('joined', { others: 1 });
    await world.pass(settleMs);
    world.disconnect();
    await world.handlers['call.command']({ command: 'hang-up' });
    world.report('left');
    await world.settle();
    expect(world.asked('call.left')).toEqual([]);
    world.connect();
    await world.settle();
    expect(world.asked('call.left')).toHaveLength(1);
    expect(world.asked('presence.call').at(-1)).toEqual({ state: 'none' });
  });

  it('while it rings out: it is rung again, with the same ID', async () => {
    let tries = 0;
    const world = callWorld({
      answers: {
        'call.ring': () => {
          tries += 1;
          return tries === 1 ? Promise.reject(fail('engine-restarted')) : { eventId: '$ring' };
        },
      },
    });
    await startCall(world);
    const [first, second] = world.asked('call.ring') as readonly { readonly callId: string }[];
    expect(second?.callId).toBe(first?.callId);
    expect(world.shown.at(-1)?.current?.phase).toBe('calling');
  });

  it('and the network is away: what the room has to hear is said again and again for a minute', async () => {
    let offline = true;
    const world = callWorld({ answers: { 'call.joined': () => (offline ? Promise.reject(fail('offline')) : null) } });
    await startCall(world);
    for (let i = 0; i < 3; i += 1) {
      world.clock.pass(2_000);
      await world.settle();
    }
    const tries = world.asked('call.joined').length;
    expect(tries).toBeGreaterThan(2);
    offline = false;
    world.clock.pass(2_000);
    await world.settle();
    world.clock.pass(10_000);
    await world.settle();
    expect(world.asked('call.joined')).toHaveLength(tries + 1);
  });
});

describe('presence', () => {
  it('is left alone where a policy says so', async () => {
    const world = callWorld({ policies: { 'calls.presence': false } });
    await startCall(world);
    world.report('joined', { others: 1 });
    await world.pass(settleMs);
    expect(world.asked('presence.call')).toEqual([]);
  });

  it('is tried again once, however often it could not be set meanwhile', async () => {
    const world = callWorld({ answers: { 'presence.call': () => Promise.reject(fail('server-error')) } });
    await startCall(world);
    world.report('joined', { others: 1 });
    await world.pass(settleMs);
    for (const sharing of [undefined, 'Fenster', undefined, 'Fenster', undefined]) {
      world.report('joined', { others: 1, ...(sharing === undefined ? {} : { sharing }) });
      await world.pass(100);
    }
    const before = world.asked('presence.call').length;
    expect(before, 'control').toBeGreaterThan(3);
    world.clock.pass(5_100);
    await world.settle();
    expect(world.asked('presence.call')).toHaveLength(before + 1);
  });

  it('is tried again where it could not be set, as long as somebody is signed in', async () => {
    let broken = true;
    const world = callWorld({ answers: { 'presence.call': () => (broken ? Promise.reject(fail('server-error')) : null) } });
    await startCall(world);
    world.report('joined', { others: 1 });
    await world.pass(settleMs);
    expect(world.asked('presence.call')).toHaveLength(1);
    broken = false;
    world.clock.pass(5_000);
    await world.settle();
    expect(world.asked('presence.call')).toHaveLength(2);
  });
});

describe('a conference that stays', () => {
  it('is set up where new calls take place, and taken away without asking anybody', async () => {
    const world = callWorld();
    await world.settle();
    await Promise.all([world.handlers['call.keep']({ roomId: directRoom, keep: true }), world.settle()]);
    await Promise.all([world.handlers['call.keep']({ roomId: directRoom, keep: false }), world.settle()]);
    expect(world.asked('call.keepConference')).toEqual([
      { roomId: directRoom, keep: true, preferredDomain: 'meet.land.example', preferredAuth: 'openidtoken-jwt' },
      { roomId: directRoom, keep: false },
    ]);
  });
});

describe('what stays', () => {
  it('is the choice of devices, by labels', async () => {
    const world = callWorld();
    await startCall(world);
    world.page.events()?.remember({ devices: { audioinput: { label: 'Headset' } }, muted: true, camera: false, noiseSuppression: false });
    await world.settle();
    await expect.poll(() => {
      try {
        return JSON.parse(readFileSync(join(world.folder, 'calls.json'), 'utf8')) as unknown;
      } catch {
        return undefined;
      }
    }).toMatchObject({ devices: { audioinput: { label: 'Headset' } }, muted: true, camera: false, noiseSuppression: false });
    world.report('joined', { others: 1 });
    expect(world.page.briefs.at(-1)?.devices).toEqual({ audioinput: { label: 'Headset' } });
  });

  it('is nothing after signing out', async () => {
    const world = callWorld();
    await startCall(world);
    world.report('joined', { others: 1 });
    world.engineSide.signOut();
    await world.settle();
    world.report('left');
    world.clock.pass(2_000);
    await world.settle();
    expect(world.shown.at(-1)).toEqual({ ringing: undefined, waiting: undefined, current: undefined, ended: undefined });
    expect(world.page.did.at(-1)).toBe('close');
  });
});

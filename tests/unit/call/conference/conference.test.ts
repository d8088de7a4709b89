import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fail } from '../../../../renderer/base/failure.ts';
import { failCall } from '../../../../renderer/call/conference/library/load.ts';
import { callReport } from '../../../../renderer/call/contract.ts';
import { fakeTrack, person, type FakeTrack } from './fake-library.ts';
import { builtIn, fakeStream, headset, isLive, webcam } from './fake-media.ts';
import { openWorld, type World } from './world.ts';

const pass = (ms = 100): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
const actionsOf = ({ conference }: World): readonly string[] =>
  Object.entries(conference.state().actions).filter(([, act]) => act !== undefined).map(([name]) => name);

function comes({ fake }: World, id: string, name: string, muted = false): void {
  const room = fake.latest();
  room.people.set(id, person(name, fakeTrack(fakeStream('audio'), 'microphone', id, muted), fakeTrack(fakeStream('video'), 'camera', id)));
  room.emit('USER_JOINED', id);
}
async function joined(options: Parameters<typeof openWorld>[0] = {}): Promise<World> {
  const world = openWorld(options);
  await pass();
  comes(world, 'bert', 'Bert');
  await pass();
  return world;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the way in', () => {
  it('joins at once, with a token, its room in the address, and nobody else to ask', async () => {
    const world = await joined();
    expect(world.report()).toEqual({ phase: 'joined', others: 1, muted: false, camera: true, handRaised: false, moderates: false, direct: false, endpointId: 'me1' });
    const [connection] = world.fake.connections;
    expect(connection?.token).toBe('a-token');
    expect(connection?.options).toMatchObject({
      serviceUrl: 'wss://meet.example.org/xmpp-websocket?room=besprechung',
      p2p: { stunServers: [] },
      disableThirdPartyRequests: true,
      analytics: {},
    });
    expect(world.fake.latest().sent.map((track) => track.getType())).toEqual(['audio', 'video']);
    expect(world.phases).toEqual(expect.arrayContaining(['connecting', 'joined']));
  });

  it('waits before a group call, remembers what was chosen, and then joins', async () => {
    const world = openWorld({ brief: { prejoin: true, kind: 'room', startMuted: true } });
    await pass();
    expect(world.report()).toMatchObject({ phase: 'prejoin', muted: true, camera: true });
    expect(world.fake.connections).toEqual([]);
    expect(actionsOf(world)).toEqual(expect.arrayContaining(['join', 'unmute', 'cameraOff', 'testSpeaker']));
    world.conference.state().actions.join?.();
    await pass();
    expect(world.argsOf('devices.remember')).toEqual([{ devices: {}, muted: true, camera: true, noiseSuppression: true }]);
    expect(world.report()).toMatchObject({ phase: 'joined', muted: true });
    expect(world.fake.latest().sent[0]?.isMuted()).toBe(true);
    expect(actionsOf(world)).not.toContain('join');
  });

  it('asks for the password of a locked conference until it is right', async () => {
    const world = openWorld({
      prepare: (fake) => {
        fake.onJoin = ({ emit, passwords }) => (passwords.at(-1) === 'geheim' ? emit('CONFERENCE_JOINED') : emit('CONFERENCE_FAILED', 'PASSWORD_REQUIRED'));
      },
    });
    await pass();
    expect(world.conference.state().password).toMatchObject({ wasWrong: false, lockedMeanwhile: false });
    world.conference.state().password?.answer('falsch');
    await pass(5_000); // no limit runs while a person thinks
    expect(world.conference.state().password?.wasWrong).toBe(true);
    world.conference.state().password?.answer('geheim');
    await pass();
    expect(world.conference.state()).toMatchObject({ phase: 'joined', password: undefined, isLocked: true });
    // What was right is not asked for again on the way back.
    world.fake.connections[0]?.emit('CONNECTION_FAILED', 'CONNECTION_DROPPED_ERROR');
    await pass(20_000);
    expect(world.fake.connections.length).toBeGreaterThan(1);
    expect(world.conference.state()).toMatchObject({ phase: 'joined', password: undefined });
  });

  it('hears that a locked conference has been unlocked, though the library never said that it was locked', async () => {
    const world = openWorld({
      prepare: (fake) => {
        fake.onJoin = ({ emit, passwords }) => (passwords.at(-1) === 'geheim' ? emit('CONFERENCE_JOINED') : emit('CONFERENCE_FAILED', 'PASSWORD_REQUIRED'));
      },
    });
    await pass();
    world.conference.state().password?.answer('geheim');
    await pass();
    world.fake.latest().emit('LOCK_STATE_CHANGED', false);
    await pass();
    expect(world.happened).toContainEqual({ kind: 'unlocked' });
    expect(world.conference.state().isLocked).toBe(false);
  });

  it.each([
    ['NOT_ALLOWED_ERROR', 'call-token-refused'],
    ['CONFERENCE_MAX_USERS', 'call-full'],
    ['CONFERENCE_DESTROYED', 'call-destroyed'],
    ['FOCUS_LEFT', 'call-focus-missing'],
    ['something new', 'call-internal'],
  ])('names %s as %s, and releases the devices', async (error, code) => {
    const world = openWorld({ prepare: (fake) => void (fake.onJoin = ({ emit }) => emit('CONFERENCE_FAILED', error)) });
    await pass();
    expect(world.report()).toMatchObject({ phase: 'left', failure: { code } });
    expect(world.devices.opened.some(({ stream }) => isLive(stream))).toBe(false);
    expect(world.fake.connections[0]?.disconnected).toBe(true);
    expect(actionsOf(world)).toContain('rejoin');
  });

  it.each([
    ['PASSWORD_REQUIRED', 'call-token-refused'],
    ['OTHER_ERROR', 'call-unreachable'],
  ])('names the connection’s %s as %s', async (error, code) => {
    const world = openWorld({ prepare: (fake) => void (fake.onConnect = ({ emit }) => emit('CONNECTION_FAILED', error, 'why')) });
    await pass();
    expect(world.report()?.failure).toEqual({ code, detail: `${error} why` });
  });

  it('waits for no server for ever', async () => {
    const silent = openWorld({ prepare: (fake) => void (fake.onConnect = () => undefined) });
    const unjoined = openWorld({ prepare: (fake) => void (fake.onJoin = () => undefined) });
    await pass(1_500);
    expect(silent.report()?.failure?.code).toBe('call-unreachable');
    expect(unjoined.report()?.failure?.code).toBe('call-focus-missing');
  });

  it('says in words that main takes what neither it nor the library has words for', async () => {
    const tokenless = openWorld({ token: () => Promise.reject(fail('offline')) });
    const odd = openWorld({ prepare: ({ library }) => Object.assign(library, { JitsiConnection: undefined }) });
    await pass();
    expect(callReport.parse(tokenless.report())).toMatchObject({ phase: 'left', failure: { code: 'call-unreachable', detail: 'offline' } });
    expect(callReport.parse(odd.report())).toMatchObject({ phase: 'left', failure: { code: 'call-internal' } });
  });

  it('tells what is wrong with the library, and may try again', async () => {
    const loadLibrary = vi.fn(() => Promise.reject(failCall('call-library-too-old', 'init')));
    const world = openWorld({ loadLibrary });
    await pass();
    expect(world.report()).toMatchObject({ phase: 'left', failure: { code: 'call-library-too-old' } });
    world.conference.state().actions.rejoin?.();
    await pass();
    expect(loadLibrary).toHaveBeenCalledTimes(2);
  });
});

describe('the way back', () => {
  it('connects anew when the connection is lost, with the same tracks and a fresh token, and keeps people in sight', async () => {
    const world = await joined();
    const before = [...world.fake.latest().sent];
    world.fake.onConnect = () => undefined;
    world.fake.connections[0]?.emit('CONNECTION_FAILED', 'CONNECTION_DROPPED_ERROR');
    await pass();
    expect(world.report()).toMatchObject({ phase: 'reconnecting', others: 1 });
    expect(world.argsOf('log')).toEqual([{ level: 'warn', text: 'connects anew: call-unreachable CONNECTION_DROPPED_ERROR' }]);
    expect(world.conference.state().participants[0]).toMatchObject({ name: 'Bert', videos: [], quality: { class: 'lost' } });
    await pass(500);
    world.fake.onConnect = ({ emit }) => emit('CONNECTION_ESTABLISHED');
    world.fake.onJoin = (room) => {
      room.people.set('bert2', person('Bert'));
      room.emit('CONFERENCE_JOINED');
    };
    await pass(1_000);
    expect(world.report()).toMatchObject({ phase: 'joined', others: 1, endpointId: 'me3' });
    expect(world.fake.latest().sent).toEqual(before);
    expect(world.argsOf('token')).toHaveLength(3);
    expect(world.happened.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['reconnecting', 'reconnected']));
    expect(world.happened.map(({ kind }) => kind)).not.toContain('went');
  });

  it('comes back although the homeserver, too, is away for a while', async () => {
    let isAway = false;
    const world = await joined({ token: async () => (isAway ? Promise.reject(fail('offline')) : { jwt: 'a-token' }) });
    isAway = true;
    world.fake.latest().emit('CONFERENCE_FAILED', 'CONNECTION_ERROR');
    await pass(1_000);
    expect(world.report()).toMatchObject({ phase: 'reconnecting' });
    isAway = false;
    await pass(2_000);
    expect(world.report()).toMatchObject({ phase: 'joined' });
  });

  it('gives the others a moment to come back too, and says joined without them afterwards', async () => {
    const world = await joined();
    world.fake.latest().emit('CONFERENCE_FAILED', 'CONNECTION_ERROR');
    await pass(300);
    expect(world.report()?.phase).toBe('reconnecting');
    await pass(600);
    expect(world.report()).toMatchObject({ phase: 'joined', others: 0 });
  });

  it('gives up after a while', async () => {
    const world = await joined();
    world.fake.onConnect = ({ emit }) => emit('CONNECTION_FAILED', 'OTHER_ERROR');
    world.fake.connections[0]?.emit('CONNECTION_FAILED', 'OTHER_ERROR');
    await pass(11_000);
    expect(world.report()).toMatchObject({ phase: 'left', failure: { code: 'call-unreachable' }, others: 0 });
  });

  it('does not come back when put out, or when the person has hung up meanwhile', async () => {
    const removed = await joined();
    removed.fake.latest().emit('KICKED');
    await pass(2_000);
    expect(removed.report()).toMatchObject({ phase: 'left', failure: { code: 'call-removed' } });
    expect(removed.fake.connections).toHaveLength(1);

    const gone = await joined();
    gone.fake.onConnect = () => undefined;
    gone.fake.connections[0]?.emit('CONNECTION_FAILED', 'OTHER_ERROR');
    await pass();
    gone.conference.command('hang-up');
    await pass(12_000);
    expect(gone.report()).toMatchObject({ phase: 'left' });
    expect(gone.report()?.failure).toBeUndefined();
  });

  it('waits for interrupted media, and makes a new connection when they do not return', async () => {
    const world = await joined();
    world.fake.latest().emit('CONNECTION_INTERRUPTED');
    await pass();
    expect(world.report()?.phase).toBe('reconnecting');
    world.fake.latest().emit('CONNECTION_RESTORED');
    await pass();
    expect(world.report()?.phase).toBe('joined');
    world.fake.latest().emit('CONNECTION_INTERRUPTED');
    await pass(1_200);
    expect(world.fake.connections).toHaveLength(2);
    expect(world.argsOf('log')).toContainEqual({ level: 'warn', text: 'connects anew: call-media-blocked interrupted' });
  });

  it('releases everything while held, and renews the connection after a long hold', async () => {
    const world = await joined();
    world.conference.command('suspend');
    await pass();
    expect(world.devices.opened.some(({ stream }) => isLive(stream))).toBe(false);
    expect(world.fake.latest().sent).toEqual([]);
    expect(actionsOf(world)).not.toContain('unmute');
    await pass(3_000);
    world.conference.command('resume');
    await pass(1_000);
    expect(world.fake.connections).toHaveLength(2);
    expect(world.report()).toMatchObject({ phase: 'joined', muted: false, camera: true });
  });
});

describe('devices', () => {
  it.each([
    ['NotFoundError', 'call-no-microphone'],
    ['NotReadableError', 'call-microphone-busy'],
    ['NotAllowedError', 'call-permission'],
  ] as const)('goes on listening without a microphone (%s: %s)', async (error, code) => {
    const world = openWorld({ prepare: (_fake, devices) => void devices.errors.set('audio', error) });
    await pass();
    expect(world.report()).toMatchObject({ phase: 'joined', muted: true, failure: { code } });
    world.devices.errors.clear();
    world.devices.plug([builtIn, webcam]);
    await pass();
    expect(world.report()).toMatchObject({ muted: false });
    expect(world.report()?.failure).toBeUndefined();
  });

  it('switches a camera on that has no name yet, as Chromium names none before it is allowed', async () => {
    const world = await joined({
      brief: { media: 'audio', startCamera: false },
      prepare: (_fake, { mediaDevices, opened }) => {
        const isAllowed = (): boolean => opened.some(({ kind }) => kind === 'video');
        const list = async () => [builtIn, isAllowed() ? webcam : { kind: 'videoinput', deviceId: '', label: '' }];
        Object.assign(mediaDevices, { enumerateDevices: list });
      },
    });
    expect(world.report()).toMatchObject({ camera: false });
    world.conference.state().actions.cameraOn?.();
    await pass();
    expect(world.report()).toMatchObject({ camera: true });
    expect(world.devices.opened.filter(({ kind }) => kind === 'video').map(({ deviceId }) => deviceId)).toEqual([undefined]);
    expect(world.conference.state().devices.videoinput).toMatchObject({ chosenId: 'webcam', missingLabel: undefined });
  });

  it('goes on without a camera that another program has', async () => {
    const world = openWorld({ prepare: (_fake, devices) => void devices.errors.set('video', 'NotReadableError') });
    await pass();
    expect(world.report()).toMatchObject({ phase: 'joined', camera: false, failure: { code: 'call-camera-busy' } });
  });

  it('falls back when the headset goes, and takes it again when it comes', async () => {
    const world = await joined({ brief: { devices: { audioinput: { label: 'Headset' } } } });
    const usedNow = (): string | undefined => world.devices.opened.filter(({ kind }) => kind === 'audio').at(-1)?.deviceId;
    expect(usedNow()).toBe('headset');
    world.devices.plug([builtIn, webcam]);
    await pass();
    expect(usedNow()).toBe('default');
    expect(world.conference.state().devices.audioinput).toMatchObject({ chosenId: 'default', missingLabel: 'Headset' });
    world.devices.plug([builtIn, headset, webcam]);
    await pass();
    expect(usedNow()).toBe('headset');
    expect(world.happened).toEqual([
      expect.objectContaining({ kind: 'came' }),
      { kind: 'device-changed', device: 'audioinput', label: 'Built-in' },
      { kind: 'device-changed', device: 'audioinput', label: 'Headset' },
    ]);
    expect(world.fake.latest().sent.filter((track) => track.getType() === 'audio')).toHaveLength(1);
  });

  it('changes the microphone while one is muted, and stays muted', async () => {
    const world = await joined();
    world.conference.command('mute');
    world.conference.state().actions.choose('audioinput', 'headset');
    await pass();
    expect(world.fake.latest().sent.at(0)?.isMuted()).toBe(true);
    expect(world.argsOf('devices.remember').at(-1)).toMatchObject({ devices: { audioinput: { label: 'Headset' } } });
  });

  it('mutes or unmutes by one command, whichever it is not by then', async () => {
    const world = await joined();
    for (const muted of [true, false]) {
      world.conference.command('toggle-mute');
      await pass();
      expect([world.report()?.muted, world.fake.latest().sent.at(0)?.isMuted()]).toEqual([muted, muted]);
    }
    world.conference.state().actions.muteKey();
    expect(world.argsOf('act')).toEqual([{ act: 'mute-key' }]);
    expect(world.conference.state().self.muted).toBe(false);
  });

  it('opens the microphone anew where noise is to come through, muted as it was, and remembers that', async () => {
    const world = await joined();
    world.conference.command('mute');
    world.conference.state().actions.suppressNoise(false);
    await pass();
    const microphones = world.devices.opened.filter(({ kind }) => kind === 'audio');
    expect(microphones.map(({ noiseSuppression, stream }) => [noiseSuppression, isLive(stream)])).toEqual([[true, false], [false, true]]);
    expect(world.fake.latest().sent.at(0)?.isMuted()).toBe(true);
    expect(world.argsOf('devices.remember').at(-1)).toMatchObject({ noiseSuppression: false });
    expect(world.conference.state().noiseSuppression).toBe(false);
  });

  it('shares beside the camera, or in its place where a build takes one video only', async () => {
    const kinds = ({ fake }: World): readonly unknown[] => fake.latest().sent.map((track) => track.getVideoType() ?? 'sound');
    for (const [generation, sharing] of [['current', ['sound', 'camera', 'desktop']], ['of 2021', ['sound', 'desktop']]] as const) {
      const world = await joined({ generation });
      world.conference.command('share');
      await pass();
      expect(kinds(world)).toEqual(sharing);
      expect(world.report()?.sharing).toBe('Bildschirm 1');
      world.conference.command('stop-sharing');
      await pass();
      expect(kinds(world)).toEqual(['sound', 'camera']);
      expect(world.report()?.sharing).toBeUndefined();
    }
  });

  it('lets the sound of what is shared go along with the voice, on whichever microphone, and ends with it', async () => {
    vi.stubGlobal('MediaStream', class { constructor(readonly tracks: readonly MediaStreamTrack[]) {} getTracks = () => this.tracks; });
    const world = await joined({ withSound: true });
    const mixed = (): unknown => (world.fake.latest().sent[0] as FakeTrack).effect();
    expect(mixed()).toBeUndefined();
    world.conference.command('share');
    await pass();
    expect(world.argsOf('screen.choose')).toEqual([{ audio: true }]);
    const { share } = world.conference.state().self;
    expect(mixed()).toMatchObject({ sound: share?.sound });
    expect(share?.stream.getAudioTracks()).toEqual([]);
    world.conference.state().actions.choose('audioinput', 'headset');
    await pass();
    expect(mixed()).toMatchObject({ sound: share?.sound });
    world.conference.command('stop-sharing');
    await pass();
    expect(mixed()).toBeUndefined();
    expect(isLive(share?.sound)).toBe(false);
    vi.unstubAllGlobals();
  });

  it('asks for no sound where there is no voice with which it could go along', async () => {
    const world = await joined({ prepare: (_fake, devices) => void devices.errors.set('audio', 'NotFoundError') });
    world.conference.command('share');
    await pass();
    expect(world.argsOf('screen.choose')).toEqual([{ audio: false }]);
  });

  it('says its mutes to others itself where an old build would not', async () => {
    const world = await joined({ generation: 'of 2021' });
    world.conference.command('mute');
    await pass();
    expect(world.fake.latest().commands).toEqual(expect.arrayContaining(['audiomuted=false', 'audiomuted=true', 'videomuted=false']));
    const current = await joined();
    expect(current.fake.latest().commands.filter((command) => command.includes('muted'))).toEqual([]);
  });
});

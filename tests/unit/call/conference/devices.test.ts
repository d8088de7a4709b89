import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { builtIn, headset, isLive, webcam } from './fake-media.ts';
import { openWorld, type World } from './world.ts';

const pass = (): Promise<unknown> => vi.advanceTimersByTimeAsync(100);

async function joined(options: Parameters<typeof openWorld>[0] = {}): Promise<World> {
  const world = openWorld(options);
  await pass();
  return world;
}

const microphones = ({ devices }: World): World['devices']['opened'] => devices.opened.filter(({ kind }) => kind === 'audio');

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/* As Chromium does it: what is pulled out ends, and the list of devices changes. */
describe('a device that is pulled out', () => {
  it.each(['ended', 'devicechange'])('is told once, and one is opened in its place (%s first)', async (first) => {
    const world = await joined({ brief: { devices: { audioinput: { label: 'Headset' } } } });
    const [track] = microphones(world).at(-1)?.stream.getTracks() ?? [];
    const before = microphones(world).length;
    track?.stop();
    if (first === 'ended') track?.dispatchEvent(new Event('ended'));
    world.devices.plug([builtIn, webcam]);
    if (first === 'devicechange') track?.dispatchEvent(new Event('ended'));
    await pass();
    expect(microphones(world).slice(before).map(({ deviceId }) => deviceId)).toEqual(['default']);
    expect(world.happened).toEqual([{ kind: 'device-changed', device: 'audioinput', label: 'Built-in' }]);
    expect(world.report()).toMatchObject({ muted: false });
  });

  it('leaves one silent and without picture where it was the last, until there is another', async () => {
    const world = await joined();
    for (const { stream } of world.devices.opened) {
      for (const track of stream.getTracks()) {
        track.stop();
        track.dispatchEvent(new Event('ended'));
      }
    }
    for (const kind of ['audio', 'video'] as const) world.devices.errors.set(kind, 'NotFoundError');
    world.devices.plug([]);
    await pass();
    expect(world.report()).toMatchObject({ phase: 'joined', muted: true, camera: false });
    expect(world.conference.state().troubles.map(({ code }) => code)).toEqual(['call-no-microphone', 'call-no-camera']);
    expect(world.fake.latest().sent).toEqual([]);
    expect(world.happened).toEqual([]);

    world.devices.errors.clear();
    world.devices.plug([builtIn, headset, webcam]);
    await pass();
    expect(world.report()).toMatchObject({ muted: false, camera: true });
    expect(world.conference.state().troubles).toEqual([]);
  });
});

describe('a machine that sleeps', () => {
  const live = ({ devices }: World): readonly string[] => devices.opened.filter(({ stream }) => isLive(stream)).map(({ kind }) => kind);

  it('opens each device once when it wakes, although its devices come anew then', async () => {
    const world = await joined();
    world.conference.command('suspend');
    await pass();
    expect(live(world)).toEqual([]);
    const before = world.devices.opened.length;
    world.conference.command('resume');
    world.devices.plug([builtIn, headset, webcam]);
    await pass();
    expect(live(world)).toEqual(['audio', 'video']);
    expect(world.devices.opened.length - before).toBe(2);
  });

  it('has nothing open that falls asleep again while it wakes, or while devices come and go', async () => {
    const world = await joined();
    for (const command of ['suspend', 'resume', 'suspend'] as const) world.conference.command(command);
    await pass();
    expect(live(world)).toEqual([]);
    world.conference.command('resume');
    await pass();
    expect(live(world)).toEqual(['audio', 'video']);

    for (const { stream } of world.devices.opened) for (const track of stream.getTracks()) track.stop();
    world.devices.plug([builtIn, webcam]);
    world.conference.command('suspend');
    await pass();
    expect(live(world)).toEqual([]);
    world.conference.command('resume');
    await pass();
    expect(world.report()).toMatchObject({ muted: false, camera: true });
  });
});

/* What is open now is not what the person wants: a microphone takes its time, and after the end nothing is open. */
describe('what was wanted of microphone and camera', () => {
  it('remembers what was chosen, not that a microphone takes its time', async () => {
    const world = openWorld({
      brief: { prejoin: true, kind: 'room' },
      prepare: (_fake, { mediaDevices }) => void Object.assign(mediaDevices, { getUserMedia: () => new Promise(() => undefined) }),
    });
    await pass();
    expect(world.report()).toMatchObject({ phase: 'prejoin', muted: true });
    world.conference.state().actions.join?.();
    expect(world.argsOf('devices.remember')).toMatchObject([{ muted: false, camera: true }]);
  });

  it('tries again with microphone and camera as they were wanted', async () => {
    const world = openWorld({ prepare: (fake) => void (fake.onJoin = ({ emit }) => emit('CONFERENCE_FAILED', 'FOCUS_LEFT')) });
    await pass();
    expect(world.report()).toMatchObject({ phase: 'left' });
    world.fake.onJoin = ({ emit }) => emit('CONFERENCE_JOINED');
    world.conference.state().actions.rejoin?.();
    await pass();
    expect(world.report()).toMatchObject({ phase: 'joined', muted: false, camera: true });
  });
});

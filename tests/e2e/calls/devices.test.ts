import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import errors from '../../../assets/locales/de/errors.json' with { type: 'json' };
import ui from '../../../assets/locales/de/ui.json' with { type: 'json' };
import { until } from '../../servers/processes.ts';
import { callWords as words, type Caller } from '../support/calls/caller.ts';
import { openOffice, type Office } from '../support/calls/office.ts';
import { arrivingAt, liveConnectionsOf } from '../support/calls/streams.ts';
import { giveSockets, openDevices, plugIn, pull, tellOfIt } from '../support/calls/unplug.ts';

/* Microphones and cameras that go and come in mid-call, and a machine that sleeps: what is meant is what the other side gets. */

const [system, headset] = ['Fake Default Audio Input', 'Fake Audio Input 1'];
const microphones = [system, headset, 'Fake Audio Input 2'];
const [builtIn, webcam] = ['fake_device_0', 'fake_device_3'];

let office: Office;
let miriam: Caller;
let holger: Caller;

beforeAll(async () => {
  office = await openOffice({ miriam: 'Miriam Brandt', holger: 'Holger Steinbach' });
  miriam = await office.start('miriam', { args: ['--use-fake-device-for-media-stream=device-count=4'] });
  holger = await office.start('holger');
  await giveSockets(miriam);
  await miriam.startChat('Holger Steinbach');
  await holger.accept('Miriam Brandt');
  await miriam.call('video');
  await holger.answer(true);
  await Promise.all([miriam.seesAndHears(), holger.seesAndHears()]);
});

afterAll(() => office.dispose());

beforeEach(({ onTestFailed }) => onTestFailed(() => office.tell()));

/** What arrives at him while she is sent two seconds of sound: a clock that runs whatever she sends herself. */
async function arrives(): Promise<{ readonly pictures: number; readonly energy: number }> {
  const before = new Map((await arrivingAt(holger)).map((stream) => [stream.id, stream]));
  await miriam.heard(2);
  const after = await arrivingAt(holger);
  const grown = (of: 'frames' | 'energy'): number =>
    after.reduce((sum, { id, [of]: now }) => {
      const then = before.get(id)?.[of] ?? 0;
      return sum + (now < then ? now : now - then); // a track that was taken out and came back counts anew
    }, 0);
  return { pictures: grown('frames'), energy: grown('energy') };
}
const isHeard = (): Promise<true> => until('she is heard', async () => (await arrives()).energy > 0.005);
const isSilent = (): Promise<true> => until('she is silent', async () => (await arrives()).energy < 0.0001);
const isSeen = (): Promise<true> => until('she is seen', async () => (await arrives()).pictures > 5);
const isUnseen = (): Promise<true> => until('she is not seen', async () => (await arrives()).pictures === 0);

const opens = (...labels: readonly (string | undefined)[]): Promise<true> =>
  until(`she has ${labels.join(' and ')} open`, async () => (await openDevices(miriam)).join() === labels.join());

async function choose(menu: string, device: string): Promise<void> {
  await (await miriam.control(menu)).click();
  await (await miriam.callPage()).getByRole('menuitemradio', { name: device }).first().click();
}

/** Told once, although the track ends and the list changes; then it is put away. */
async function isTold(text: string, device: string): Promise<void> {
  const told = (await miriam.callPage()).locator('.toast').filter({ hasText: text.replace('{{device}}', device) });
  await told.first().waitFor();
  expect(await told.count()).toBe(1);
  await told.getByRole('button', { name: ui.close }).click();
  await told.waitFor({ state: 'detached' });
}

test('a headset that is pulled out gives way to the system’s microphone, and is used again when it comes back', async () => {
  await choose(words.stage.devices['choose-audio'], headset);
  await opens(headset, builtIn);
  await isHeard();

  await pull(miriam, headset);
  await isSilent(); // the control: nobody has mended it yet
  await tellOfIt(miriam, 'ended');
  await isTold(words.stage.told['microphone-changed'], system);
  await opens(system, builtIn);
  await isHeard();

  await plugIn(miriam, headset);
  await isTold(words.stage.told['microphone-changed'], headset);
  await opens(headset, builtIn);
  await isHeard();
});

test('who is mute stays so when the headset goes and comes', async () => {
  await (await miriam.control(words.stage.controls.microphone)).click();
  await isSilent();
  await pull(miriam, headset);
  await tellOfIt(miriam, 'devicechange');
  await opens(system, builtIn);
  expect((await arrives()).energy).toBeLessThan(0.0001);
  await plugIn(miriam, headset);
  await opens(headset, builtIn);
  expect((await arrives()).energy).toBeLessThan(0.0001);
  await (await miriam.control(words.stage.controls.muted)).click();
  await isHeard();
});

test('a camera that is pulled out gives way to another one, and is used again when it comes back', async () => {
  await choose(words.stage.devices['choose-camera'], webcam);
  await opens(headset, webcam);
  await isSeen();

  await pull(miriam, webcam);
  await isUnseen(); // the control
  await tellOfIt(miriam, 'devicechange');
  await isTold(words.stage.told['camera-changed'], builtIn);
  await opens(headset, builtIn);
  await isSeen();

  await plugIn(miriam, webcam);
  await isTold(words.stage.told['camera-changed'], webcam);
  await opens(headset, webcam);
  await isSeen();
});

test('who has no microphone left is told so, shows as mute, and is heard again with the next one', async () => {
  const trouble = (await miriam.callPage()).getByText(errors['call-no-microphone'].title).first();
  await pull(miriam, ...microphones);
  await tellOfIt(miriam, 'ended');
  await trouble.waitFor();
  await (await miriam.control(words.stage.controls.muted)).waitFor();
  await isSilent();
  await isSeen();
  await plugIn(miriam, ...microphones);
  await trouble.waitFor({ state: 'detached' });
  await opens(headset, webcam);
  await isHeard();
});

const tellOfPower = (event: 'suspend' | 'resume'): Promise<unknown> => miriam.app.evaluate(({ powerMonitor }, name) => powerMonitor.emit(name), event);

/** The machine sleeps: nothing of hers is open, and nothing comes to the other side. Then it wakes. */
async function sleeps(): Promise<void> {
  const held = (await miriam.callPage()).getByText(words.stage.held.title).first();
  try {
    await tellOfPower('suspend');
    await held.waitFor();
    await opens();
    await isSilent();
    await isUnseen();
  } finally {
    await tellOfPower('resume'); // whatever is tried next finds her awake
  }
  await held.waitFor({ state: 'detached' });
}

test('while the machine sleeps the call is held, and afterwards it goes on as it was, over the same connection', async () => {
  const before = await liveConnectionsOf(miriam);
  const control = await arrives();
  expect(control.pictures).toBeGreaterThan(5);
  expect(control.energy).toBeGreaterThan(0.005);
  await sleeps();
  await opens(headset, webcam);
  await Promise.all([isHeard(), isSeen()]);
  expect(await liveConnectionsOf(miriam)).toEqual(before);
});

test('who was mute and without camera before the machine slept is so afterwards', async () => {
  const before = await arrives();
  if (before.energy > 0.0001) await (await miriam.control(words.stage.controls.microphone)).click();
  if (before.pictures > 0) await (await miriam.control(words.stage.controls.camera)).click();
  await isSilent();
  await isUnseen();
  await sleeps();
  await opens(headset);
  expect(await arrives()).toMatchObject({ pictures: 0 });
  expect((await arrives()).energy).toBeLessThan(0.0001);
  await (await miriam.control(words.stage.controls.muted)).click();
  await (await miriam.control(words.stage.controls['camera-off'])).click();
  await Promise.all([isHeard(), isSeen()]);
});

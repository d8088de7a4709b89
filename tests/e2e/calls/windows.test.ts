import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import ui from '../../../assets/locales/de/ui.json' with { type: 'json' };
import { until } from '../../servers/processes.ts';
import { callWords as words, clickAway, type Caller } from '../support/calls/caller.ts';
import { openOffice, type Office } from '../support/calls/office.ts';
import { chooseInTray, pressIn, toldByPage, toldByTray, trayWords, watchPage, watchTray, type Told } from '../support/calls/places.ts';

/* One call in many windows: all of them say the same, quitting asks first, and one that loads anew goes on. */

/**
 * A promise of the product: so long after one place is pressed all of them say so, in milliseconds. Each is pressed twice,
 * and the faster counts: the other programs and the server have the same two cores and may take them for a moment.
 */
const inStepWithin = 200;

let office: Office;
let miriam: Caller;
let holger: Caller;

beforeAll(async () => {
  office = await openOffice({ miriam: 'Miriam Brandt', holger: 'Holger Steinbach' });
  miriam = await office.start('miriam');
  holger = await office.start('holger');
  await miriam.startChat('Holger Steinbach');
  await holger.accept('Miriam Brandt');
  await watchTray(miriam);
  await miriam.call('video');
  await holger.answer(true);
  await Promise.all([miriam.seesAndHears(), holger.seesAndHears()]);
});

afterAll(() => office.dispose());

beforeEach(({ onTestFailed }) => onTestFailed(() => office.tell()));

const openWindow = (view: string): Page | undefined =>
  miriam.app.windows().find((page) => !page.isClosed() && page.url().startsWith('app://ring/') && page.url().includes(`view=${view}`));
const smallWindow = (view: string): Promise<Page> => until(`the small window ${view} opens`, () => openWindow(view));

/** By the bar that says so. */
async function stopPresenting(bar: Page): Promise<void> {
  await clickAway(bar.getByRole('button', { name: words.ring.presenting.stop, exact: true }));
  await until('nothing is shared', () => bar.isClosed());
}

interface Place {
  readonly name: string;
  readonly told: () => Promise<readonly Told[]>;
  readonly press: () => Promise<number>;
}

const pagePlace = async (name: string, page: Page): Promise<Place> => {
  await watchPage(page);
  return { name, told: () => toldByPage(page), press: () => pressIn(page) };
};

const tray: Place = {
  name: 'tray',
  told: () => toldByTray(miriam),
  press: () => chooseInTray(miriam, [trayWords.mute, trayWords.unmute]),
};

const last = async (place: Place): Promise<Told | undefined> => (await place.told()).at(-1);

/** Presses each place in turn: how long it takes until each of them says so, in milliseconds, by both names. */
async function pressEach(places: readonly Place[]): Promise<ReadonlyMap<string, number>> {
  const took = new Map<string, number>();
  for (const pressed of places) {
    const muted = (await last(pressed))?.muted !== true;
    const at = await pressed.press();
    const tellings = await until(`all places follow ${pressed.name}`, async () => {
      const all = await Promise.all(places.map(last));
      return all.every((told) => told?.muted === muted && told.at >= at) && all;
    });
    places.forEach(({ name }, index) => took.set(`${name} follows ${pressed.name}`, (tellings[index]?.at ?? NaN) - at));
  }
  return took;
}

test('bar, stage, own window, small window, presenting bar and tray are in step, whichever is pressed', async () => {
  await (await miriam.control(words.stage.controls.share)).click();
  const picker = await smallWindow('picker');
  await picker.getByRole('radio').first().click();
  await clickAway(picker.getByRole('button', { name: words.ring.picker.share, exact: true }));
  const presenting = await smallWindow('presenting');
  await presenting.getByRole('button', { name: words.ring.presenting.mute, exact: true }).waitFor();

  const over = await pagePlace('presenting bar', presenting);
  // The tray is told with each change of the call: a first one, so that it has a menu here.
  const call = await miriam.callPage();
  await pressIn(call);
  await until('the tray is told', async () => (await toldByTray(miriam)).length > 0);
  for (const place of ['stage', 'window', 'compact'] as const) {
    if (place !== 'stage') await (await miriam.control(words.stage.place[place])).click();
    const own = await pagePlace(place, call);
    // The main window always has the bar: a slim one beside the stage.
    await miriam.page.getByRole('region', { name: words.workspace.strip.label }).waitFor();
    const places = [own, over, tray, await pagePlace('bar', miriam.page)];
    const [once, again] = [await pressEach(places), await pressEach(places)];
    const took = [...once].map(([what, ms]) => ({ what, ms: Math.min(ms, again.get(what) ?? NaN) }));
    console.log(`measured: ${took.map(({ what, ms }) => `${what}: ${ms} ms`).join(', ')}`);
    for (const { what, ms } of took) expect(ms, what).toBeLessThan(inStepWithin);
  }
  await (await miriam.control(words.stage.place.stage)).click();
  await stopPresenting(presenting);
  if ((await last(tray))?.muted) await pressIn(call);
});

test('a window that loads anew in mid-call has the last conversation open again', async () => {
  await miriam.page.reload();
  await miriam.page.getByRole('button', { name: /^Chats/ }).click({ timeout: 60_000 });
  await miriam.composer().waitFor();
  await miriam.write('Ich bin noch da.');
  await holger.page.keyboard.press('Control+1');
  await holger.reads('Ich bin noch da.');
});

const question = () => miriam.page.getByRole('dialog', { name: words.workspace.close.title });
const focused = (): Promise<string> => miriam.page.evaluate(() => document.activeElement?.textContent ?? '');

test('quitting asks as well, and whoever hangs up and closes is gone for the other at once', async () => {
  const exited = new Promise<void>((resolve) => void miriam.app.process().once('exit', () => resolve()));
  await chooseInTray(miriam, [trayWords.quit]);
  await question().waitFor();
  expect(miriam.hasCallPage()).toBe(true);
  await miriam.page.keyboard.press('Tab');
  expect(await focused()).toBe(words.workspace.close.confirm);
  const agreed = Date.now();
  await clickAwayByKey(miriam.page);
  await until('it is over for the other', () => !holger.hasCallPage());
  console.log(`measured: from "hang up and close" to the end of the call at the other: ${Date.now() - agreed} ms`);
  await exited;
  await holger.row('Miriam Brandt').filter({ hasNotText: ui.presence['in-call'] }).waitFor();
});

/** A key that ends the program may be told as one into a window that is gone. */
const clickAwayByKey = (page: Page): Promise<void> =>
  page.keyboard.press('Enter').catch((error: unknown) => {
    if (!String(error).includes('has been closed')) throw error;
  });

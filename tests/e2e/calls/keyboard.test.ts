import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { until } from '../../servers/processes.ts';
import { callWords as words, type Caller } from '../support/calls/caller.ts';
import { openOffice, type Office } from '../support/calls/office.ts';
import { isCalled, violationsIn, walkFocus, type FocusWalk } from '../support/focus-walk.ts';

/* A whole call without a mouse, in two real programs: keys go to whichever page main says has the keyboard. */

let office: Office;
let miriam: Caller;
let holger: Caller;
let walk: FocusWalk;

beforeAll(async () => {
  office = await openOffice({ miriam: 'Miriam Brandt', holger: 'Holger Steinbach' });
  miriam = await office.start('miriam');
  holger = await office.start('holger');
  await miriam.startChat('Holger Steinbach');
  await holger.accept('Miriam Brandt');
  walk = walkFocus(() => keyboardOf(miriam));
});

afterAll(() => office.dispose());

beforeEach(({ onTestFailed }) =>
  onTestFailed(async () => {
    const [at, { role, name }] = [await keyboardOf(miriam), await walk.here()];
    console.log(`stops: ${walk.stops.join(', ')}; the keyboard is in ${at.url()} at ${role} "${name}"`);
    await office.tell();
  }),
);

/** The page that has the keyboard in somebody's program, as the program itself knows it. */
const keyboardOf = ({ app }: Caller): Promise<Page> =>
  until('a page has the keyboard', async () => {
    const url = await app.evaluate(({ webContents }) => webContents.getFocusedWebContents()?.getURL());
    return app.windows().find((page) => !page.isClosed() && page.url() === url);
  });

const hasKeyboard = ({ app }: Caller): Promise<boolean> => app.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow() !== null);

/** As by Alt+Tab: both programs share a desktop, and the other had the keyboard. */
const turnTo = ({ app }: Caller, part: string): Promise<void> =>
  app.evaluate(({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().includes(wanted))?.focus(), part);

/** Who is at the call's place in the window goes into the call by one key. */
async function intoCall(): Promise<Page> {
  const call = await miriam.callPage();
  await until('the keyboard is in the call', async () => {
    if ((await keyboardOf(miriam)) === call) return true;
    if (isCalled(await walk.here(), new RegExp(words.workspace.stage.enter))) await walk.press('Enter');
    return false;
  });
  return call;
}

/** To one of the call's controls: the bar is one stop of the Tab key, and arrow keys go round in it. */
async function toControl(name: string | RegExp): Promise<Page> {
  const call = await intoCall();
  const isInBar = (): Promise<boolean> => call.evaluate(() => document.activeElement?.closest('.controls') !== null);
  for (let n = 0; n < 12 && !(await isInBar()); n += 1) await walk.go('Tab', /./);
  if (!isCalled(await walk.here(), name)) await walk.go('ArrowRight', name);
  return call;
}

/** Opens the menu that has the focus's button and waits until the focus is in it. */
async function openMenu(): Promise<void> {
  await walk.press('Enter');
  await until('the menu has the focus', async () => (await walk.here()).role === 'menuitem');
}

const accessible = async (what: string, page: Page): Promise<void> => expect(await violationsIn(page), what).toEqual([]);

const { controls, place } = words.stage;
const beginning = (word: string): RegExp => new RegExp(`^${word}\\b`);

test('a walk notices a focus that is not seen and a stop without a name, and axe a picture without words', async () => {
  await turnTo(miriam, 'app://workspace/');
  const { page } = miriam;
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { outline: none !important }');
    document.adoptedStyleSheets = [sheet];
    document.body.append(document.createElement('img'));
  });
  await expect(walk.go('Tab', 'nowhere', 3)).rejects.toThrow('can be seen');
  expect((await violationsIn(page)).join()).toContain('image-alt');
  await page.evaluate(() => {
    document.adoptedStyleSheets = [];
    for (const each of document.querySelectorAll('.app button')) {
      each.replaceChildren();
      each.removeAttribute('aria-label');
      each.removeAttribute('title');
    }
  });
  await expect(walk.go('Tab', 'nowhere', 6)).rejects.toThrow('has a name');
  await page.reload();
  await miriam.composer().waitFor({ timeout: 60_000 });
});

test('a call is begun from the chat, and answered in the window that rings', async () => {
  await turnTo(miriam, 'app://workspace/');
  await miriam.composer().focus();
  await walk.go('Shift+Tab', words.workspace.call);
  await walk.press('Enter');

  // The small window takes the keyboard from nobody; who turns to it finds everything in it.
  const ring = await holger.ringing();
  await accessible('ringing', ring);
  await turnTo(holger, 'view=ringing');
  const his = walkFocus(() => keyboardOf(holger));
  await his.go('Tab', words.ring.ringing.decline);
  await his.go('Shift+Tab', words.ring.ringing.answer);
  await his.press('Enter');
  await until('his program has the keyboard in the call', async () => (await keyboardOf(holger)) === (await holger.callPage()));
  await until('she is heard', async () => (await holger.heard(1)) > 0.005, { timeoutMs: 30_000 });
  await turnTo(miriam, 'app://workspace/');
});

test('the microphone by control and by key, the camera, a hand and a reaction', async () => {
  const call = await toControl(beginning(controls.microphone));
  await accessible('stage', call);
  await walk.press('Enter');
  await walk.arrives(beginning(controls.muted));
  await until('she is silent', async () => (await holger.heard(1)) < 0.0001);
  await walk.press('Control+Shift+M');
  await walk.arrives(beginning(controls.microphone));
  await until('she is heard again', async () => (await holger.heard(1)) > 0.005);

  await toControl(new RegExp(controls['turn-camera-on']));
  await walk.press('Enter');
  await walk.arrives(new RegExp(controls['turn-camera-off']));
  const { frames } = await holger.played();
  await until('she is seen', async () => (await holger.played()).frames > frames + 5, { timeoutMs: 20_000 });

  await toControl(controls.hand);
  const hand = (await holger.callPage()).getByText(words.stage.tile.hand).first();
  await walk.press('Enter');
  await hand.waitFor({ state: 'attached' });
  await walk.press('Enter');
  await hand.waitFor({ state: 'detached' });

  await toControl(controls.react);
  await openMenu();
  await accessible('stage, reactions', call);
  await walk.press('ArrowDown');
  await walk.press('Enter');
  await (await holger.callPage()).locator('.reaction').first().waitFor();
  await walk.arrives(controls.react);
});

test('the people’s panel takes the focus and gives it back', async () => {
  const call = await toControl(controls.people);
  await walk.press('Enter');
  await until('the panel has the focus', () => call.evaluate(() => document.activeElement?.closest('.call-panel') !== null));
  await accessible('stage, people', call);
  await walk.press('Escape');
  await walk.arrives(controls.people);
});

test('a screen is chosen in the picker, shared, and no longer', async () => {
  await toControl(controls.share);
  await walk.press('Enter');
  await until('the picker has the keyboard', async () => (await keyboardOf(miriam)).url().includes('view=picker'));
  const picker = await keyboardOf(miriam);
  await picker.getByRole('radio').first().waitFor();
  await accessible('picker', picker);
  for (let n = 0; n < 4 && (await walk.here()).role !== 'radio'; n += 1) await walk.go('Tab', /./);
  await walk.go('Tab', words.ring.picker.share);
  await walk.press('Enter');
  await until('the picker is gone', () => picker.isClosed());
  // It was opened from the call: the keyboard comes back there.
  const call = await miriam.callPage();
  await until('the keyboard is in the call again', async () => (await keyboardOf(miriam)) === call);
  await toControl(controls['stop-sharing']);
  await accessible('stage, presenting', call);
  await walk.press('Enter');
  await walk.arrives(controls.share);
});

test('who turns to another program and back is where they were: in the call, or beside it', async () => {
  const call = await toControl(controls.people);
  for (const [where, page] of [['beside it', miriam.page], ['in the call', call]] as const) {
    await until(where, async () => {
      if ((await keyboardOf(miriam)) === page) return true;
      await walk.press('F6');
      return false;
    });
    await turnTo(holger, 'app://workspace/');
    await until('she has turned away', async () => !(await hasKeyboard(miriam)));
    await turnTo(miriam, 'app://workspace/');
    await until('she is back', () => hasKeyboard(miriam));
    await until(`she is ${where} again`, async () => (await keyboardOf(miriam)) === page);
  }
});

test('the call goes to a window of its own and comes back, and the keyboard with it', async () => {
  for (const [wish, next] of [[place.window, place.stage], [place.stage, place.window]] as const) {
    const call = await toControl(controls.more);
    await openMenu();
    if ((await walk.here()).name !== wish) await walk.go('ArrowDown', wish);
    await walk.press('Enter');
    await call.getByRole('button', { name: next, exact: true }).waitFor();
  }
  await intoCall();
});

test('past the last control is the bar of the main window; the call is left by its own control', async () => {
  const call = await toControl(beginning(controls.microphone));
  await walk.press('Tab');
  await until('the keyboard is in the window', async () => (await keyboardOf(miriam)) === miriam.page);
  await walk.arrives(new RegExp(words.workspace.strip.mute));
  await accessible('main window during a call', miriam.page);
  await walk.press('Shift+F6');
  await until('the keyboard is in the call again', async () => (await keyboardOf(miriam)) === call);
  await walk.arrives(beginning(controls.microphone));
  await toControl(controls['hang-up']);
  await walk.press('Enter');
  await until('it is over for both', () => !miriam.hasCallPage() && !holger.hasCallPage());
  await until('the keyboard is back in the window', async () => (await keyboardOf(miriam)) === miriam.page);
  console.log(`stops, each with a name and a ring: ${walk.stops.length}; ${walk.stops.join(', ')}`);
});

/** As the cross in the window's frame does. */
const closeWindow = ({ app }: Caller): Promise<void> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().startsWith('app://workspace/'))?.close());
const isOpen = ({ app }: Caller): Promise<boolean> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().some((each) => each.isVisible() && each.webContents.getURL().startsWith('app://workspace/')));

test('closing the window asks first: who stays goes on talking, who agrees ends the call and the window', async () => {
  await walk.press('Control+1');
  await miriam.composer().focus();
  // The bar of the call before goes once the other has left as well, and whatever has the focus there with it.
  await miriam.page.locator('.room-call').waitFor({ state: 'detached' });
  await walk.go('Shift+Tab', words.workspace.call);
  await walk.press('Enter');
  await holger.answer(false);
  await until('she is heard', async () => (await holger.heard(1)) > 0.005, { timeoutMs: 30_000 });
  await turnTo(miriam, 'app://workspace/');
  const question = miriam.page.getByRole('dialog', { name: words.workspace.close.title });
  for (const stay of ['Escape', 'Enter']) {
    await closeWindow(miriam);
    await walk.arrives(words.workspace.close.stay);
    expect(await keyboardOf(miriam)).toBe(miriam.page);
    await walk.press(stay);
    await question.waitFor({ state: 'detached' });
    expect([await isOpen(miriam), miriam.hasCallPage()]).toEqual([true, true]);
    expect(await holger.heard(1), `after ${stay}`).toBeGreaterThan(0.005);
  }
  const exited = new Promise<void>((resolve) => void miriam.app.process().once('exit', () => resolve()));
  await closeWindow(miriam);
  await walk.arrives(words.workspace.close.stay);
  await walk.go('Tab', words.workspace.close.confirm);
  await walk.press('Enter');
  await until('it is over for the other', () => !holger.hasCallPage());
  await exited;

  // Without a call nobody is asked.
  const left = new Promise<void>((resolve) => void holger.app.process().once('exit', () => resolve()));
  void closeWindow(holger).catch(() => undefined); // it may have no answer: the program ends
  await left;
});

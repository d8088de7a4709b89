import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { until } from '../../servers/processes.ts';
import { callWords as words, type Caller } from '../support/calls/caller.ts';
import { crash } from '../support/calls/crash.ts';
import { openOffice, type Office } from '../support/calls/office.ts';
import { button, comeIn, enter, makeRoom } from '../support/calls/meeting.ts';
import { seesAndHearsEach } from '../support/calls/streams.ts';

/* A meeting that is locked while two are in it: who comes later is asked, and who was there before never is. */

const room = 'Vertrauliche Lage';
const password = 'Morgenrot 7';

let office: Office;
let miriam: Caller;
let holger: Caller;
let jana: Caller;
let everybody: readonly Caller[] = [];

beforeAll(async () => {
  office = await openOffice({ miriam: 'Miriam Brandt', holger: 'Holger Steinbach', jana: 'Jana Vogt' }, { smallPictures: true });
  miriam = await office.start('miriam');
  holger = await office.start('holger');
  jana = await office.start('jana');
  everybody = [miriam, holger, jana];
  await makeRoom(miriam, room, ['Holger Steinbach', 'Jana Vogt']);
  await Promise.all([holger.accept(room), jana.accept(room)]);
  await holger.app.context().addInitScript(() => {
    const real = Date.now.bind(Date);
    Object.assign(window, { ahead: 0 });
    Date.now = () => real() + (window as unknown as { readonly ahead: number }).ahead;
  });
  await button(miriam.page, words.workspace.meet).click();
  await enter(miriam);
  await comeIn(holger);
  await Promise.all([seesAndHearsEach(miriam, 1), seesAndHearsEach(holger, 1)]);
});

afterAll(() => office.dispose());

beforeEach(({ onTestFailed }) => onTestFailed(() => office.tell()));

const question = (page: Page): Locator => page.getByRole('dialog', { name: words.stage.password.title });

/** From the menu of the stage. */
async function choose(caller: Caller, item: string): Promise<void> {
  await (await caller.control(words.stage.controls.more)).click();
  await (await caller.callPage()).getByRole('menuitem', { name: item }).click();
}

/** Counts from now on how often this page asks for the password, as far as it changes meanwhile. */
async function watchQuestions(page: Page): Promise<() => Promise<number>> {
  const watch = await page.evaluateHandle(() => {
    const asked = { times: 0 };
    new MutationObserver(() => void (asked.times += document.querySelectorAll('dialog input[type="password"]').length)).observe(document.body, { childList: true, subtree: true });
    return asked;
  });
  return async () => (await watch.jsonValue()).times;
}

test('who moderates locks the meeting with a password', async () => {
  const page = await miriam.callPage();
  await choose(miriam, words.stage.more.lock);
  const dialog = page.getByRole('dialog', { name: words.stage.lock.title });
  await dialog.getByLabel(words.stage.lock.label).fill(password);
  await button(page, words.stage.lock.submit).click();
  await (await holger.callPage()).getByText(words.stage.told.locked).first().waitFor();
});

test('who comes then is asked: a wrong password does not let them in, the right one does', async () => {
  await comeIn(jana);
  const page = await jana.callPage();
  const answer = async (text: string): Promise<void> => {
    await question(page).getByLabel(words.stage.lock.label).fill(text);
    await button(page, words.stage.password.submit).click();
  };
  await question(page).getByText(words.stage.password.text).waitFor();
  const asked = await watchQuestions(page);
  await answer('Abendrot 8');
  await question(page).getByText(words.stage.password.wrong).waitFor();
  await answer(password);
  expect(await asked(), 'control: the watch sees a question').toBeGreaterThan(0);
  await question(page).waitFor({ state: 'detached' });
  await Promise.all(everybody.map((caller) => seesAndHearsEach(caller, 2)));
});

/** How often anybody has connected to the deployment so far. */
const openings = (): number => office.jitsi.requests.filter(({ path }) => path.startsWith('/xmpp-websocket')).length;

/** The machine sleeps for a minute: so long the server keeps nobody's place. */
async function sleepsForAMinute(caller: Caller): Promise<void> {
  const page = await caller.callPage();
  const tell = (event: 'suspend' | 'resume'): Promise<unknown> => caller.app.evaluate(({ powerMonitor }, name) => powerMonitor.emit(name), event);
  await tell('suspend');
  await page.getByRole('button', { name: words.stage.controls.microphone }).first().waitFor({ state: 'attached' });
  await page.evaluate(() => Object.assign(window, { ahead: 60_000 }));
  await tell('resume');
}

test('who was in before and has to come back is not asked', async () => {
  const page = await holger.callPage();
  const before = openings();
  const asked = await watchQuestions(page);
  await sleepsForAMinute(holger);
  await until('he has connected anew', () => openings() > before, { timeoutMs: 30_000 });
  await Promise.all(everybody.map((caller) => seesAndHearsEach(caller, 2, 60_000)));
  expect(await holger.callPage()).toBe(page);
  expect(await asked()).toBe(0);
});

test('who comes back after the process of the call has died is not asked either', async () => {
  const died = await jana.callPage();
  await crash(jana, 'call');
  await button(jana.page, words.workspace.ended.rejoin).click();
  const page = await until('there is a new page', async () => {
    const now = await jana.callPage();
    return now !== died && now;
  });
  const asked = await watchQuestions(page);
  await enter(jana);
  await Promise.all(everybody.map((caller) => seesAndHearsEach(caller, 2, 60_000)));
  expect(await asked()).toBe(0);
});

test('after it is unlocked nobody is asked', async () => {
  await choose(miriam, words.stage.more.unlock);
  await (await jana.callPage()).getByText(words.stage.told.unlocked).first().waitFor();
  await (await jana.control(words.stage.controls.leave)).click();
  await until('her call is over', () => !jana.hasCallPage());
  await comeIn(jana);
  await Promise.all(everybody.map((caller) => seesAndHearsEach(caller, 2)));
});

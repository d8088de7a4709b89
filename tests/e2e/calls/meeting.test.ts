import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import ui from '../../../assets/locales/de/ui.json' with { type: 'json' };
import { until } from '../../servers/processes.ts';
import { callWords as words, clickAway, type Caller } from '../support/calls/caller.ts';
import { openOffice, type Office } from '../support/calls/office.ts';
import { button, comeIn, enter, leave, makeRoom, toChat } from '../support/calls/meeting.ts';
import { candidatesOf, connectionsOf, liveConnectionsOf, seesAndHearsEach, sentBy, shownTo } from '../support/calls/streams.ts';

/* Three people in three real programs who meet in their room: the first two directly, all three over the bridge. */

const room = 'Lagebesprechung';
/** The desktop's own shape, which no camera has. */
const screen = { width: 1900, height: 1000 };

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
  await holger.startChat('Miriam Brandt');
  await holger.open(room);
});

afterAll(() => office.dispose());

beforeEach(({ onTestFailed }) => onTestFailed(() => office.tell()));

const allSeeAndHear = (timeoutMs?: number): Promise<unknown> =>
  Promise.all(everybody.map((caller) => seesAndHearsEach(caller, everybody.length - 1, timeoutMs)));

test('one begins a meeting after a look at the preview, and the other comes in by the bar of the room', async () => {
  await button(miriam.page, words.workspace.meet).click();
  const preview = (await miriam.callPage()).locator('video');
  await preview.waitFor();
  await until('the preview moves', async () => (await shownTo(miriam)).some(({ width, frames }) => width > 0 && frames > 5));
  expect(await miriam.callPage().then((page) => button(page, words.stage.controls.leave).count())).toBe(0);
  await enter(miriam);
  await comeIn(holger);
  await Promise.all([seesAndHearsEach(miriam, 1), seesAndHearsEach(holger, 1)]);
  expect(await candidatesOf(holger)).not.toContain('relay');
});

test('a third comes in over the bridge, and each sees and hears both others', async () => {
  await comeIn(jana);
  await allSeeAndHear();
});

/** Nothing but the connection to the bridge: a direct one takes a moment to be given up. */
const overTheBridge = (caller: Caller): Promise<readonly number[]> =>
  until('there is one connection', async () => {
    const live = await liveConnectionsOf(caller);
    return live.length === 1 && live;
  });

test('those who stay keep their connections and tracks while a third leaves and comes back', async () => {
  const stay = [miriam, holger];
  const before = await Promise.all(stay.map(async (caller) => ({ over: await overTheBridge(caller), sent: await sentBy(caller) })));
  await leave(jana);
  await until('the two are direct again', async () => (await Promise.all(stay.map(liveConnectionsOf))).every(({ length }) => length === 2));
  await Promise.all(stay.map((caller) => seesAndHearsEach(caller, 1)));
  // The control: what is waited for at the end is not so now.
  await expect(seesAndHearsEach(miriam, 2, 2_000)).rejects.toThrow('in vain');

  await comeIn(jana);
  await allSeeAndHear();
  const after = await Promise.all(stay.map(async (caller) => ({ over: await overTheBridge(caller), sent: await sentBy(caller) })));
  expect(after).toEqual(before);
});

/** Pictures of the whole desktop that somebody is shown so far; undefined while there are none. */
const screenFrames = async (caller: Caller): Promise<number | undefined> =>
  (await shownTo(caller)).find(({ width, height }) => height > 0 && Math.abs(width / height - screen.width / screen.height) < 0.02)?.frames;

const smallWindow = (caller: Caller, view: string): Page | undefined =>
  caller.app.windows().find((page) => !page.isClosed() && page.url().startsWith('app://ring/') && page.url().includes(`view=${view}`));

test('a screen that is chosen in the picker is seen by the others, who also see that somebody presents', async () => {
  await toChat(holger, room);
  expect(await screenFrames(jana)).toBeUndefined();
  await (await miriam.control(words.stage.controls.share)).click();
  const picker = await until('the picker opens', () => smallWindow(miriam, 'picker'));
  await picker.getByRole('radio').first().click();
  await clickAway(button(picker, words.ring.picker.share));
  const bar = await until('the bar stands over everything', () => smallWindow(miriam, 'presenting'));
  await bar.getByText(words.ring.presenting.quiet).waitFor();
  await holger.row('Miriam Brandt').filter({ hasText: ui.presence.presenting }).waitFor({ timeout: 5_000 });
  const first = await until('the screen is seen', () => screenFrames(jana));
  await until('it moves on', async () => ((await screenFrames(jana)) ?? 0) > first + 3);

  await clickAway(button(bar, words.ring.presenting.stop));
  await until('the bar is gone', () => smallWindow(miriam, 'presenting') === undefined);
  await until('the screen is gone', async () => (await screenFrames(jana)) === undefined);
  await holger.row('Miriam Brandt').filter({ hasText: ui.presence['in-call'] }).waitFor({ timeout: 5_000 });
  await allSeeAndHear();
});

/** Which window the call's view stands in. */
const placeOf = (caller: Caller): Promise<'stage' | 'window' | 'compact' | undefined> =>
  caller.app.evaluate(({ BaseWindow, BrowserWindow }) => {
    const isCall = (view: Electron.View): boolean => 'webContents' in view && (view as Electron.WebContentsView).webContents.getURL().includes('/einklang-call/');
    const host = BaseWindow.getAllWindows().find(({ contentView }) => contentView.children.some(isCall));
    if (!host) return undefined;
    return host instanceof BrowserWindow ? 'stage' : host.isAlwaysOnTop() ? 'compact' : 'window';
  });

test('a call moves between the main window, its own and the small one without a page or a connection anew', async () => {
  const page = await miriam.callPage();
  await page.evaluate(() => Object.assign(window, { mark: 'the same page' }));
  const connections = await connectionsOf(miriam);
  expect(await placeOf(miriam)).toBe('stage');
  for (const place of ['window', 'compact', 'stage'] as const) {
    await (await miriam.control(words.stage.place[place])).click();
    await until(`it stands in the ${place}`, async () => (await placeOf(miriam)) === place);
    await Promise.all([seesAndHearsEach(miriam, 2), seesAndHearsEach(jana, 2)]);
  }
  expect(await miriam.callPage()).toBe(page);
  expect(await page.evaluate(() => (window as unknown as { readonly mark?: string }).mark)).toBe('the same page');
  expect(await connectionsOf(miriam)).toBe(connections);
});

test('a raised hand is seen by the others', async () => {
  const hand = (await miriam.callPage()).locator('.mark-tag.hand');
  expect(await hand.count()).toBe(0);
  await (await jana.control(words.stage.controls.hand)).click();
  await hand.first().waitFor();
  await (await jana.control(words.stage.controls.hand)).click();
  await hand.first().waitFor({ state: 'detached' });
});

test('who moderates mutes somebody, who can speak again', async () => {
  const moderated = await miriam.callPage();
  await (await miriam.control(words.stage.controls.people)).click();
  await button(moderated, words.stage.people.actions.replace('{{name}}', 'Jana Vogt')).click();
  await moderated.getByRole('menuitem', { name: words.stage.people.mute }).click();
  await (await jana.control(words.stage.controls.muted)).waitFor();
  await (await jana.control(words.stage.controls.muted)).click();
  await seesAndHearsEach(miriam, 2);
  await (await miriam.control(words.stage.controls.people)).click();
});

/** How often anybody has connected to the deployment so far. */
const openings = (): number => office.jitsi.requests.filter(({ path }) => path.startsWith('/xmpp-websocket')).length;

test('after a restart of the bridge everybody sees and hears again, with the same microphones and cameras', async () => {
  const [before, sent] = [openings(), await Promise.all(everybody.map(sentBy))];
  expect(sent.map(({ length }) => length)).toEqual([2, 2, 2]);
  await office.jitsi.restartBridge('SIGKILL');
  await allSeeAndHear(60_000);
  expect(await Promise.all(everybody.map(sentBy))).toEqual(sent);
  expect(openings()).toBe(before);
});

const told = async (caller: Caller): Promise<void> => (await caller.callPage()).getByText(words.stage.reconnecting.title).first().waitFor({ timeout: 30_000 });

test('a network that fails for ten seconds is told, and everybody is back by themselves', async () => {
  const sent = await Promise.all(everybody.map(sentBy));
  const [giveBack, since] = [office.jitsi.loseNetwork(), Date.now()];
  try {
    await Promise.all(everybody.map(told));
    await until('it has lasted ten seconds', () => Date.now() >= since + 10_000);
  } finally {
    giveBack();
  }
  await allSeeAndHear(60_000);
  expect(await Promise.all(everybody.map(sentBy))).toEqual(sent);
});

test('after a restart of the server everybody is back by themselves', async () => {
  const before = await Promise.all(everybody.map(overTheBridge));
  await office.jitsi.restartProsody();
  const isAnew = (live: readonly number[], index: number): boolean => live.length > 0 && live.every((number) => !before[index]?.includes(number));
  await until('all have new connections', async () => (await Promise.all(everybody.map(liveConnectionsOf))).every(isAnew), { timeoutMs: 60_000 });
  await allSeeAndHear(60_000);
});

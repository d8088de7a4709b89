import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import ui from '../../../assets/locales/de/ui.json' with { type: 'json' };
import { until } from '../../servers/processes.ts';
import { callWords as words, clickAway, type Caller } from '../support/calls/caller.ts';
import { crash } from '../support/calls/crash.ts';
import { toChat } from '../support/calls/meeting.ts';
import { openOffice, type Office } from '../support/calls/office.ts';
import { readKeychain } from '../support/keychain.ts';

/* Two people in two real programs who call each other over a real deployment, with Chromium's own camera and a voice for each. */

let office: Office;
let miriam: Caller;
let holger: Caller;

beforeAll(async () => {
  office = await openOffice({ miriam: 'Miriam Brandt', holger: 'Holger Steinbach' });
  miriam = await office.start('miriam');
  holger = await office.start('holger');
  await miriam.startChat('Holger Steinbach');
  await holger.accept('Miriam Brandt');
});

afterAll(() => office.dispose());

beforeEach(({ onTestFailed }) => onTestFailed(() => office.tell()));

/** Portraits that are really drawn. */
const portraits = (page: Page): Promise<number> =>
  page.locator('.avatar img').evaluateAll((images) => images.filter((image) => image instanceof HTMLImageElement && image.naturalWidth > 0).length);

const nobodyCalls = (): Promise<true> => until('nobody is in a call', () => !miriam.hasCallPage() && !holger.hasCallPage());

test('one calls, the other answers with the camera, and both see and hear each other', async () => {
  await miriam.call('video');
  const ring = await holger.ringing();
  await until('her portrait is where it rings', async () => (await portraits(ring)) === 1);
  await holger.answer(true);
  await Promise.all([miriam.seesAndHears(), holger.seesAndHears()]);
  expect(await holger.rings()).toBe(false);
});

test('the page of the call has the portraits of both, and asks no homeserver for them', async () => {
  const call = await miriam.callPage();
  const people = await miriam.control(words.stage.controls.people);
  await people.click();
  await until('both have their portraits', async () => (await portraits(call)) === 2);
  await people.click();
});

test('others see within seconds that somebody is in a call', async () => {
  await toChat(holger, 'Miriam Brandt');
  await holger.row('Miriam Brandt').filter({ hasText: ui.presence['in-call'] }).waitFor({ timeout: 5_000 });
});

test('who is mute is not heard, and the bar says the same as the call', async () => {
  await (await miriam.control(words.stage.controls.microphone)).click();
  await (await miriam.control(words.stage.controls.muted)).waitFor();
  await until('she is silent', async () => (await holger.heard(1)) < 0.0001);
  expect(await holger.heard(3)).toBeLessThan(0.0001);
  await toChat(miriam, 'Holger Steinbach');
  await miriam.page.getByRole('button', { name: words.workspace.strip.unmute, exact: true }).click();
  await until('she is heard again', async () => (await holger.heard(1)) > 0.005);
  await miriam.page.getByRole('button', { name: words.workspace.strip.mute, exact: true }).waitFor();
});

test('a call goes on while the workspace loads anew', async () => {
  await miriam.page.reload();
  await miriam.page.getByRole('button', { name: /^Chats/ }).click({ timeout: 60_000 });
  await miriam.page.getByRole('region', { name: words.workspace.strip.label }).waitFor();
  await Promise.all([miriam.seesAndHears(), holger.seesAndHears()]);
});

test('when the process of the call dies the program says so and offers to come back', async () => {
  const died = await miriam.callPage();
  await crash(miriam, 'call');
  await miriam.page.getByText(words.workspace.ended.crashed).first().waitFor();
  await miriam.page.getByRole('button', { name: words.workspace.ended.rejoin, exact: true }).click();
  await until('the new page is there', async () => (await miriam.callPage()) !== died);
  await Promise.all([miriam.seesAndHears(), holger.seesAndHears()]);
});

test('the page that died stands in the conference for a while: it is named to both, and is nobody', async () => {
  const { people: said } = words.stage;
  for (const [caller, title] of [[miriam, said['leftover-own']], [holger, said.leftover.replace('{{name}}', 'Miriam Brandt')]] as const) {
    const page = await caller.callPage();
    const people = await caller.control(words.stage.controls.people);
    await people.click();
    await page.getByText(title, { exact: true }).waitFor();
    await page.getByText(said.title_other.replace('{{count}}', '2'), { exact: true }).waitFor();
    expect(await page.getByText(words.stage.tile.claimed).count()).toBe(0);
    await people.click();
  }
});

test('when one hangs up it is over for both, and one card tells of it', async () => {
  await miriam.hangUp();
  await nobodyCalls();
  await holger.row('Miriam Brandt').filter({ hasText: ui.presence.online }).waitFor();
  await toChat(miriam, 'Holger Steinbach');
  for (const { page } of [miriam, holger]) {
    await page.getByRole('article').filter({ hasText: words.card.answered }).waitFor();
    expect(await page.getByRole('article').filter({ hasText: words.card.answered }).count()).toBe(1);
  }
});

test('a call that is declined says so, and rings no more', async () => {
  await holger.call('audio');
  const ring = await miriam.ringing();
  await clickAway(ring.getByRole('button', { name: words.ring.ringing.decline, exact: true }));
  await holger.page.getByText(words.workspace.ended.declined.replace('{{name}}', 'Miriam Brandt')).first().waitFor();
  await until('it rings no more', async () => !(await miriam.rings()));
});

test('who hangs up before anybody answers leaves a missed call, counted once and seen in the list of calls', async () => {
  await miriam.call('audio');
  await holger.ringing();
  await miriam.hangUp();
  await until('it rings no more', async () => !(await holger.rings()));
  await holger.page.getByRole('article').filter({ hasText: words.card.missed }).waitFor();
  await holger.page.keyboard.press('Control+3');
  await holger.page.getByRole('navigation', { name: words.workspace.history.label }).getByText(words.card.missed).first().waitFor();
  await nobodyCalls();
  await toChat(holger, 'Miriam Brandt');
});

test('two who call each other at once are in one call', async () => {
  await toChat(miriam, 'Holger Steinbach');
  await Promise.all([miriam.call('video'), holger.call('video')]);
  await Promise.all([miriam.seesAndHears(45_000), holger.seesAndHears(45_000)]);
  expect([await miriam.rings(), await holger.rings()]).toEqual([false, false]);
  await holger.hangUp();
  await nobodyCalls();
});

test('a call without pictures gets them when somebody switches their camera on', async () => {
  await toChat(miriam, 'Holger Steinbach');
  await miriam.call('audio');
  await holger.answer(false);
  await until('they talk', async () => (await holger.heard(1)) > 0.005 && (await miriam.heard(1)) > 0.005);
  expect((await holger.played()).frames).toBe(0);
  await (await miriam.control(words.stage.controls['camera-off'])).click();
  await until('her picture arrives', async () => (await holger.played()).frames > 5);
  await holger.hangUp();
  await nobodyCalls();
});

test('two devices ring, and where one answers the other falls silent', async () => {
  const laptop = await office.start('holger', { profile: 'laptop' });
  // A device that its owner has not confirmed gets no keys, and so no calls.
  await laptop.confirmDevice((await readKeychain(office.desktop, 'holger'))['recovery-key'] ?? '');
  await toChat(miriam, 'Holger Steinbach');
  await miriam.call('audio');
  await Promise.all([holger.ringing(), laptop.ringing()]);
  await laptop.answer(false);
  await until('the other device is silent', async () => !(await holger.rings()));
  await until('they talk', async () => (await laptop.heard(1)) > 0.005 && (await miriam.heard(1)) > 0.005);
  await until('no page waits at the other device', () => !holger.hasCallPage());
  await laptop.hangUp();
  await nobodyCalls();
});

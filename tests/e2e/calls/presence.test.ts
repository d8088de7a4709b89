import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { DesktopBridge } from '../../../preload/contract.ts';
import ui from '../../../assets/locales/de/ui.json' with { type: 'json' };
import { createTestUser, type TestUser } from '../../servers/client.ts';
import { until } from '../../servers/processes.ts';
import { callWords as words, clickAway, type Caller } from '../support/calls/caller.ts';
import { button, toChat, toChats } from '../support/calls/meeting.ts';
import { openOffice, type Office } from '../support/calls/office.ts';
import { crash } from '../support/calls/crash.ts';

/*
 * What others see of somebody in a call, and that it never outlasts the call: after its end, and after a crash of each
 * of the program's processes. Holger calls Miriam and crashes, Jana looks at both in her list; the server is asked as well.
 */

const ownText = 'Bis 16 Uhr im Haus B';
/** A promise of the product, in milliseconds: from joining until everybody sees it. */
const seenWithin = 3_000;
const restoredWithin = 60_000;

let office: Office;
let miriam: Caller;
let holger: Caller;
/** Looks on. Her organisation does not let others see that she is in a call. */
let jana: Caller;
/** Another device of Holger's, which only sets and reads his status. */
let phone: TestUser;

beforeAll(async () => {
  office = await openOffice({ miriam: 'Miriam Brandt', holger: 'Holger Steinbach', jana: 'Jana Vogt' }, { smallPictures: true });
  miriam = await office.start('miriam');
  holger = await office.start('holger');
  jana = await office.start('jana', { policies: { 'calls.presence': false } });
  await miriam.startChat('Holger Steinbach');
  await holger.accept('Miriam Brandt');
  await jana.startChat('Holger Steinbach');
  await holger.accept('Jana Vogt');
  await jana.startChat('Miriam Brandt');
  await miriam.accept('Jana Vogt');
  await holger.open('Miriam Brandt');
  const { url, serverName } = office.synapse;
  phone = await createTestUser(url, `@holger:${serverName}`, 'holger-password', 'PHONE');
  await phone.request('PUT', `v3/presence/${phone.userId}/status`, { presence: 'online', status_msg: ownText });
});

afterAll(() => office.dispose());

beforeEach(({ onTestFailed }) => {
  onTestFailed(async () => {
    await office.tell();
    console.log('At the server:', await status());
  });
});

interface Status {
  readonly presence: string;
  readonly status_msg?: string;
}

const status = (userId = phone.userId): Promise<Status> => phone.request<Status>('GET', `v3/presence/${userId}/status`);

type Word = keyof typeof ui.presence;

/** Resolves with the milliseconds since `from` once the looker's list says so of this person. */
async function seen(name: string, word: Word, from: number, timeoutMs = restoredWithin, looker = jana): Promise<number> {
  await looker.row(name).filter({ hasText: ui.presence[word] }).waitFor({ timeout: timeoutMs });
  return Date.now() - from;
}

/** When this person and another were in the call, as the program itself has it. */
const joinedAt = async ({ page }: Caller): Promise<number> => {
  const reply = await page.evaluate(() => (window as unknown as { readonly desktop: DesktopBridge }).desktop.request('call.read', {}));
  return (reply.ok && reply.result.current?.connectedTs) || NaN;
};

/** A marker before the own text. */
const marked = expect.stringMatching(new RegExp(`^\\p{Emoji}.* · ${ownText}$`, 'u')) as unknown as string;

/** What a looker's list says of somebody from now on, wherever it is none of these; told when asked. */
async function watchRow(name: string, allowed: readonly Word[], { page }: Caller = jana): Promise<() => Promise<readonly string[]>> {
  const labels = allowed.map((word) => ui.presence[word]);
  const watch = await page.evaluateHandle(({ stop, labels: expected }) => {
    const said: string[] = [];
    const look = (): void => {
      const text = document.querySelector(`button.item[data-stop="${stop}"]`)?.textContent;
      if (text !== undefined && !expected.some((label) => text.includes(label)) && said.at(-1) !== text) said.push(text);
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
    look();
    return said;
  }, { stop: name, labels });
  return () => watch.jsonValue();
}

/** Calls of Holger and Miriam that both have spoken in, as the chat of each tells; the same number in both. */
async function cards(): Promise<number> {
  await Promise.all([toChat(holger, 'Miriam Brandt'), toChat(miriam, 'Holger Steinbach')]);
  const count = ({ page }: Caller): Promise<number> => page.getByRole('article').filter({ hasText: words.card.answered }).count();
  return until('both chats tell of the same calls', async () => {
    const [his, hers] = await Promise.all([count(holger), count(miriam)]);
    return his === hers && his;
  });
}

const measured = (what: string, ms: number): void => console.log(`measured: ${what}: ${ms} ms`);

/** Holger calls, Miriam answers, and it is seen. */
async function talk(): Promise<void> {
  await until('nobody is in a call', () => !miriam.hasCallPage() && !holger.hasCallPage());
  await toChat(holger, 'Miriam Brandt');
  await holger.call('audio');
  await miriam.answer(false);
  await until('they talk', async () => (await holger.heard(1)) > 0.005 && (await miriam.heard(1)) > 0.005);
  await seen('Holger Steinbach', 'in-call', 0, 10_000);
}

const restored = async (): Promise<void> => {
  expect(await status()).toMatchObject({ presence: 'online', status_msg: ownText });
};

test('within three seconds of joining others see that somebody is in a call, and the own text is kept', async () => {
  await restored();
  await holger.call('video');
  await miriam.answer(true);
  const people = [['Holger Steinbach', holger], ['Miriam Brandt', miriam]] as const;
  const sights = await Promise.all(people.map(([name]) => seen(name, 'in-call', 0, 20_000).then(() => Date.now())));
  for (const [index, [name, caller]] of people.entries()) {
    const took = (sights[index] ?? NaN) - (await joinedAt(caller));
    measured(`from joining to "in a call" in the list of a third, ${name}`, took);
    expect(took).toBeLessThan(seenWithin);
  }
  expect(await status()).toMatchObject({ status_msg: marked });
  await Promise.all([miriam.seesAndHears(), holger.seesAndHears()]);
});

test('who shares a screen is seen to present, and no longer when they have stopped', async () => {
  await (await holger.control(words.stage.controls.share)).click();
  const picker = await until('the picker opens', () => holger.app.windows().find((page) => page.url().includes('view=picker')));
  await picker.getByRole('radio').first().click();
  const began = Date.now();
  await clickAway(picker.getByRole('button', { name: words.ring.picker.share, exact: true }));
  measured('from "share" to "presenting" at the other', await seen('Holger Steinbach', 'presenting', began, 10_000));
  expect((await status()).status_msg).toContain(ownText);
  const ended = Date.now();
  await (await holger.control(words.stage.controls['stop-sharing'])).click();
  const back = await seen('Holger Steinbach', 'in-call', ended, 10_000);
  measured('from "stop sharing" to "in a call" at the other', back);
  expect(back).toBeLessThan(seenWithin);
});

test('when the call ends others see at once what was set before', async () => {
  const ended = Date.now();
  await holger.hangUp();
  const back = await seen('Holger Steinbach', 'online', ended);
  measured('from hanging up to what was set before, at the other', back);
  expect(back).toBeLessThan(seenWithin);
  await restored();
});

test("a crash of the call's own process takes the presence back", async () => {
  await talk();
  const died = await crash(holger, 'call');
  measured("after a crash of the call's process", await seen('Holger Steinbach', 'online', died));
  await restored();
  await holger.page.getByRole('button', { name: words.workspace.ended.dismiss, exact: true }).click();
  await miriam.hangUp();
});

test('a call that ends while the engine is away is taken back by the engine that comes', async () => {
  await talk();
  const died = await crash(holger, 'engine');
  await holger.hangUp();
  measured('after a crash of the engine and the end of the call', await seen('Holger Steinbach', 'online', died));
  await restored();
});

test('a call outlives the engine: its media go on, others see it all the while, and it ends as any other', async () => {
  await talk();
  const [answered, page] = [await cards(), await holger.callPage()];
  const wasSeen = await watchRow('Holger Steinbach', ['in-call']);
  const died = await crash(holger, 'engine');
  expect(await Promise.all([holger.heard(1), miriam.heard(1)]).then((heard) => Math.min(...heard))).toBeGreaterThan(0.005);
  await toChat(miriam, 'Holger Steinbach');
  await miriam.write('Sind Sie noch da?');
  await until('the engine that comes reads on', async () => {
    await toChats(holger);
    return holger.row('Miriam Brandt').filter({ hasText: 'Sind Sie noch da?' }).isVisible();
  }, { timeoutMs: restoredWithin });
  measured('until messages arrive again after a crash of the engine', Date.now() - died);
  await toChat(holger, 'Miriam Brandt');
  await holger.write('Ja, alles da.');
  await miriam.reads('Ja, alles da.');
  expect(await status()).toMatchObject({ presence: 'online', status_msg: marked });
  expect(await wasSeen(), 'at no time anything else').toEqual([]);
  expect(await Promise.all([holger.heard(1), miriam.heard(1)]).then((heard) => Math.min(...heard))).toBeGreaterThan(0.005);
  expect(await holger.callPage()).toBe(page);
  const ended = Date.now();
  await button(holger.page, words.workspace.strip['hang-up']).click();
  measured('and from hanging up', await seen('Holger Steinbach', 'online', ended));
  await until('it is over for both', () => !miriam.hasCallPage() && !holger.hasCallPage());
  expect(await wasSeen(), 'control: the watch sees a change').not.toEqual([]);
  await until('one card more tells of it', async () => (await cards()) === answered + 1);
  await restored();
});

test('a crash of the workspace leaves the call and what others see of it; both end with the call', async () => {
  await talk();
  const wasSeen = await watchRow('Holger Steinbach', ['in-call']);
  const page = await holger.callPage();
  await crash(holger, 'workspace');
  // Playwright gives a page up whose process died; main does not.
  const inWorkspace = (script: string): Promise<unknown> =>
    holger.app.evaluate(({ webContents }, text) => {
      const workspace = webContents.getAllWebContents().find((contents) => contents.getURL().startsWith('app://workspace/') && !contents.isCrashed());
      return workspace?.executeJavaScript(text) as Promise<unknown> | undefined;
    }, script);
  await until('the workspace is back, and knows of the call', async () =>
    (await inWorkspace("window.desktop.request('call.read', {}).then((reply) => reply.ok && reply.result.current?.phase)")) === 'joined');
  expect(await Promise.all([holger.heard(1), miriam.heard(1)]).then((heard) => Math.min(...heard))).toBeGreaterThan(0.005);
  expect(await holger.callPage()).toBe(page);
  expect(await status()).toMatchObject({ presence: 'online', status_msg: marked });
  expect(await wasSeen()).toEqual([]);
  const ended = Date.now();
  await holger.hangUp();
  measured('after a crash of the workspace, from hanging up', await seen('Holger Steinbach', 'online', ended));
  await restored();
});

test('after a crash of the whole program nobody sees the call for longer than a minute, nor when it starts again', async () => {
  await until('nobody is in a call', () => !miriam.hasCallPage());
  await holger.close();
  holger = await office.start('holger', { again: true });
  await talk();
  const died = await crash(holger, 'program');
  await jana.row('Holger Steinbach').filter({ hasNotText: ui.presence['in-call'] }).waitFor({ timeout: restoredWithin + 30_000 });
  const took = Date.now() - died;
  measured('after a crash of the whole program', took);
  expect(took).toBeLessThan(restoredWithin);
  await seen('Holger Steinbach', 'offline', died, 1_000);
  await until('her call is over, too', () => !miriam.hasCallPage(), { timeoutMs: 60_000 });
  expect(await status(), 'control: at the server the marker stands still').toMatchObject({ status_msg: marked });
  const wasSeen = await watchRow('Holger Steinbach', ['offline', 'online']);
  const started = Date.now();
  holger = await office.start('holger', { again: true });
  await until('the own text stands as it was', async () => (await status()).status_msg === ownText);
  measured('from the next start until the own text is back', Date.now() - started);
  await seen('Holger Steinbach', 'online', started);
  expect(await wasSeen(), 'nothing of the call is seen again').toEqual([]);
  await restored();
});

test('where the organisation has switched it off nobody is told, and of the other in the same call they are', async () => {
  await until('nobody is in a call', () => !miriam.hasCallPage() && !holger.hasCallPage());
  await toChats(holger);
  await seen('Jana Vogt', 'online', 0, 10_000, holger); // his program has just begun, and shows her as offline at first
  const wasSeen = await watchRow('Jana Vogt', ['online'], holger);
  await toChat(jana, 'Miriam Brandt');
  await jana.call('audio');
  await miriam.answer(false);
  await seen('Miriam Brandt', 'in-call', 0, 10_000, holger);
  await until('they talk', async () => (await jana.heard(2)) > 0.005 && (await miriam.heard(2)) > 0.005);
  expect((await status(phone.userId.replace('holger', 'jana'))).status_msg ?? '').toBe('');
  await jana.hangUp();
  await seen('Miriam Brandt', 'online', 0, 10_000, holger);
  expect(await wasSeen(), 'at no time anything of a call').toEqual([]);
});

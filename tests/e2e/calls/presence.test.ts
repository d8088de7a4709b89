import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { DesktopBridge } from '../../../preload/contract.ts';
import ui from '../../../assets/locales/de/ui.json' with { type: 'json' };
import { createTestUser, type TestUser } from '../../servers/client.ts';
import { until } from '../../servers/processes.ts';
import { callWords as words, clickAway, type Caller } from '../support/calls/caller.ts';
import { toChat } from '../support/calls/meeting.ts';
import { openOffice, type Office } from '../support/calls/office.ts';
import { crash } from '../support/calls/crash.ts';

/*
 * What others see of somebody in a call, and that it never outlasts the call: after its end, and after a crash of
 * the call's process or the engine. Holger calls Miriam and crashes, Jana looks at both in her list; the server is asked as well.
 */

const ownText = 'Bis 16 Uhr im Haus B';
/** A promise of the product, in milliseconds: from joining until everybody sees it. */
const seenWithin = 3_000;
const restoredWithin = 60_000;

let office: Office;
let miriam: Caller;
let holger: Caller;
/** Looks on. */
let jana: Caller;
/** Another device of Holger's, which only sets and reads his status. */
let phone: TestUser;

beforeAll(async () => {
  office = await openOffice({ miriam: 'Miriam Brandt', holger: 'Holger Steinbach', jana: 'Jana Vogt' });
  miriam = await office.start('miriam');
  holger = await office.start('holger');
  jana = await office.start('jana');
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
  expect((await status()).status_msg).toMatch(new RegExp(`^\\p{Emoji}.* · ${ownText}$`, 'u'));
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

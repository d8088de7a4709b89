import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { until } from '../../servers/processes.ts';
import { callWords as words, clickAway, type Caller } from '../support/calls/caller.ts';
import { toChat } from '../support/calls/meeting.ts';
import { openOffice, type Office } from '../support/calls/office.ts';

/* What becomes of a call that is not answered: with a sentence, after half a minute, and where nobody was there to hear it. */

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

const told = (caller: Caller, text: string, name: string): Promise<void> =>
  caller.page.getByText(text.replace('{{name}}', name)).first().waitFor();

const missedCards = ({ page }: Caller) => page.getByRole('article').filter({ hasText: words.card.missed });

/** Counts the windows that ring, from now on. */
const countRings = ({ app }: Caller): Promise<void> =>
  app.evaluate(({ app: electron }) => {
    const counted = { rings: 0 };
    Object.assign(globalThis, { counted });
    electron.on('web-contents-created', (_event, contents) => {
      contents.on('did-start-navigation', ({ url }) => void (counted.rings += Number(url.includes('view=ringing'))));
    });
  });

const ringsSoFar = ({ app }: Caller): Promise<number> =>
  app.evaluate(() => (globalThis as unknown as { readonly counted: { readonly rings: number } }).counted.rings);

test('who declines with a sentence writes it into the chat, and the caller is told both', async () => {
  await holger.call('audio');
  const ring = await miriam.ringing();
  await ring.getByRole('button', { name: words.ring.ringing['decline-with'], exact: true }).click();
  await clickAway(ring.getByRole('button', { name: words.ring.reply.meeting, exact: true }));
  await told(holger, words.workspace.ended.declined, 'Miriam Brandt');
  await until('it rings no more', async () => !(await miriam.rings()));
  expect(holger.hasCallPage()).toBe(false);
  await holger.reads(words.ring.reply.meeting);
  await miriam.reads(words.ring.reply.meeting);
});

test('a sentence of one’s own does as well', async () => {
  await holger.call('audio');
  const ring = await miriam.ringing();
  await ring.getByRole('button', { name: words.ring.ringing['decline-with'], exact: true }).click();
  await ring.getByRole('textbox', { name: words.ring.reply.own }).fill('In zehn Minuten im Haus B?');
  await clickAway(ring.getByRole('button', { name: words.ring.reply.send, exact: true }));
  await told(holger, words.workspace.ended.declined, 'Miriam Brandt');
  await holger.reads('In zehn Minuten im Haus B?');
});

test('it rings for half a minute, then the caller is told and the call stands as missed', async () => {
  await holger.call('audio');
  await miriam.ringing();
  const began = Date.now();
  await until('the page of the call waits', () => miriam.hasCallPage());
  await until('it rings no more', async () => !(await miriam.rings()), { timeoutMs: 45_000 });
  const took = Date.now() - began;
  console.log(`measured: it rang for ${took} ms`);
  expect(took).toBeGreaterThan(25_000);
  expect(took).toBeLessThan(32_000);
  await told(holger, words.workspace.ended['no-answer'], 'Miriam Brandt');
  expect(holger.hasCallPage()).toBe(false);
  await until('no page waits for it any more', () => !miriam.hasCallPage());
  await missedCards(miriam).waitFor();
});

test('who was not there when the caller gave up finds a missed call, and it does not ring', async () => {
  await miriam.close();
  await holger.call('audio');
  await (await holger.callPage()).getByText(words.stage.alone.waiting.replace('{{name}}', 'Miriam Brandt')).first().waitFor();
  await holger.hangUp();
  await until('the call is over', () => !holger.hasCallPage());

  miriam = await office.start('miriam', { again: true, started: countRings });
  await toChat(miriam, 'Holger Steinbach');
  await until('both missed calls are there', async () => (await missedCards(miriam).count()) === 2);
  expect(await ringsSoFar(miriam)).toBe(0);

  // That it would have been counted: a call of now rings, once.
  await toChat(holger, 'Miriam Brandt');
  await holger.call('audio');
  await miriam.ringing();
  expect(await ringsSoFar(miriam)).toBe(1);
  await holger.hangUp();
});

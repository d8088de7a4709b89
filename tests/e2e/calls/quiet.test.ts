import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import settings from '../../../assets/locales/de/settings.json' with { type: 'json' };
import shell from '../../../assets/locales/de/shell.json' with { type: 'json' };
import ui from '../../../assets/locales/de/ui.json' with { type: 'json' };
import type { DesktopBridge, QuietHours } from '../../../preload/contract.ts';
import { until } from '../../servers/processes.ts';
import { callWords as words, type Caller } from '../support/calls/caller.ts';
import { openOffice, type Office } from '../support/calls/office.ts';

/* Two people in two real programs: one calls, the other does not want to be disturbed, or not to hear it. */

let office: Office;
let miriam: Caller;
let holger: Caller;

/** What Holger's program has done so far: windows that ring, and those of them that were heard. */
interface Rung {
  windows: number;
  heard: number;
}

beforeAll(async () => {
  office = await openOffice({ miriam: 'Miriam Brandt', holger: 'Holger Steinbach' });
  miriam = await office.start('miriam');
  holger = await office.start('holger');
  await miriam.startChat('Holger Steinbach');
  await holger.accept('Miriam Brandt');
  await holger.app.evaluate(({ app }) => {
    const rung: Rung = { windows: 0, heard: 0 };
    Object.assign(globalThis, { rung });
    app.on('web-contents-created', (_event, contents) => {
      contents.on('did-start-navigation', ({ url, isMainFrame }) => {
        if (isMainFrame && url.includes('view=ringing')) rung.windows += 1;
      });
      contents.on('audio-state-changed', ({ audible }) => {
        if (audible && contents.getURL().includes('view=ringing')) rung.heard += 1;
      });
    });
  });
});

afterAll(() => office.dispose());

beforeEach(({ onTestFailed }) => onTestFailed(() => office.tell()));

const rung = (): Promise<Rung> => holger.app.evaluate(() => ({ ...(globalThis as unknown as { readonly rung: Rung }).rung }));
const rowAt = (caller: Caller, name: string, text: string): Promise<void> => caller.row(name).filter({ hasText: text }).waitFor();

/** Miriam calls until Holger's program has heard of it, and has done what it does; then she hangs up, and he has missed it. */
async function callInVain(meanwhile: () => Promise<unknown> = () => Promise.resolve()): Promise<Rung> {
  const before = await rung();
  await miriam.page.keyboard.press('Control+1');
  await miriam.open('Holger Steinbach');
  await holger.page.keyboard.press('Control+1');
  await miriam.call('audio');
  await rowAt(holger, 'Miriam Brandt', words.card.ringing);
  await meanwhile();
  await miriam.hangUp();
  await rowAt(holger, 'Miriam Brandt', words.card.missed);
  await until('nobody is in a call', async () => !miriam.hasCallPage() && !(await holger.rings()));
  const after = await rung();
  return { windows: after.windows - before.windows, heard: after.heard - before.heard };
}

const ringsAloud = (before: Rung) => () => until('it rings aloud', async () => (await rung()).heard > before.heard, { timeoutMs: 20_000 });
const loud = async (): Promise<Rung> => callInVain(ringsAloud(await rung()));

const own = (): Locator => holger.page.locator('.me-btn');

async function choosePresence(name: string): Promise<void> {
  await own().click();
  await holger.page.getByRole('menuitemradio', { name, exact: true }).click();
}

async function toSettings(): Promise<void> {
  await holger.page.keyboard.press('Control+,');
  await holger.page.getByRole('button', { name: settings.notifications.title, exact: true }).click();
}

const quietHours = (): Promise<QuietHours> =>
  holger.page.evaluate(async () => {
    const { desktop } = window as unknown as { readonly desktop: DesktopBridge };
    const reply = await desktop.request('environment.read', {});
    if (!reply.ok) throw new Error(reply.failure.code);
    return reply.result.settings.quietHours;
  });

const flip = (name: string): Promise<void> => holger.page.getByRole('switch', { name, exact: true }).click();

test('who does not want to be disturbed is not rung, and has missed the call; afterwards it rings again', async () => {
  const missed = (count: number): Promise<void> =>
    holger.page.getByRole('button', { name: (count === 1 ? words.workspace.missed_one : words.workspace.missed_other).replace('{{count}}', String(count)) }).waitFor();
  expect(await loud(), 'control').toMatchObject({ windows: 1 });
  await missed(1);
  await choosePresence(ui.presence['do-not-disturb']);
  await own().filter({ hasText: ui.presence['do-not-disturb'] }).waitFor();
  await rowAt(miriam, 'Holger Steinbach', ui.presence['do-not-disturb']);
  expect(await callInVain()).toEqual({ windows: 0, heard: 0 });
  await missed(2);
  await choosePresence(ui.presence.online);
  await rowAt(miriam, 'Holger Steinbach', ui.presence.online);
  expect(await loud()).toMatchObject({ windows: 1 });
});

test('without the ring tone the window comes, and is not heard', async () => {
  await toSettings();
  await flip(settings.notifications['ring-tone']);
  expect(await callInVain(() => holger.ringing())).toEqual({ windows: 1, heard: 0 });
  await toSettings();
  await flip(settings.notifications['ring-tone']);
  expect(await loud(), 'control').toMatchObject({ windows: 1 });
});

test('in the quiet hours nothing rings, the window says until when, and afterwards it rings', async () => {
  await toSettings();
  await flip(settings.notifications.hours);
  const hour = 3_600_000;
  const [from, to] = await holger.page.evaluate(
    (gaps) => gaps.map((gap) => new Date(Date.now() + gap).toTimeString().slice(0, 5)),
    [-hour, hour],
  );
  for (const [name, time] of [[settings.notifications.from, from], [settings.notifications.to, to]] as const) {
    const field = holger.page.getByRole('textbox', { name, exact: true });
    await field.fill(time ?? '');
    await field.press('Enter');
    await until('it is taken', async () => Object.values(await quietHours()).includes(time ?? ''));
  }
  await own().filter({ hasText: shell.me.quiet.replace('{{time}}', to ?? '') }).waitFor();
  expect(await callInVain()).toEqual({ windows: 0, heard: 0 });
  await toSettings();
  await flip(settings.notifications.hours);
  await own().filter({ hasText: '@holger' }).waitFor();
  expect(await loud(), 'control').toMatchObject({ windows: 1 });
});

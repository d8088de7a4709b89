import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startDesktop, type Desktop } from '../../servers/desktop.ts';
import { startJitsi, type Jitsi } from '../../servers/jitsi/jitsi.ts';
import { until } from '../../servers/processes.ts';
import { startSynapse, type Synapse } from '../../servers/synapse.ts';
import { callWords as words, startCaller, type Caller } from '../support/calls/caller.ts';
import { tellWhatIsShown } from '../support/person.ts';

/* Two people in two real programs who call each other over a real deployment, with Chromium's own camera and voice. */

let synapse: Synapse;
let jitsi: Jitsi;
let desktop: Desktop;
let folder: string;
let miriam: Caller;
let holger: Caller;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'einklang-calls-'));
  [synapse, desktop] = await Promise.all([startSynapse(), startDesktop({ width: 1900, height: 1000 })]);
  jitsi = await startJitsi({ synapse });
  await jitsi.authority.trustIn(desktop.home);
  await synapse.register('miriam', { displayName: 'Miriam Brandt' }).then((user) => user.logout());
  await synapse.register('holger', { displayName: 'Holger Steinbach' }).then((user) => user.logout());
  const start = async (user: string): Promise<Caller> => {
    const caller = await startCaller({ desktop, jitsi, profileDir: join(folder, user), args: ['--profile', user] });
    await caller.signIn({ server: synapse.url, user, password: `${user}-password` });
    return caller;
  };
  miriam = await start('miriam');
  holger = await start('holger');
  await miriam.startChat('Holger Steinbach');
  await holger.accept('Miriam Brandt');
});

afterAll(async () => {
  await miriam.close().catch(() => undefined);
  await holger.close().catch(() => undefined);
  await jitsi.dispose();
  await desktop.dispose();
  await synapse.dispose();
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

beforeEach(({ onTestFailed }) => {
  onTestFailed(async () => {
    await tellWhatIsShown(miriam);
    await tellWhatIsShown(holger);
    for (const caller of [miriam, holger]) console.log(await caller.callStory());
  });
});

test('one calls, the other answers with the camera, and both see and hear each other', async () => {
  await miriam.call('video');
  await holger.answer(true);
  await Promise.all([miriam.seesAndHears(), holger.seesAndHears()]);
  expect(await holger.rings()).toBe(false);
});

test('who is mute is not heard, and the bar says the same as the call', async () => {
  await (await miriam.control(words.stage.controls.microphone)).click();
  await (await miriam.control(words.stage.controls.muted)).waitFor();
  await until('she is silent', async () => (await holger.heard(1)) < 0.0001);
  expect(await holger.heard(3)).toBeLessThan(0.0001);
  // The bar stands wherever the stage does not.
  await miriam.page.keyboard.press('Control+1');
  await miriam.open('Holger Steinbach');
  await miriam.page.getByRole('button', { name: words.workspace.strip.unmute, exact: true }).click();
  await until('she is heard again', async () => (await holger.heard(1)) > 0.005);
  await miriam.page.getByRole('button', { name: words.workspace.strip.mute, exact: true }).waitFor();
});

test('when one hangs up it is over for both, and one card tells of it', async () => {
  await miriam.hangUp();
  await until('nobody is in a call', () => !miriam.hasCallPage() && !holger.hasCallPage());
  for (const { page } of [miriam, holger]) {
    await page.getByRole('article').filter({ hasText: words.card.answered }).waitFor();
    expect(await page.getByRole('article').filter({ hasText: words.card.answered }).count()).toBe(1);
  }
});

test('a call that is declined says so, and rings no more', async () => {
  await holger.call('audio');
  const ring = await miriam.ringing();
  await ring.getByRole('button', { name: words.ring.ringing.decline, exact: true }).click();
  await holger.page.getByText(words.workspace.ended.declined.replace('{{name}}', 'Miriam Brandt')).first().waitFor();
  await until('it rings no more', async () => !(await miriam.rings()));
});

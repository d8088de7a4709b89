import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signInColleague, type Colleague } from '../../servers/colleague.ts';
import { startDesktop, type Desktop } from '../../servers/desktop.ts';
import { until } from '../../servers/processes.ts';
import { startSynapse, type Synapse } from '../../servers/synapse.ts';
import { violationsIn, walkFocus } from '../support/focus-walk.ts';
import { startPerson, words, type Person } from '../support/person.ts';
import { said } from '../support/words.ts';

/* From the sign-in to a read answer without a mouse: nothing here clicks, fills or sets the focus. */

let synapse: Synapse;
let desktop: Desktop;
let folder: string;
let holger: Colleague;
let person: Person;
let page: Page;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'einklang-keyboard-'));
  [synapse, desktop] = await Promise.all([startSynapse(), startDesktop({ width: 1400, height: 900 })]);
  await synapse.register('miriam', { displayName: 'Miriam Brandt' }).then((user) => user.logout());
  holger = await signInColleague(synapse.url, await synapse.register('holger', { displayName: 'Holger Steinbach' }));
  person = await startPerson({ desktop, profileDir: join(folder, 'miriam') });
  ({ page } = person);
});

afterAll(async () => {
  await person.close().catch(() => undefined);
  holger.leave();
  await desktop.dispose();
  await synapse.dispose();
  await rm(folder, { recursive: true, force: true });
});

const { stops, here, go, arrives } = walkFocus(() => page);

const accessible = async (what: string): Promise<void> => expect(await violationsIn(page), what).toEqual([]);

test('from the sign-in to a read answer, by keyboard alone', async () => {
  const { keyboard } = page;
  await page.getByRole('heading', { name: said.de.signIn.title }).waitFor({ timeout: 60_000 });
  await accessible('sign-in, server');
  await go('Tab', said.de.signIn.server.label);
  await keyboard.type(synapse.url);
  await keyboard.press('Enter');
  await arrives(said.de.signIn.user.label);
  await keyboard.type('miriam');
  await go('Tab', said.de.signIn.password.label);
  await keyboard.type('falsch');
  await keyboard.press('Enter');
  await page.getByText(said.de.errors['wrong-password'].title).waitFor();
  await arrives(said.de.signIn.password.label);
  await accessible('sign-in, wrong password');
  await keyboard.press('Control+A');
  await keyboard.type('miriam-password');
  await keyboard.press('Enter');
  await person.signedIn();
  await page.getByRole('heading', { name: 'Miriam' }).waitFor();
  await accessible('first run');

  // The first stop leads past everything; then round the regions, and to the menu that begins a chat.
  await go('Tab', said.de.shell.skip);
  await go('Tab', words.chat.conversation['new-chat']);
  await keyboard.press('Enter');
  await arrives(new RegExp(`^${words.chat['new-chat'].title}`));
  await accessible('menu');
  await keyboard.press('Enter');
  await arrives(words.chat.people.search);
  const found = page.getByRole('list', { name: words.chat.people.results }).getByRole('button', { name: /^Holger Steinbach/ });
  // The server's directory hears of new people a moment later: who is not found is searched for again.
  await until('Holger is found', async () => {
    await keyboard.press('Control+A');
    await keyboard.type('Holger');
    return found.waitFor({ timeout: 4_000 }).then(() => true, () => false);
  });
  await accessible('dialog, people found');
  await go('ArrowDown', /^Holger Steinbach/);
  await keyboard.press('Enter');
  await arrives(words.chat.composer.label.replace('{{room}}', 'Holger Steinbach'));
  await accessible('empty chat');
  await keyboard.type('Liegt die Mitzeichnung vor?');
  await keyboard.press('Shift+Enter');
  await keyboard.type('Es eilt ein wenig.');
  await keyboard.press('Enter');
  await person.reads('Es eilt ein wenig.');
  expect(await person.composer().inputValue()).toBe('');

  const roomId = await until('Holger is invited', () => holger.invitations()[0]);
  await holger.join(roomId);
  await until('Holger reads', () => holger.read(roomId).some(({ text }) => text === 'Liegt die Mitzeichnung vor?\nEs eilt ein wenig.'));
  await holger.write(roomId, 'Ja, seit gestern Nachmittag.');
  await person.reads('Ja, seit gestern Nachmittag.');

  // F6 leads to the messages; the last one is the stop, and says who wrote it.
  await go('F6', /./);
  for (let n = 0; n < 12 && (await here()).role !== 'article'; n += 1) await go('Tab', /./);
  await arrives(/^Holger Steinbach/);
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Ja, seit gestern Nachmittag.');
  expect(await person.spoken()).toContain('Ja, seit gestern Nachmittag.');
  await go('ArrowUp', new RegExp(`^${words.chat.you}`));
  await accessible('workspace');

  await keyboard.press('Control+/');
  await page.getByRole('dialog', { name: said.de.shell.shortcuts.title }).waitFor();
  await accessible('dialog, shortcuts');
  await keyboard.press('Escape');
  await arrives(new RegExp(`^${words.chat.you}`));
  await keyboard.press('Control+,');
  await page.getByRole('heading', { name: said.de.settings.appearance.title }).waitFor();
  await accessible('settings');
  console.log(`stops, each with a name and a ring: ${stops.length}\n${stops.join('\n')}`);
});

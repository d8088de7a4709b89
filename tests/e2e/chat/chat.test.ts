import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { spawn } from 'node:child_process';
import { electronBinary, root } from '../../../scripts/lib/paths.mjs';
import type { TestUser } from '../../servers/client.ts';
import { startDesktop, type Desktop } from '../../servers/desktop.ts';
import { until } from '../../servers/processes.ts';
import { startSynapse, type Synapse } from '../../servers/synapse.ts';
import { findPerson, startPerson, tellWhatIsShown, words, type Person } from '../support/person.ts';
import { asPattern, said } from '../support/words.ts';

/* One person's working day in one program, with colleagues whose doings the test sees at the server. */

const history = 320;
let synapse: Synapse;
let desktop: Desktop;
let folder: string;
let holger: TestUser;
let jana: TestUser;
let miriam: Person;
let longRoom: string;
let quietRoom: string;

const button = (name: string | RegExp) => miriam.page.getByRole('button', { name, exact: true });
const invited = (user: TestUser, name: string): Promise<string> =>
  until(`${user.userId} is invited to ${name}`, async () => {
    const { rooms } = (await user.sync()) as { rooms?: { invite?: Record<string, { invite_state: { events: { type: string; content: { name?: string } }[] } }> } };
    return Object.entries(rooms?.invite ?? {}).find(([, room]) =>
      room.invite_state.events.some(({ type, content }) => type === 'm.room.name' && content.name === name),
    )?.[0];
  });
/** Membership of Miriam as the room has it. */
const membership = async (roomId: string): Promise<unknown> =>
  (await holger.request('GET', `v3/rooms/${encodeURIComponent(roomId)}/state/m.room.member/${encodeURIComponent(`@miriam:${synapse.serverName}`)}`))['membership'];
/** Playwright keeps every page in the belief that it has the focus: here it hears of another window in front of it. */
const lookAway = ({ page }: Person, away: boolean): Promise<void> =>
  page.evaluate((gone) => {
    document.hasFocus = () => !gone;
    window.dispatchEvent(new Event(gone ? 'blur' : 'focus'));
  }, away);

interface Receipts {
  readonly next_batch: string;
  readonly rooms?: { readonly join?: Readonly<Record<string, { readonly ephemeral: { readonly events: readonly { readonly content: object }[] } }>> };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'einklang-chat-'));
  [synapse, desktop] = await Promise.all([startSynapse(), startDesktop({ width: 1400, height: 900 })]);
  const account = await synapse.register('miriam', { displayName: 'Miriam Brandt' });
  holger = await synapse.register('holger', { displayName: 'Holger Steinbach' });
  jana = await synapse.register('jana', { displayName: 'Jana Vogt' });
  longRoom = await holger.createRoom({ name: 'Protokolle', invite: [account.userId] });
  await account.join(longRoom);
  for (let n = 1; n <= history; n += 1) await holger.sendText(longRoom, `Beitrag ${n}${' mit etwas mehr Text'.repeat((n * 7) % 23)}`);
  quietRoom = await holger.createRoom({ name: 'Ungelesenes', invite: [account.userId] });
  await account.join(quietRoom);
  await account.logout();
  miriam = await startPerson({ desktop, profileDir: join(folder, 'miriam'), args: ['--profile', 'miriam'] });
  await miriam.signIn({ server: synapse.url, user: 'miriam', password: 'miriam-password' });
});

afterAll(async () => {
  await miriam.close().catch(() => undefined);
  await desktop.dispose();
  await synapse.dispose();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(({ onTestFailed }) => {
  onTestFailed(async () => {
    await tellWhatIsShown(miriam);
    // A dialog that stayed open would fail every test after this one.
    await miriam.page.keyboard.press('Escape');
  });
});

test('a room is made with people in it, encrypted', async () => {
  const { page } = miriam;
  await button(words.chat.conversation['new-chat']).click();
  await page.getByRole('menuitem', { name: words.chat['new-room'].title }).click();
  const dialog = page.getByRole('dialog', { name: words.chat['new-room'].title });
  await dialog.getByLabel(words.chat['new-room'].name, { exact: true }).fill('Vergabe Süd');
  for (const name of ['Holger Steinbach', 'Jana Vogt']) {
    await (await findPerson(dialog, words.chat['new-room'].invite, name)).click();
    await dialog.getByRole('button', { name: words.chat['new-room'].remove.replace('{{name}}', name) }).waitFor();
  }
  await dialog.getByRole('button', { name: words.chat['new-room'].create }).click();
  await dialog.waitFor({ state: 'detached' });
  await miriam.composer().waitFor();
  const roomId = await invited(holger, 'Vergabe Süd');
  expect(await invited(jana, 'Vergabe Süd')).toBe(roomId);
  await holger.join(roomId);
  expect(await holger.request('GET', `v3/rooms/${encodeURIComponent(roomId)}/state/m.room.encryption/`)).toMatchObject({ algorithm: 'm.megolm.v1.aes-sha2' });
});

test('invitations are accepted and declined, and a room is left', async () => {
  const { page } = miriam;
  const invite = [`@miriam:${synapse.serverName}`];
  const [wanted, unwanted] = [await holger.createRoom({ name: 'Kantine', invite }), await holger.createRoom({ name: 'Werbung', invite })];
  await page.getByRole('button', { name: new RegExp(`^${words.chat.invitation.decline}`) }).filter({ hasText: 'Werbung' }).click();
  await until('the server knows that it was declined', async () => (await membership(unwanted)) === 'leave');
  await miriam.row('Werbung').waitFor({ state: 'detached' });
  await miriam.accept('Kantine');
  expect(await membership(wanted)).toBe('join');

  await button(words.chat.conversation.details).click();
  await button(words.chat.details['leave-room']).click();
  const dialog = page.getByRole('dialog', { name: asPattern(words.chat.leave.title) });
  await dialog.getByRole('button', { name: words.chat.leave.confirm, exact: true }).click();
  await until('the server knows that she left', async () => (await membership(wanted)) === 'leave');
  await miriam.row('Kantine').waitFor({ state: 'detached' });
});

test('Markdown is shown, Shift+Enter breaks the line, a link goes to the system and not into the window', async () => {
  const { page, app } = miriam;
  await miriam.open('Ungelesenes');
  await miriam.composer().fill('Das ist **dringend** und `fertig`');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('siehe https://www.example.org/akte?nr=1');
  await page.keyboard.press('Enter');
  const message = miriam.message('dringend');
  await message.locator('strong', { hasText: 'dringend' }).waitFor();
  await message.locator('code', { hasText: 'fertig' }).waitFor();
  const { content } = await until('the server has it', async () => (await holger.allEvents(quietRoom)).find(({ type, sender }) => type === 'm.room.message' && sender.startsWith('@miriam')));
  expect(content['body']).toBe('Das ist **dringend** und `fertig`\nsiehe https://www.example.org/akte?nr=1');
  expect(content['formatted_body']).toContain('<strong>dringend</strong>');

  await app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = (url) => {
      opened.push(url);
      return Promise.resolve();
    };
  });
  const opened = (): Promise<readonly string[]> => app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
  const [address, windows] = [page.url(), app.windows().length];
  await message.getByRole('link').click();
  await until('the system is asked to open the link', async () => (await opened()).length === 1);
  expect(await opened()).toEqual(['https://www.example.org/akte?nr=1']);
  expect([page.url(), app.windows().length]).toEqual([address, windows]);
});

test('what comes is counted until it is seen in a focused window, which the server then knows', async () => {
  await miriam.open('Protokolle');
  // Synapse answers the same request from its memory: each has to go on from the last.
  let since = (await holger.sync()).next_batch;
  const readEvents = new Set<string>();
  const isRead = async (eventId: string): Promise<boolean> => {
    const { next_batch: next, rooms } = (await holger.sync(since)) as unknown as Receipts;
    since = next;
    for (const { content } of rooms?.join?.[quietRoom]?.ephemeral.events ?? []) Object.keys(content).forEach((id) => readEvents.add(id));
    return readEvents.has(eventId);
  };
  let last = '';
  for (const text of ['Erstens', 'Zweitens', 'Drittens']) last = await holger.sendText(quietRoom, text);
  const count = words.chat.list.unread_other.replace('{{count}}', '3');
  await miriam.row('Ungelesenes').filter({ hasText: count }).waitFor();
  // Opened while another window has the focus: shown, and not taken for read.
  await lookAway(miriam, true);
  await miriam.open('Ungelesenes');
  await miriam.reads('Drittens');
  expect(await isRead(last)).toBe(false);
  await miriam.row('Ungelesenes').filter({ hasText: count }).waitFor();
  await lookAway(miriam, false);
  await until('the server knows what was read', () => isRead(last));
  await miriam.row('Ungelesenes').filter({ hasText: count }).waitFor({ state: 'detached' });
});

interface View {
  /** What the highest message in view says, and where it stands. */
  readonly text: string;
  readonly y: number;
  readonly scrollTop: number;
  readonly height: number;
}

/** Scrolls up as far as `to`, and says what is in view two frames later. */
const look = (to: number): Promise<View> =>
  miriam.page.evaluate(async (limit) => {
    const view = document.querySelector('.timeline');
    if (!view) throw new Error('no timeline');
    view.scrollTop = Math.min(view.scrollTop, limit);
    for (let n = 0; n < 2; n += 1) await new Promise(requestAnimationFrame);
    const { top } = view.getBoundingClientRect();
    const body = [...view.querySelectorAll('.body')].find((each) => each.getBoundingClientRect().top >= top);
    return {
      text: body?.textContent ?? '',
      y: body?.getBoundingClientRect().top ?? NaN,
      scrollTop: view.scrollTop,
      height: view.scrollHeight,
    };
  }, to);

const placeOf = (text: string): Promise<number | undefined> =>
  miriam.page.evaluate(
    (wanted) => [...document.querySelectorAll('.timeline .body')].find((each) => each.textContent === wanted)?.getBoundingClientRect().top,
    text,
  );

test(`scrolling back through ${history} messages holds what is read in its place, and leads back to the latest`, async () => {
  const { page } = miriam;
  await miriam.open('Protokolle');
  await miriam.reads(`Beitrag ${history}`);
  const start = page.getByText(words.chat.timeline.start.replace('{{room}}', 'Protokolle'));
  let prepended = 0;
  let worst = 0;
  for (let n = 0; n < 100 && !(await start.isVisible()); n += 1) {
    // Near to the top, where older history is fetched; then everything above may change, and what is in view may not.
    const before = await look(400);
    if (before.scrollTop > 800) continue; // it came between the scroll and the look
    const now = await until('older messages come', async () => {
      const view = await look(Infinity);
      return (view.height !== before.height || (await start.isVisible())) && view;
    });
    if (now.height === before.height) break;
    const y = await placeOf(before.text);
    if (y === undefined) throw new Error(`What was read is no longer there: ${before.text}`);
    worst = Math.max(worst, Math.abs(y - before.y));
    prepended += 1;
  }
  console.log(`history came ${prepended} times above what was read, which moved by ${worst.toFixed(1)} px at most`);
  expect(prepended).toBeGreaterThan(2);
  expect(worst).toBeLessThanOrEqual(2);
  await page.evaluate(() => document.querySelector('.timeline')?.scrollTo(0, 0));
  await miriam.reads('Beitrag 1');
  await button(words.chat.timeline.latest).click();
  await page.getByRole('article').filter({ hasText: new RegExp(`Beitrag ${history}(?!\\d)`) }).waitFor();
  await button(words.chat.timeline.latest).waitFor({ state: 'detached' });
});

test('a word of 5,000 characters, a long message, right-to-left text and emoji alone stay within the window', async () => {
  const { page } = miriam;
  await miriam.open('Ungelesenes');
  const wide = (): Promise<readonly string[]> =>
    page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('.timeline, .timeline article, .timeline .body')]
        .filter((element) => element.scrollWidth > element.clientWidth + 1)
        .map((element) => `${element.className}: ${element.scrollWidth} > ${element.clientWidth}`),
    );
  const texts = ['x'.repeat(5_000), 'Absatz für Absatz. '.repeat(400), 'مرحبا بكم في الإدارة', '🎉🎉🎉'] as const;
  for (const text of texts) {
    await holger.sendText(quietRoom, text);
    await miriam.reads(text.slice(0, 16).trim());
    expect(await wide(), text.slice(0, 20)).toEqual([]);
  }
  // The control: the same measure finds what does not fit.
  await page.evaluate(() => {
    const block = document.createElement('p');
    block.textContent = 'zu breit';
    block.style.minWidth = '9000px';
    [...document.querySelectorAll('.timeline .body')].at(-1)?.append(block);
  });
  expect(await wide()).not.toEqual([]);
  await miriam.message('🎉🎉🎉').locator('.body.emoji').waitFor();
  expect(await miriam.message('مرحبا').locator('.body').evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
});

test('language and colours change at once, without a restart', async () => {
  const { page } = miriam;
  const colour = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.keyboard.press('Control+,');
  await page.getByRole('radio', { name: said.de.settings.appearance['theme-light'] }).click();
  const light = await colour();
  await page.getByRole('radio', { name: said.de.settings.appearance['theme-dark'] }).click();
  await until('it is dark', async () => (await colour()) !== light);
  await page.getByRole('radio', { name: 'English' }).click();
  await page.getByRole('heading', { name: said.en.settings.appearance.title }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await page.getByRole('radio', { name: 'Deutsch' }).click();
  await page.getByRole('heading', { name: said.de.settings.appearance.title }).waitFor();
  await page.keyboard.press('Control+1');
});

test('a second start leads to the first window; another profile is another program', async () => {
  const { app } = miriam;
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().find((each) => each.isVisible())?.minimize());
  const config = { XDG_CONFIG_HOME: join(folder, 'miriam/config'), XDG_CACHE_HOME: join(folder, 'miriam/cache') };
  const env = { PATH: process.env['PATH'] ?? '', ...desktop.env, ...config };
  const second = spawn(electronBinary, [root, '--profile', 'miriam'], { cwd: desktop.home, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  second.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const [code] = (await once(second, 'exit')) as [number];
  expect(code).toBe(0);
  expect(complaint).toContain('The profile "miriam" is open already.');
  await until('the first window is up and has the focus', () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().some((each) => each.isVisible() && !each.isMinimized() && each.isFocused())),
  );
  const other = await startPerson({ desktop, profileDir: join(folder, 'miriam'), args: ['--profile', 'zweites'] });
  await other.page.getByRole('textbox', { name: said.de.signIn.server.label, exact: true }).waitFor({ timeout: 60_000 });
  await other.close();
  await miriam.row('Protokolle').waitFor();
});

import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { eachOpens } from './browser.ts';
import type { Played } from './window/window.ts';

/* The whole window in a real browser, by keyboard, over a desktop and an engine that the test plays. */

declare global {
  interface Window {
    readonly played: Played;
  }
}

const root = new URL('../..', import.meta.url).pathname;
const pictures = join(root, 'test-results/window');
const found = { serverName: 'land.example', baseUrl: 'https://matrix.land.example', via: [] };
let page: Page;
eachOpens('window', async (opened) => {
  page = opened;
  await page.evaluate(() => window.played.environment({}));
});

const focused = (): Promise<string> =>
  page.evaluate(() => {
    const { activeElement } = document;
    return activeElement?.getAttribute('aria-label') ?? activeElement?.querySelector('.txt, .me-name')?.textContent ?? activeElement?.textContent ?? '';
  });
const region = (): Promise<string | undefined> =>
  page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-region]')?.dataset['region']);
const heading = (): Promise<string | null> => page.locator('h1').first().textContent();
const press = async (...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};

async function openWindow(rooms = 3): Promise<void> {
  await page.evaluate(() => window.played.open({}));
  await page.getByRole('navigation', { name: 'Unterhaltungen' }).waitFor();
  await page.evaluate((count) => window.played.rooms(count), rooms);
}

describe('signing in by keyboard', () => {
  beforeEach(() => page.evaluate(() => window.played.session({ phase: 'signed-out' })));

  test('server, name, password, and a mistake on the way', async () => {
    await page.getByRole('textbox', { name: 'Server' }).waitFor();
    await press('Tab');
    await page.keyboard.type('land.example');
    await press('Enter');
    expect(await page.evaluate(() => window.played.askedDesktop('discovery.resolve'))).toEqual([{ server: 'land.example' }]);
    await page.evaluate((server) => window.played.answerDesktop('discovery.resolve', server), found);
    await page.waitForFunction(() => document.activeElement?.getAttribute('autocomplete') === 'username');
    await page.keyboard.type('miriam.brandt');
    await press('Tab');
    await page.keyboard.type('falsch');
    await press('Enter');
    await page.evaluate(() => window.played.refuse('session.signIn', 'wrong-password'));
    const password = page.getByLabel('Kennwort', { exact: true });
    expect(await password.getAttribute('aria-invalid')).toBe('true');
    await page.waitForFunction(() => document.activeElement?.getAttribute('autocomplete') === 'current-password');
    const described = await password.getAttribute('aria-describedby');
    expect(await page.locator(`[id="${described ?? ''}"]`).textContent()).toContain('Benutzername oder Kennwort stimmt nicht');
    await press('Control+A');
    await page.keyboard.type('richtig');
    expect(await password.getAttribute('aria-invalid')).toBeNull();
    await press('Enter');
    expect(await page.evaluate(() => window.played.asked('session.signIn').at(-1))).toEqual({
      homeserver: { serverName: 'land.example', baseUrl: 'https://matrix.land.example' },
      user: 'miriam.brandt',
      password: 'richtig',
    });
  });

  test('the language changes at once, what was typed stays', async () => {
    await page.getByRole('textbox', { name: 'Server' }).fill('land.example');
    await page.getByRole('button', { name: 'English' }).click();
    expect(await page.evaluate(() => window.played.askedDesktop('settings.write'))).toEqual([{ language: 'en' }]);
    await page.evaluate(() => window.played.environment({ language: 'en' }));
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.getByRole('textbox', { name: 'Server' }).inputValue()).toBe('land.example');
  });
});

describe('the frame', () => {
  test('F6 goes round the regions and comes back to where one was', async () => {
    await openWindow();
    const seen: (string | undefined)[] = [];
    for (let n = 0; n < 3; n += 1) {
      await press('F6');
      seen.push(await region());
    }
    expect(seen).toEqual(['rail', 'list', 'main']);
    await press('Shift+F6', 'Shift+F6');
    expect(await region()).toBe('rail');
  });

  test('keys go to the areas and show all keys; Esc returns the focus', async () => {
    await openWindow();
    await press('Control+,');
    expect(await heading()).toBe('Darstellung');
    await press('Control+1');
    expect(await heading()).toBe('Keine Unterhaltung geöffnet');
    await page.getByRole('button', { name: 'Einstellungen' }).focus();
    await press('Control+/');
    await page.getByRole('dialog', { name: 'Tastenkürzel' }).waitFor();
    for (let n = 0; n < 6; n += 1) {
      await press('Tab');
      expect(await page.evaluate(() => document.activeElement?.closest('dialog') !== null)).toBe(true);
    }
    await press('F6', 'Control+1');
    expect(await page.getByRole('dialog').count()).toBe(1);
    await press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await focused()).toBe('Einstellungen');
  });

  test('the own menu opens by arrow, moves by letter, and closes to its button', async () => {
    await openWindow();
    await page.getByRole('button', { name: /Menü zu Ihrem Konto/ }).focus();
    await press('ArrowDown');
    await page.getByRole('menu').waitFor();
    expect(await focused()).toContain('Verfügbar');
    await press('t');
    expect(await focused()).toContain('Tastenkürzel');
    await press('ArrowDown', 'ArrowDown');
    expect(await focused()).toContain('Verfügbar');
    await press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    expect(await focused()).toContain('Miriam Brandt');
    await press('ArrowDown');
    await page.getByRole('menu').waitFor();
    await press('n', 'Enter');
    expect(await page.evaluate(() => window.played.asked('presence.doNotDisturb'))).toEqual([{ on: true }]);
  });

  test('a tooltip comes with the keyboard and goes with Esc', async () => {
    await openWindow();
    await press('F6');
    const tooltip = page.locator('.tooltip');
    await tooltip.filter({ hasText: /^Chats$/ }).waitFor();
    await press('Escape');
    await tooltip.waitFor({ state: 'hidden' });
  });

  test('signing out says what would be lost, and where the server does not answer asks again', async () => {
    await openWindow();
    await page.getByRole('button', { name: /Menü zu Ihrem Konto/ }).click();
    await page.getByRole('menuitem', { name: 'Abmelden' }).click();
    const dialog = page.getByRole('dialog', { name: 'Abmelden' });
    await page.evaluate(() => window.played.answer('session.signOutCost', { unsent: 2, drafts: 1, keysBackedUp: false }));
    expect(await dialog.getByRole('listitem').allTextContents()).toHaveLength(3);
    expect(await focused()).toBe('Angemeldet bleiben');
    await dialog.getByRole('button', { name: 'Trotzdem abmelden' }).click();
    expect(await page.evaluate(() => window.played.asked('session.signOut'))).toEqual([{ force: false }]);
    await press('Escape', 'Escape');
    expect(await dialog.isVisible()).toBe(true);
    await page.evaluate(() => window.played.refuse('session.signOut', 'unreachable'));
    await dialog.getByRole('button', { name: 'Ohne Server abmelden' }).click();
    expect(await page.evaluate(() => window.played.asked('session.signOut').at(-1))).toEqual({ force: true });
    await page.evaluate(() => window.played.session({ phase: 'signing-out' }));
    expect(await heading()).toBe('Sie werden abgemeldet …');
    await page.evaluate(() => window.played.session({ phase: 'signed-out' }));
    expect(await heading()).toBe('Anmelden');
  });

  test('an expired session asks for the password and keeps everything in view', async () => {
    await openWindow();
    await page.evaluate(() => window.played.open({ phase: 'expired' }));
    await page.getByRole('alert').getByRole('button', { name: 'Anmelden' }).click();
    await page.keyboard.type('geheim');
    await press('Enter');
    expect(await page.evaluate(() => window.played.asked('session.reauthenticate'))).toEqual([{ password: 'geheim' }]);
    await page.evaluate(() => window.played.refuse('session.reauthenticate', 'wrong-password'));
    await page.getByText('Das Kennwort stimmt nicht.').waitFor();
    await page.evaluate(() => window.played.open({}));
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.getByRole('navigation', { name: 'Unterhaltungen' }).isVisible()).toBe(true);
  });

  test('being offline is an alert, being back is said politely', async () => {
    await openWindow();
    await page.evaluate(() =>
      window.played.open({ connection: { state: 'offline', since: 0, failure: { code: 'offline' }, retryAt: undefined }, queued: 1 }),
    );
    await page.getByRole('alert').filter({ hasText: 'Keine Verbindung zum Server.' }).waitFor();
    await page.getByRole('button', { name: 'Jetzt verbinden' }).click();
    expect(await page.evaluate(() => window.played.asked('session.retry'))).toEqual([{}]);
    await page.evaluate(() => window.played.open({}));
    await page.locator('[data-live="polite"]', { hasText: 'Die Verbindung besteht wieder.' }).waitFor({ state: 'attached' });
  });

  test('the first run leads to a first conversation', async () => {
    await openWindow(0);
    await page.getByRole('heading', { name: 'Willkommen, Miriam Brandt' }).waitFor();
    await page.getByRole('button', { name: 'Person anschreiben' }).click();
    await page.getByRole('dialog').waitFor();
  });

  test('a narrow window shows one pane at a time and goes back', async () => {
    await openWindow();
    await page.setViewportSize({ width: 380, height: 640 });
    await expect.poll(heading).toBe('Chats');
    await page.getByRole('navigation', { name: 'Unterhaltungen' }).locator('.item').first().click();
    await page.evaluate(() => window.played.room());
    await page.getByRole('button', { name: /Zurück/ }).click();
    await expect.poll(heading).toBe('Chats');
    await press('Control+,');
    await expect.poll(heading).toBe('Einstellungen');
    await page.getByRole('button', { name: 'Über Einklang' }).click();
    await expect.poll(heading).toBe('Über Einklang');
  });
});

describe('other eyes', () => {
  test.each(['light', 'dark'] as const)('forced colours (%s) lose no control', async (scheme) => {
    await page.emulateMedia({ forcedColors: 'active', colorScheme: scheme, reducedMotion: 'reduce' });
    await openWindow();
    await page.evaluate(() => window.played.open({ encryption: { state: 'locked' } }));
    await page.screenshot({ path: join(pictures, `forced-colors-${scheme}.png`), caret: 'initial' });
    const border = await page.getByRole('button', { name: 'Schlüssel eingeben' }).evaluate((button) => getComputedStyle(button).borderTopStyle);
    expect(border).toBe('solid');
  });

  test('at 200 % nothing lies outside', async () => {
    await page.setViewportSize({ width: 720, height: 450 });
    await openWindow();
    await page.evaluate(() => window.played.open({ phase: 'expired', encryption: { state: 'locked' } }));
    await page.screenshot({ path: join(pictures, 'zoom-200.png'), caret: 'initial' });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
  });

  test('with reduced motion nothing moves', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.evaluate(() => window.played.session({ phase: 'signing-out' }));
    await page.locator('.spinner').waitFor();
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await page.waitForFunction(() => document.getAnimations().length === 1);
  });
});

import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { eachOpens } from './browser.ts';
import type { StagePage } from './stage/stage-page.ts';

/* The stage in a real browser, by keyboard, over a conference that the test plays. */

declare global {
  interface Window {
    readonly stagePage: StagePage;
  }
}

let page: Page;
eachOpens('stage', (opened) => void (page = opened));

const show = (scene: Parameters<StagePage['show']>[0]): Promise<void> => page.evaluate((to) => window.stagePage.show(to), scene);
const asked = (): Promise<readonly string[]> => page.evaluate(() => window.stagePage.asked());
const control = (): Promise<string | undefined> =>
  page.evaluate(() => (document.activeElement instanceof HTMLElement ? document.activeElement.dataset['control'] : undefined));
const focusOn = (name: string): Promise<void> => page.locator(`[data-control="${name}"]`).focus();
const press = async (...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};

describe('the controls', () => {
  test('are one stop of the Tab key; arrow keys go round', async () => {
    await show('group');
    await focusOn('microphone');
    const seen: (string | undefined)[] = [];
    for (let n = 0; n < 11; n++) {
      seen.push(await control());
      await press('ArrowRight');
    }
    expect(seen).toEqual(['microphone', 'audio-devices', 'camera', 'video-devices', 'share', 'hand', 'react', 'chat', 'people', 'view', 'more']);
    expect(await control()).toBe('hang-up');
    await press('ArrowRight');
    expect(await control()).toBe('microphone');
  });

  test('a device is chosen without the mouse', async () => {
    await show('group');
    await focusOn('audio-devices');
    await press('ArrowDown', 'ArrowDown', 'Enter');
    expect(await asked()).toEqual(['choose audioinput built-in']);
    expect(await control()).toBe('audio-devices');
  });

  test('the keys of the program work wherever the focus is', async () => {
    await show('group');
    await press('Control+Shift+M', 'Control+Shift+M', 'Control+Shift+O', 'Control+Shift+E', 'Control+Shift+H');
    expect(await asked()).toEqual(['muteKey', 'muteKey', 'cameraOff', 'share', 'raiseHand']);
  });

  test('leaving by key asks whoever moderates, and nobody in a call of two', async () => {
    await show('group');
    await press('Control+Shift+L');
    expect(await asked()).toEqual([]);
    await page.locator('dialog .btn.danger').click();
    expect(await asked()).toEqual(['leave']);
    await show('direct');
    await press('Control+Shift+L');
    expect(await asked()).toEqual(['leave']);
  });

  test('leaving by key asks in the small window, too, where all of the question is to be seen', async () => {
    await page.setViewportSize({ width: 320, height: 232 });
    await show('compactGroup');
    await press('Control+Shift+L');
    const leave = page.locator('dialog .btn.danger');
    const box = await leave.boundingBox();
    expect((box?.y ?? NaN) + (box?.height ?? NaN)).toBeLessThanOrEqual(232);
    await press('Escape');
    expect([await leave.count(), await asked()]).toEqual([0, []]);
    await press('Control+Shift+L', 'Enter');
    expect(await asked()).toEqual(['leave']);
  });
});

describe('the space bar', () => {
  test('talks while it is held', async () => {
    await show('direct');
    await page.locator('.stage-pictures').focus();
    await page.keyboard.down(' ');
    await expect.poll(asked).toEqual(['unmute']);
    await page.keyboard.up(' ');
    await expect.poll(asked).toEqual(['unmute', 'mute']);
  });

  test('mutes when the window loses the focus while it is held', async () => {
    await show('direct');
    await page.locator('.stage-pictures').focus();
    await page.keyboard.down(' ');
    await expect.poll(asked).toEqual(['unmute']);
    await page.evaluate(() => window.dispatchEvent(new Event('blur')));
    await expect.poll(asked).toEqual(['unmute', 'mute']);
  });

  test('is a space while one types, and a press on a button', async () => {
    await show('direct');
    await focusOn('more');
    await press('Enter');
    await page.getByRole('menuitem', { name: /Echtzeittext/ }).click();
    await page.locator('.live-field input').fill('Guten');
    await page.locator('.live-field input').press(' ');
    expect(await asked()).toEqual(['text Guten', 'text Guten ']);
  });
});

describe('the focus', () => {
  test('leaves past the last control, before the first, and by F6 past the last region', async () => {
    await show('group');
    await focusOn('microphone');
    await press('Tab');
    expect(await asked()).toEqual(['leaveFocus forward']);
    await page.locator('.placing button').first().focus();
    await press('Shift+Tab');
    expect(await asked()).toEqual(['leaveFocus forward', 'leaveFocus backward']);
    await focusOn('microphone');
    await press('F6');
    expect(await asked()).toEqual(['leaveFocus forward', 'leaveFocus backward', 'leaveFocus forward']);
  });

  test('stays inside a window of its own', async () => {
    await show('compact');
    await page.locator('[role="toolbar"] button').first().focus();
    await press('Tab', 'F6');
    expect(await asked()).toEqual([]);
  });

  test('comes to the first or the last control', async () => {
    await show('group');
    await page.evaluate(() => window.stagePage.happen({ kind: 'focus', at: 'last' }));
    expect(await control()).toBe('microphone');
    await page.evaluate(() => window.stagePage.happen({ kind: 'focus', at: 'first' }));
    expect(await page.evaluate(() => document.activeElement?.closest('[data-region]')?.getAttribute('data-region'))).toBe('call-header');
  });

  test('returns from the panel to what opened it', async () => {
    await show('group');
    await focusOn('people');
    await press('Enter');
    expect(await page.evaluate(() => document.activeElement?.closest('.call-panel') !== null)).toBe(true);
    await press('Escape');
    expect(await control()).toBe('people');
  });
});

test('a person is made large and let go again', async () => {
  await show('group');
  const large = page.locator('.tile.big .plate');
  await expect.poll(() => large.textContent()).toContain('Katharina Vollmer');
  await page.getByRole('button', { name: 'Deniz Aydın groß zeigen' }).focus();
  await press('Enter');
  await expect.poll(() => large.textContent()).toContain('Deniz Aydın');
  await page.locator('.tile.big .pin').click();
  await expect.poll(() => large.textContent()).toContain('Katharina Vollmer');
});

test('what is seen is told, the largest first, and what is scrolled away is not', async () => {
  await page.setViewportSize({ width: 700, height: 600 });
  await show('group');
  const watched = (): Promise<readonly string[]> => page.evaluate(() => window.stagePage.watched().map(({ key }) => key));
  await expect.poll(watched).toContain('camera-Katharina Vollmer');
  expect((await watched())[0]).toBe('camera-Katharina Vollmer');
  expect(await watched()).not.toContain('camera-Greta Sommerfeld');
  await page.locator('.face-strip').evaluate((strip) => strip.scrollTo({ left: strip.scrollWidth }));
  await expect.poll(watched).toContain('camera-Greta Sommerfeld');
});

test('what happens is read aloud', async () => {
  await show('direct');
  await page.evaluate(() => window.stagePage.happen({ kind: 'came', participantId: 'x', name: 'Emre Toprak' }));
  await expect.poll(() => page.locator('[data-live="polite"]').textContent()).toBe('Emre Toprak ist beigetreten');
  await page.evaluate(() => window.stagePage.happen({ kind: 'reconnecting' }));
  await expect.poll(() => page.locator('[data-live="assertive"]').textContent()).toContain('Verbindung unterbrochen');
});

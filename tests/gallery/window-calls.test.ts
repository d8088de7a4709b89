import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { CurrentCall } from '../../preload/contract/calls.ts';
import { callRecord, currentCall, incomingCall, runningCall } from '../unit/workspace/support/calls.ts';
import { at, person } from '../unit/workspace/support/items.ts';
import { eachOpens } from './browser.ts';
import type { Played } from './window/window.ts';

/* Calls in the whole window, in a real browser and by keyboard: where the call's view is put, and how one gets into it. */

declare global {
  interface Window {
    readonly played: Played;
  }
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

let page: Page;
eachOpens('window', async (opened) => {
  page = opened;
  await page.evaluate(() => {
    window.played.environment({});
    window.played.open({});
  });
  await page.getByRole('navigation', { name: 'Unterhaltungen' }).waitFor();
  await page.evaluate(() => window.played.rooms(3));
});

const call = (current: CurrentCall | undefined): Promise<void> => page.evaluate((now) => window.played.call({ current: now }), current);

/** The last place that main was told; undefined: none. */
const lastPlace = (): Promise<Box | undefined> =>
  page.evaluate(() => (window.played.askedDesktop('call.stage').at(-1) as { bounds?: Box } | undefined)?.bounds);
const placeIs = async (expected: Partial<Box> | undefined): Promise<void> => {
  await expect.poll(lastPlace, { timeout: 5_000 }).toEqual(expected === undefined ? undefined : expect.objectContaining(expected));
};
const commands = (): Promise<readonly unknown[]> => page.evaluate(() => window.played.askedDesktop('call.command'));
const entered = (): Promise<readonly unknown[]> => page.evaluate(() => window.played.askedDesktop('call.focus'));
const region = (): Promise<string | undefined> =>
  page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-region]')?.dataset['region']);

describe("the stage's place", () => {
  test('main is told of it, of each change, and that it is gone', async () => {
    await call(currentCall());
    await placeIs({ x: 96, y: 0, width: 1184, height: 800 });
    await page.setViewportSize({ width: 1000, height: 700 });
    await placeIs({ x: 96, y: 0, width: 904, height: 700 });
    await page.getByRole('button', { name: 'Chats' }).click();
    await placeIs(undefined);
    await page.getByRole('button', { name: 'Zum Anruf' }).click();
    await placeIs({ width: 904 });
    await call(undefined);
    await placeIs(undefined);
  });

  test('gives way to a dialog, and comes back', async () => {
    await call(currentCall());
    await placeIs({ width: 1184 });
    await page.evaluate(() => window.played.tell('closeAsked', null));
    await page.getByRole('dialog').waitFor();
    await placeIs(undefined);
    await page.keyboard.press('Escape');
    await placeIs({ width: 1184 });
    expect(await page.evaluate(() => window.played.askedDesktop('window.close'))).toEqual([]);
    await page.evaluate(() => window.played.tell('closeAsked', null));
    await page.getByRole('button', { name: 'Beenden und schließen' }).click();
    expect(await page.evaluate(() => window.played.askedDesktop('window.close'))).toEqual([{}]);
  });

  test('leaves room for the chat beside it, and for who calls', async () => {
    await call(currentCall({ roomId: '!haushalt' }));
    await placeIs({ width: 1184 });
    await page.evaluate(() => window.played.tell('callChat', { roomId: '!haushalt' }));
    await page.evaluate(() => window.played.room());
    await page.getByRole('complementary', { name: 'Chat zum Anruf' }).waitFor();
    await placeIs({ width: 800 });
    await page.evaluate(
      ([current, waiting]) => window.played.call({ current, waiting }),
      [currentCall({ roomId: '!haushalt' }), incomingCall({ callId: 'call-0003' })] as const,
    );
    await expect.poll(async () => (await lastPlace())?.y, { timeout: 5_000 }).toBeGreaterThan(40);
    await page.getByRole('button', { name: 'Chat schließen' }).click();
    await placeIs({ width: 1184 });
  });

  test('gives way to the conversation whose notification was clicked', async () => {
    await call(currentCall({ roomId: '!haushalt' }));
    await placeIs({ width: 1184 });
    await page.evaluate(() => window.played.tell('roomAsked', { roomId: '!haushalt' }));
    await placeIs(undefined);
  });

  test('in a narrow window the chat takes the place of the call', async () => {
    await page.setViewportSize({ width: 380, height: 640 });
    await call(currentCall({ roomId: '!haushalt' }));
    await placeIs({ x: 0, width: 380 });
    await page.evaluate(() => window.played.tell('callChat', { roomId: '!haushalt' }));
    await page.evaluate(() => window.played.room());
    await placeIs(undefined);
    await page.getByRole('button', { name: 'Chat schließen' }).click();
    await placeIs({ x: 0, width: 380 });
  });
});

describe('the keyboard', () => {
  test('goes into the call when it comes, by F6 and by Tab, and out of it to the next region', async () => {
    await call(currentCall());
    await placeIs({ width: 1184 });
    expect(await entered()).toEqual([{ direction: 'forward' }]);
    expect(await region()).toBe('stage');
    await page.evaluate(() => window.played.tell('stageLeft', { direction: 'forward' }));
    expect(await region()).toBe('call');
    await page.keyboard.press('F6');
    expect(await region()).toBe('rail');
    await page.keyboard.press('F6');
    expect(await region()).toBe('stage');
    expect(await entered()).toHaveLength(2);
    await page.evaluate(() => window.played.tell('stageLeft', { direction: 'backward' }));
    expect(await region()).toBe('rail');
    await page.getByRole('button', { name: 'Einstellungen' }).focus();
    await page.keyboard.press('Tab');
    expect(await entered()).toHaveLength(3);
    await page.evaluate(() => window.played.tell('stageLeft', { direction: 'backward' }));
    await page.keyboard.press('Shift+F6');
    expect(await region()).toBe('call');
    await page.keyboard.press('Shift+F6');
    expect((await entered()).at(-1)).toEqual({ direction: 'backward' });
  });

  test('is not sent into the call when the window only gets its focus back', async () => {
    await call(currentCall());
    await placeIs({ width: 1184 });
    const before = (await entered()).length;
    await page.evaluate(() => {
      const stop = document.querySelector<HTMLElement>('.stage-place');
      stop?.blur();
      window.dispatchEvent(new Event('blur'));
      stop?.focus();
    });
    expect(await entered()).toHaveLength(before);
  });

  test('mutes, switches the camera and hangs up from anywhere', async () => {
    await page.keyboard.press('Control+Shift+M');
    const presses = (): Promise<number> => page.evaluate(() => window.played.askedDesktop('call.muteKey').length);
    expect(await presses()).toBe(0);
    await call(currentCall({ placement: 'compact', connectedTs: Date.now() }));
    await page.keyboard.press('Control+Shift+M');
    await page.keyboard.press('Control+Shift+O');
    await call(currentCall({ placement: 'compact', muted: true, camera: true }));
    await page.keyboard.press('Control+Shift+M');
    await page.keyboard.press('Control+Shift+O');
    await page.keyboard.press('Control+Shift+L');
    // Only main knows whether the desktop has told of the press as well.
    expect(await presses()).toBe(2);
    expect(await commands()).toEqual(['camera-on', 'camera-off', 'hang-up'].map((command) => ({ command })));
  });

  test('asks before a moderator’s key leaves the others, as the stage does', async () => {
    await call(currentCall({ kind: 'room', placement: 'compact', moderates: true }));
    const question = page.getByRole('dialog', { name: 'Anruf verlassen' });
    await page.keyboard.press('Control+Shift+L');
    await question.waitFor();
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
    expect(await commands()).toEqual([]);
    await page.keyboard.press('Control+Shift+L');
    await page.keyboard.press('Enter');
    expect(await commands()).toEqual([{ command: 'hang-up' }]);
    await question.waitFor({ state: 'detached' });
  });

  test('reaches who calls by F6, answers and declines; the focus stays where it was', async () => {
    await page.getByRole('textbox', { name: 'Chats und Räume filtern' }).focus();
    await page.evaluate((ringing) => window.played.call({ ringing }), incomingCall());
    await page.locator('[data-live="assertive"]', { hasText: 'Eingehender Anruf: Holger' }).waitFor({ state: 'attached' });
    expect(await region()).toBe('list');
    await page.keyboard.press('Shift+F6');
    expect(await region()).toBe('notice');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => window.played.askedDesktop('call.answer'))).toEqual([{ callId: 'call-0001', camera: true }]);
    await page.keyboard.press('Control+Shift+D');
    expect(await page.evaluate(() => window.played.askedDesktop('call.decline'))).toEqual([{ callId: 'call-0001' }]);
  });
});

describe('the strip', () => {
  /** Its controls that are to be seen, by name. */
  const controls = async (): Promise<readonly string[]> => {
    const strip = page.getByRole('region', { name: 'Laufender Anruf' });
    await strip.waitFor();
    return strip.getByRole('button', { name: /Stummschalt|Auflegen/ }).allTextContents();
  };

  test('always stands, with mute and hang-up, also where the call’s own page is seen, covered or in another window', async () => {
    const room = { roomId: '!haushalt', connectedTs: Date.now() };
    for (const width of [1280, 900, 380]) {
      await page.setViewportSize({ width, height: 640 });
      await call(currentCall({ ...room, callId: `call-of-${width}` }));
      await placeIs({ height: expect.any(Number) as number });
      expect(await controls(), `${width}: stage`).toHaveLength(2);
      await page.evaluate(() => window.played.tell('callChat', { roomId: '!haushalt' }));
      await page.evaluate(() => window.played.room());
      await page.getByRole('button', { name: 'Chat schließen' }).waitFor();
      expect(await controls(), `${width}: stage with chat`).toHaveLength(2);
      await call(currentCall({ ...room, callId: `call-of-${width}`, placement: 'window' }));
      await page.evaluate(() => window.played.tell('callChat', { roomId: '!haushalt' }));
      expect(await controls(), `${width}: in another window, with chat`).toHaveLength(2);
      for (const area of ['Chats', 'Anrufe', 'Einstellungen']) {
        await page.getByRole('navigation', { name: 'Hauptbereiche' }).getByRole('button', { name: area }).click();
        expect(await controls(), `${width}: ${area}`).toHaveLength(2);
      }
      await call(undefined);
      await page.getByRole('region', { name: 'Laufender Anruf' }).waitFor({ state: 'detached' });
    }
  });

  test('beside the stage it mutes and hangs up by itself: the call’s own page may hang', async () => {
    await call(currentCall({ connectedTs: Date.now() }));
    await page.getByRole('button', { name: /^Mikrofon ?, Stummschalten$/ }).click();
    await call(currentCall({ connectedTs: Date.now(), muted: true }));
    await page.getByRole('button', { name: /^Stumm ?, Stummschaltung aufheben$/ }).click();
    await page.getByRole('button', { name: 'Auflegen' }).click();
    expect(await commands()).toEqual(['mute', 'unmute', 'hang-up'].map((command) => ({ command })));
  });

  test('shows what main says within 200 ms, and never what was only asked for', async () => {
    const state = (): Promise<string | null> => page.locator('.call-strip .tiny').textContent();
    await call(currentCall({ placement: 'compact', connectedTs: Date.now() }));
    await page.getByRole('button', { name: 'Stummschalten' }).click();
    expect(await state()).not.toContain('Stumm');
    const took = await page.evaluate(async (muted) => {
      const start = performance.now();
      window.played.call({ current: muted });
      const shown = (): boolean => document.querySelector('.call-strip .tiny')?.textContent.includes('Stumm') ?? false;
      while (!shown() && performance.now() - start < 2_000) await new Promise(requestAnimationFrame);
      return performance.now() - start;
    }, currentCall({ placement: 'compact', connectedTs: Date.now(), muted: true }));
    expect(took).toBeLessThan(200);
    await page.getByRole('button', { name: 'Stummschaltung aufheben' }).waitFor();
  });

  test('counts the seconds', async () => {
    await call(currentCall({ placement: 'compact', connectedTs: Date.now() - 59_000 }));
    await page.locator('.call-strip .tiny', { hasText: /^01:0[1-9]$/ }).waitFor({ timeout: 5_000 });
  });
});

describe('a conversation', () => {
  test('offers to join what runs in its room, and to call', async () => {
    await page.keyboard.press('Alt+ArrowDown');
    await page.evaluate(() => window.played.room());
    const roomId = await page.evaluate(() => (window.played.asked('room.opened').at(-1) as { roomId: string }).roomId);
    await page.keyboard.press('Control+Shift+Enter');
    expect(await page.evaluate(() => window.played.askedDesktop('call.start'))).toEqual([{ roomId, media: 'video' }]);
    const members = ['Emre', 'Deniz', 'Katharina'].map((name) => ({ ...person(name), joinedTs: at(9), endpointId: undefined, formerEndpointIds: [], own: undefined }));
    await page.evaluate((calls) => window.played.running(calls), [runningCall({ roomId, members, startedTs: Date.now() - 720_000 })]);
    await page.getByText('3 Personen · 12 min').waitFor();
    await page.getByRole('button', { name: 'Beitreten' }).click();
    expect(await page.evaluate(() => window.played.askedDesktop('call.join'))).toEqual([{ roomId, callId: 'call-0002', media: 'video' }]);
  });
});

describe('the call history', () => {
  const many = Array.from({ length: 200 }, (_, n) =>
    callRecord(`call-${n.toString().padStart(4, '0')}`, {
      title: n === 150 ? 'Zentrale' : `Person ${n.toString()}`,
      peer: person(n === 150 ? 'Zentrale' : `Person ${n.toString()}`),
      roomId: `!r${n.toString()}`,
      startedTs: at(9) - n * 7_200_000,
      outcome: n % 10 === 0 ? 'missed' : 'answered',
    }),
  );
  const stop = (): Promise<string | undefined> => page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['stop']);

  test('is opened and walked through by keyboard, and drawn only where it is seen', async () => {
    await page.evaluate((calls) => window.played.history(calls, 2), many);
    await page.getByRole('button', { name: /Anrufe.*2 verpasst/ }).waitFor();
    await page.keyboard.press('Control+3');
    const list = page.getByRole('navigation', { name: 'Anrufliste' });
    await list.waitFor();
    expect(await page.locator('.history-row').count()).toBeLessThan(40);
    expect(await page.evaluate(() => window.played.asked('callHistory.seen'))).toEqual([{}]);
    await list.locator('[data-stop][tabindex="0"]').focus();
    expect(await stop()).toBe('Person 0');
    await page.keyboard.press('ArrowDown');
    expect(await stop()).toBe('Person 1');
    await page.keyboard.press('End');
    await expect.poll(stop).toBe('Person 199');
    await page.keyboard.press('z');
    await expect.poll(stop).toBe('Zentrale');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Zentrale' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => window.played.askedDesktop('call.start'))).toEqual([{ roomId: '!r150', media: 'audio' }]);
    await page.getByRole('button', { name: 'Schreiben' }).click();
    expect(await page.evaluate(() => window.played.asked('room.opened').at(-1))).toEqual({ roomId: '!r150' });
    await page.getByRole('navigation', { name: 'Unterhaltungen' }).waitFor();
  });

  test('shows the missed ones alone', async () => {
    await page.evaluate((calls) => window.played.history(calls, 0), many);
    await page.getByRole('button', { name: 'Anrufe' }).click();
    await page.getByRole('radio', { name: 'Verpasst' }).click();
    await expect.poll(() => page.locator('.history-row .what', { hasNotText: 'Verpasster Anruf' }).count()).toBe(0);
    expect(await page.locator('.history-row').count()).toBeGreaterThan(3);
  });
});

import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { TimelineItem } from '../../renderer/engine/contract.ts';
import { message, mine, timelineHead } from '../unit/workspace/support/items.ts';
import { eachOpens } from './browser.ts';
import type { Live } from './live/live.ts';

/* The chats area in a real browser over an engine that the test plays: what no fake document could show. */

declare global {
  interface Window {
    readonly live: Live;
  }
}

const roomId = '!haushalt';
let page: Page;
eachOpens('live', (opened) => void (page = opened));

/** Messages m<from> to m<to>, all on one day, of two people and of changing length. */
const messages = (from: number, to: number): readonly TimelineItem[] =>
  Array.from({ length: to - from + 1 }, (_, n) => {
    const index = from + n;
    const make = index % 7 === 0 ? mine : message;
    return make(`m${index.toString()}`, { text: `Nachricht ${index.toString()}. ${'Wort '.repeat((index * 37) % 140)}`, ts: Date.UTC(2026, 9, 14, 6) + index * 1_000 });
  });

async function open(items: readonly TimelineItem[], atStart = false): Promise<void> {
  await page.evaluate(
    async ([id, head, list]) => {
      await window.live.open(id);
      window.live.sayTimeline(head, list);
    },
    [roomId, timelineHead({ atStart }), items] as const,
  );
  await rest();
}

const say = async (items: readonly TimelineItem[], atStart = false): Promise<void> => {
  await page.evaluate(([head, list]) => window.live.sayTimeline(head, list), [timelineHead({ atStart }), items] as const);
  await rest();
};

/** Two frames without the timeline's scroll position or height changing. */
const rest = (): Promise<unknown> =>
  page.evaluate(async () => {
    const state = (): string => {
      const log = document.querySelector('.timeline');
      return `${String(log?.scrollTop)} ${String(log?.scrollHeight)}`;
    };
    const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
    for (let same = 0, last = ''; same < 3; ) {
      await frame();
      const now = state();
      same = now === last ? same + 1 : 0;
      last = now;
    }
  });

/** Where a message stands in the window, in pixels from its top. */
const top = (key: string): Promise<number | undefined> =>
  page.evaluate((wanted) => document.querySelector(`[data-key="${wanted}"]`)?.getBoundingClientRect().top, key);

const scrollTo = async (offset: number): Promise<void> => {
  await page.evaluate((to) => document.querySelector('.timeline')?.scrollTo({ top: to, behavior: 'instant' }), offset);
  await rest();
};

const distanceFromEnd = (): Promise<number> =>
  page.evaluate(() => {
    const log = document.querySelector('.timeline');
    return log ? log.scrollHeight - log.scrollTop - log.clientHeight : NaN;
  });

/** The first message that is wholly in view. */
const firstInView = (): Promise<string> =>
  page.evaluate(() => {
    const view = document.querySelector('.timeline')?.getBoundingClientRect();
    const row = [...document.querySelectorAll<HTMLElement>('.timeline [data-key^="m"]')]
      .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
      .find((candidate) => candidate.getBoundingClientRect().top >= (view?.top ?? 0));
    return row?.dataset['key'] ?? '';
  });

describe('the timeline', () => {
  test('opens at the end and follows what comes there', async () => {
    await open(messages(100, 200));
    expect(await distanceFromEnd()).toBeLessThan(2);
    await say(messages(100, 203));
    expect(await distanceFromEnd()).toBeLessThan(2);
    expect(await page.evaluate(() => window.live.args('timeline.seen').at(-1))).toEqual({ roomId, eventId: '$m200' });
  });

  test('stands still where older history comes above, in the middle and at the very top', async () => {
    await open(messages(100, 200));
    for (const [offset, from] of [[500, 80], [0, 70], [3, 60], [3, 50], [44, 30], [90, 1]] as const) {
      await scrollTo(offset);
      const key = await firstInView();
      const before = await top(key);
      await say(messages(from, 200));
      expect(Math.abs(((await top(key)) ?? NaN) - (before ?? NaN)), `at ${offset.toString()}: ${key}`).toBeLessThan(2);
    }
  });

  test('stays at the end where older history fills a view that was not full', async () => {
    await open(messages(199, 200));
    await say(messages(100, 200));
    expect(await distanceFromEnd()).toBeLessThan(2);
  });

  test('reaches the end whatever comes above and below while it is still on its way there', async () => {
    // Before the browser has told of a scroll, after it, and while what was drawn is still being measured.
    for (const wait of ['task', 'frame', 'two frames', 'timer'] as const) {
      for (const [from, to] of [[20, 101], [60, 101], [60, 130], [59, 100]] as const) {
        await page.evaluate(
          async ([id, head, lists, until]) => {
            const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
            await window.live.open(`${id}-${until}-${String(lists.at(-1)?.length)}`);
            for (const list of lists) {
              window.live.sayTimeline(head, list);
              if (until === 'task') await new Promise((resolve) => setTimeout(resolve));
              if (until === 'timer') await new Promise((resolve) => setTimeout(resolve, 40));
              if (until.includes('frame')) await frame();
              if (until === 'two frames') await frame();
            }
          },
          [roomId, timelineHead({ readUpTo: '$m100' }), [messages(60, 100), messages(from, 100), messages(from, to)], wait] as const,
        );
        await rest();
        expect(await distanceFromEnd(), `${wait}, ${from.toString()} to ${to.toString()}`).toBeLessThan(2);
        expect(await page.locator('.jump').count()).toBe(0);
      }
    }
  });

  test('lets go of the end when one turns the wheel, and is not led back by what comes or by what is measured', async () => {
    await open(messages(100, 200));
    await page.locator('.timeline').hover();
    for (const [turned, to] of [[1, 201], [2, 202], [3, 203]] as const) {
      await page.mouse.wheel(0, -400);
      await page.waitForFunction((least) => {
        const log = document.querySelector('.timeline');
        return log && log.scrollHeight - log.scrollTop - log.clientHeight > least;
      }, turned * 300);
      await say(messages(100, to));
      expect(await distanceFromEnd()).toBeGreaterThan(turned * 300);
    }
    expect(await page.locator('.jump').count()).toBe(1);
  });

  test('stands still where something above or below changes its height', async () => {
    const items = messages(100, 200);
    await open(items);
    await scrollTo(1_500);
    const key = await firstInView();
    const before = await top(key);
    const longer = items.map((item) =>
      item.kind === 'message' && (item.key === 'm101' || item.key === 'm199') ? { ...item, text: 'Länger. '.repeat(300) } : item,
    );
    await say(longer);
    expect(Math.abs(((await top(key)) ?? NaN) - (before ?? NaN))).toBeLessThan(2);
  });

  test('asks for older history near the top and not while it is far away', async () => {
    await open(messages(1, 200));
    expect(await page.evaluate(() => window.live.args('timeline.older').length)).toBe(0);
    await scrollTo(300);
    expect(await page.evaluate(() => window.live.args('timeline.older'))).toEqual([{ roomId }]);
  });

  test('counts what came below and leads back to it', async () => {
    await open(messages(1, 100));
    await scrollTo(1_000);
    const key = await firstInView();
    const before = await top(key);
    await say([...messages(1, 100), message('m101', { ts: Date.UTC(2026, 9, 14, 7) }), message('m102', { ts: Date.UTC(2026, 9, 14, 7) })]);
    expect(await top(key)).toBe(before);
    await page.getByRole('button', { name: '2 neue Beiträge' }).click();
    await rest();
    expect(await distanceFromEnd()).toBeLessThan(2);
    expect(await page.locator('.jump').count()).toBe(0);
  });

  test('is walked through by the arrow keys, and keeps the focused message drawn', async () => {
    await open(messages(1, 100), true);
    await page.locator('.timeline [tabindex="0"]').focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    const focused = (): Promise<string | undefined> =>
      page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-key]')?.dataset['key']);
    expect(await focused()).toBe('m98');
    await scrollTo(0);
    expect(await focused()).toBe('m98');
    await page.keyboard.press('Home');
    await rest();
    expect(await focused()).toBe('m1');
    expect(await page.locator('article:focus').getAttribute('aria-posinset')).toBe('1');
    expect(await page.locator('article:focus').getAttribute('aria-setsize')).toBe('100');
    await page.keyboard.press('End');
    await rest();
    expect(await focused()).toBe('m100');
  });

  test('gives a clicked link to the desktop and goes nowhere', async () => {
    await open([...messages(1, 5), message('m6', { text: 'Siehe https://akte.land.example/1?a=b und Plan.zip' })]);
    await page.getByRole('link').click();
    expect(await page.evaluate(() => window.live.opened())).toEqual(['https://akte.land.example/1?a=b']);
    expect(await page.evaluate(() => window.location.pathname)).toBe('/index.html');
  });
});

describe('the composer', () => {
  test('has the focus, breaks lines with Shift and Enter, and is emptied when the message is safe', async () => {
    await open(messages(1, 5));
    await page.keyboard.type('Zeile eins');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('Zeile zwei');
    await page.keyboard.press('Enter');
    const text = (): Promise<string> => page.getByRole('textbox', { name: /Nachricht an/ }).inputValue();
    expect(await text()).toBe('Zeile eins\nZeile zwei');
    expect(await page.evaluate(() => window.live.args('message.send'))).toMatchObject([{ roomId, text: 'Zeile eins\nZeile zwei' }]);
    await page.evaluate(() => window.live.answer('message.send', null));
    expect(await text()).toBe('');
  });

  test('grows, and who stood at the end stays there', async () => {
    await open(messages(1, 100));
    for (let line = 0; line < 8; line += 1) await page.keyboard.press('Shift+Enter');
    await rest();
    expect(await distanceFromEnd()).toBeLessThan(2);
  });
});

describe('the room list', () => {
  const many = async (): Promise<void> => {
    await page.evaluate(() => {
      const [first] = window.live.rooms.slice(-1);
      if (!first) return;
      window.live.sayRooms(
        Array.from({ length: 300 }, (_, n) => ({
          ...first,
          key: `!r${n.toString()}`,
          roomId: `!r${n.toString()}`,
          name: { kind: 'named' as const, text: n === 250 ? 'Zentrale' : `Raum ${n.toString()}` },
        })),
      );
    });
    await page.locator('.rooms .item').first().waitFor();
  };
  const focusedName = (): Promise<string | undefined> => page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['stop']);

  test('draws what is in view, and is walked through by arrows, Home, End and letters', async () => {
    await many();
    expect(await page.locator('.rooms .item').count()).toBeLessThan(40);
    await page.locator('.rooms [tabindex="0"]').focus();
    await page.keyboard.press('ArrowDown');
    expect(await focusedName()).toBe('Raum 0');
    await page.keyboard.press('End');
    await page.waitForFunction(() => (document.activeElement as HTMLElement | null)?.dataset['stop'] === 'Raum 299');
    await page.keyboard.press('z');
    await page.waitForFunction(() => (document.activeElement as HTMLElement | null)?.dataset['stop'] === 'Zentrale');
    await page.keyboard.press('Home');
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-expanded') === 'true');
    expect(await page.locator('.rooms [tabindex="0"]').count()).toBe(1);
  });

  test('opens a room into the composer, and steps to one with the focus left in the list', async () => {
    await many();
    await open(messages(1, 5));
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
    await page.evaluate(() => window.live.step(1));
    await page.waitForFunction(() => (document.activeElement as HTMLElement | null)?.dataset['stop'] === 'Raum 0');
  });
});

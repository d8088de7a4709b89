import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { storyWindows } from '../../renderer/ui/stories.ts';
import { galleryBrowser } from './browser.ts';
import type { Gallery } from './page/gallery.ts';
import { registry } from './page/registry.ts';

/*
 * Every story of every view in both themes and both languages: a picture in test-results/pictures, axe-core with all
 * rules, nothing wider than the window down to 320 px, all wording there, the product's Content-Security-Policy kept.
 */

declare global {
  interface Window {
    readonly gallery: Gallery;
  }
}

const root = new URL('../..', import.meta.url).pathname;
const pictures = join(root, 'test-results/pictures');
const { open } = galleryBrowser('page');

/** A page of the gallery, with the errors in it. */
interface Easel {
  readonly page: Page;
  readonly complaints: string[];
}

/** One for each core; whoever draws takes one and puts it back. */
const easels: Easel[] = [];
const free: Easel[] = [];

beforeAll(async () => {
  await rm(pictures, { recursive: true, force: true });
  await mkdir(pictures, { recursive: true });
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  for (let n = 0; n < 2; n += 1) {
    const complaints: string[] = [];
    const page = await open((text) => complaints.push(text));
    await page.evaluate(axe);
    easels.push({ page, complaints });
  }
  free.push(...easels);
});

/** The width of what is wider than the window; 0 where all fits. */
const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth));

/** All rules of axe, the experimental ones too; of those for AAA only what this product promises (not 7:1 contrast). */
const runAxe = (page: Page, without: readonly string[]): Promise<readonly string[]> =>
  page.evaluate(async (without) => {
    const { axe } = window as unknown as { axe: { run(options: object): Promise<AxeResults>; getRules(): { ruleId: string }[] } };
    const rules = Object.fromEntries(axe.getRules().map(({ ruleId }) => [ruleId, { enabled: !without.includes(ruleId) }]));
    const { violations } = await axe.run({ rules, resultTypes: ['violations'] });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} (${help}) at ${target.join(' ')}: ${failureSummary ?? ''}`),
    );
  }, without);

/** In a contrast theme the system's palette wins, which axe does not see: it reckons with the sheets' colours. */
const leftOut = (forcedColors: boolean): readonly string[] => ['color-contrast-enhanced', ...(forcedColors ? ['color-contrast'] : [])];

type Story = (typeof registry)[number]['stories'][number];

async function draw({ page, complaints }: Easel, area: string, { name, window: shape = 'wide', forcedColors = false }: Story): Promise<void> {
  await page.emulateMedia({ forcedColors: forcedColors ? 'active' : 'none' });
  for (const language of ['de', 'en'] as const) {
    for (const theme of ['light', 'dark'] as const) {
      const what = `${theme} ${language}`;
      await page.setViewportSize(storyWindows[shape]);
      await page.evaluate((to) => window.gallery.show(...to), [area, name, language, theme] as const);
      await page.screenshot({ path: join(pictures, `${area}-${name}.${theme}.${language}.png`), caret: 'initial' });
      expect(await overflow(page), `${what}: wider than the window`).toBe(0);
      expect(await runAxe(page, leftOut(forcedColors)), what).toEqual([]);
      expect(await page.evaluate(() => window.gallery.problems()), what).toEqual([]);
      expect(complaints, what).toEqual([]);
      if (theme === 'dark') continue;
      await page.setViewportSize({ width: 320, height: 640 });
      expect(await overflow(page), `${what}: wider than 320 px`).toBe(0);
    }
  }
}

for (const { area, stories } of registry) {
  describe(area, () => {
    test.concurrent.each(stories)('$name', async (story) => {
      const easel = free.pop();
      if (!easel) throw new Error('more tests at a time than pages');
      try {
        await draw(easel, area, story);
      } finally {
        free.push(easel);
      }
    });
  });
}

test('every component of a view is drawn by a story', async () => {
  const undrawn = await Promise.all(easels.map(({ page }) => page.evaluate(() => window.gallery.undrawn())));
  expect(undrawn.reduce((all, each) => all.filter((name) => each.includes(name)))).toEqual([]);
});

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { until } from '../../servers/processes.ts';

/* A person at the keyboard alone: where the focus is, what it is called, and whether one can see it. */

interface Stop {
  readonly name: string;
  readonly role: string;
  /** Whether somebody who looks can see where the focus is. */
  readonly ring: boolean;
}

/** The focused element as assistive technology sees it, and whether it or its frame shows a ring. */
async function focusIn(page: Page): Promise<Stop> {
  const session = await page.context().newCDPSession(page);
  const { result } = await session.send('Runtime.evaluate', { expression: 'document.activeElement' });
  const { nodes } = await session.send('Accessibility.getPartialAXTree', { objectId: result.objectId ?? '', fetchRelatives: false });
  await session.detach();
  const ring = await page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return false;
    const frames = [element, element.closest('.input'), element.closest('.composer')].filter((frame) => frame !== null);
    return frames.some((frame) => {
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(frame);
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && !/, 0\)$/.test(outlineColor);
    });
  });
  return { name: String(nodes[0]?.name?.value ?? ''), role: String(nodes[0]?.role?.value ?? ''), ring };
}

export interface FocusWalk {
  /** All stops so far, in words. */
  readonly stops: readonly string[];
  here(): Promise<Stop>;
  press(key: string): Promise<void>;
  /** Presses a key until the focus is where the name says; each stop on the way has a name and a ring. */
  go(key: string, name: string | RegExp, limit?: number): Promise<void>;
  /** Waits until the focus has come to this name by itself. */
  arrives(name: string | RegExp): Promise<void>;
}

export const isCalled = (stop: Stop, name: string | RegExp): boolean => (typeof name === 'string' ? stop.name === name : name.test(stop.name));

/** `where`: the page that has the keyboard at this moment. */
export function walkFocus(where: () => Page | Promise<Page>): FocusWalk {
  const stops: string[] = [];
  const walk: FocusWalk = {
    stops,
    here: async () => focusIn(await where()),
    async press(key) {
      await (await where()).keyboard.press(key).catch((error: unknown) => {
        // A key that closes its own window may be told as one into a window that is gone; what follows shows whether it took.
        if (!String(error).includes('has been closed')) throw error;
      });
    },
    async go(key, name, limit = 25) {
      for (let n = 0; n < limit; n += 1) {
        await walk.press(key);
        const stop = await walk.here();
        stops.push(`${stop.role} "${stop.name}"`);
        expect(stop.ring, `the focus can be seen at ${stop.role} "${stop.name}"`).toBe(true);
        expect(stop.name, `${stop.role} has a name`).not.toBe('');
        if (isCalled(stop, name)) return;
      }
      throw new Error(`${key} does not lead to ${String(name)}: ${stops.slice(-limit).join(', ')}`);
    },
    async arrives(name) {
      await until(`the focus comes to ${String(name)}`, async () => {
        const stop = await walk.here();
        return isCalled(stop, name) && stop.ring;
      });
    },
  };
  return walk;
}

const axeSource = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe has against a page as it stands; rejects where it found hardly anything to look at. */
export async function violationsIn(page: Page): Promise<readonly string[]> {
  await page.evaluate(await axeSource);
  const { violations, passes } = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<AxeResults> } };
    return axe.run();
  });
  expect(passes.length).toBeGreaterThan(10);
  return violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html).join(' ')}`);
}

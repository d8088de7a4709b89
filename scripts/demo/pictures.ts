import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** Takes numbered pictures of pages. */
export interface Pictures {
  readonly folder: string;
  take(page: Page, what: string): Promise<void>;
  taken(): number;
}

/** `folder` has to be there. */
export function createPictures(folder: string): Pictures {
  let number = 0;
  return {
    folder,
    async take(page, what) {
      number += 1;
      await page.screenshot({ path: join(folder, `${String(number).padStart(2, '0')}-${what}.png`) });
    },
    taken: () => number,
  };
}

import type { Page, Worker } from 'playwright-core';
import type { Canary } from '../canary.ts';

/** Names of `main/walls`. */
export type WallName =
  | 'sandbox'
  | 'context-isolation'
  | 'no-node'
  | 'content-security-policy'
  | 'requests'
  | 'permissions'
  | 'navigation'
  | 'new-windows'
  | 'web-views'
  | 'downloads'
  | 'peer-connections'
  | 'name-hints'
  | 'spell-check'
  | 'senders'
  | 'schemas';

/** Where hostile code has got a foothold. */
export type Foothold = 'workspace' | 'engine-page' | 'engine-worker';

/**
 * What hostile code in a page would try. It has worked when the canary hears its label. `act` runs in the page, so it
 * can use nothing but its argument; it settles when there is nothing more to wait for.
 */
export interface Attack {
  /** Also its label at the canary. */
  readonly name: string;
  readonly from: Foothold;
  /** The walls that stop it, each of them without the others. */
  readonly walls: readonly WallName[];
  readonly act: (address: string) => unknown;
  /** The scheme of the address, where it is not http. */
  readonly scheme?: string;
  /** What the canary hears, where it cannot hear a label. */
  readonly heardAs?: string;
  /** The page is elsewhere afterwards where the attack works. */
  readonly leaves?: boolean;
}

export interface Footholds {
  readonly workspace: Page;
  readonly 'engine-page': Page;
  readonly 'engine-worker': Worker;
}

export const labelOf = (attack: Attack): string => attack.heardAs ?? attack.name;

/** Lets the attack run; what it throws is its own affair. */
export async function attack(footholds: Footholds, { from, act, name, scheme }: Attack, url: Canary['url']): Promise<void> {
  const foothold: Pick<Page, 'evaluate'> = footholds[from];
  await foothold.evaluate(act, url(name, scheme)).catch(() => undefined);
}

/** What a page was told before this has been begun: it has painted, and its own files have been asked for. */
export async function settle({ workspace, 'engine-page': engine }: Footholds): Promise<void> {
  const ownFile = (): Promise<unknown> =>
    new Promise((resolve) => {
      const image = new Image();
      image.onload = image.onerror = resolve;
      image.src = '/there-is-no-such.png';
    });
  await workspace.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  await Promise.all([workspace.evaluate(ownFile), engine.evaluate(ownFile)]);
}

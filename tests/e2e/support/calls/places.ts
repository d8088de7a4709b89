import type { Page } from 'playwright-core';
import calls from '../../../../assets/locales/de/calls.json' with { type: 'json' };
import desktop from '../../../../assets/locales/de/desktop.json' with { type: 'json' };
import type { Caller } from './caller.ts';

/** What a place that shows the microphone said of it, and when (time of day, in milliseconds: one clock for all processes). */
export interface Told {
  readonly muted: boolean;
  readonly at: number;
}

/** How the switch of a microphone that is off is called, wherever it stands. */
const unmutes = [calls.workspace.strip.unmute, calls.stage.controls.unmute, calls.ring.presenting.unmute];
const mutes = [calls.workspace.strip.mute, calls.stage.controls.mute, calls.ring.presenting.mute];

interface Watching {
  told?: Told[];
}

/** Keeps what this page says of the microphone, from now on. */
export const watchPage = (page: Page): Promise<void> =>
  page.evaluate((names) => {
    const told: Told[] = [];
    Object.assign(window, { told });
    const look = (): void => {
      const found = [...document.querySelectorAll('button')]
        .filter((each) => each.checkVisibility())
        .map((each) => each.getAttribute('aria-label') ?? each.textContent);
      const muted = names.some((name) => found.some((each) => each.includes(name)));
      if (told.at(-1)?.muted !== muted) told.push({ muted, at: Date.now() });
    };
    look();
    new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  }, unmutes);

export const toldByPage = (page: Page): Promise<readonly Told[]> => page.evaluate(() => (window as unknown as Watching).told ?? []);

/** Presses the switch of the microphone in this page. Resolves with the time of day at which it did. */
export const pressIn = (page: Page): Promise<number> =>
  page.evaluate(
    (names) => {
      const button = [...document.querySelectorAll('button')].find((each) =>
        names.some((name) => (each.getAttribute('aria-label') ?? each.textContent).includes(name)),
      );
      if (!button) throw new Error('no switch here');
      const at = Date.now();
      button.click();
      return at;
    },
    [...unmutes, ...mutes],
  );

interface TrayWatch {
  trayTold?: Told[];
  trayMenu?: Electron.Menu;
}

/** Keeps what main gives the tray, at Electron's own edge: no desktop here has a tray that could be looked at. */
export const watchTray = ({ app }: Caller): Promise<void> =>
  app.evaluate(({ Tray }, mutedWords) => {
    const told: Told[] = [];
    const watch = globalThis as unknown as TrayWatch;
    watch.trayTold = told;
    const { setToolTip, setContextMenu } = Tray.prototype;
    Tray.prototype.setToolTip = function (text) {
      const muted = text.includes(mutedWords);
      if (told.at(-1)?.muted !== muted) told.push({ muted, at: Date.now() });
      setToolTip.call(this, text);
    };
    Tray.prototype.setContextMenu = function (menu) {
      if (menu) watch.trayMenu = menu;
      setContextMenu.call(this, menu);
    };
  }, desktop.tray.muted.split('{')[0]?.split('–')[1]?.trim() ?? '');

export const toldByTray = ({ app }: Caller): Promise<readonly Told[]> => app.evaluate(() => (globalThis as unknown as TrayWatch).trayTold ?? []);

/** Chooses an entry of the tray's menu by its words. Resolves with the time of day at which it did; rejects without such an entry. */
export const chooseInTray = ({ app }: Caller, labels: readonly string[]): Promise<number> =>
  app.evaluate((_electron, wanted) => {
    const item = (globalThis as unknown as TrayWatch).trayMenu?.items.find(({ label }) => wanted.includes(label));
    if (!item) throw new Error(`the tray has nothing of ${wanted.join(', ')}`);
    const at = Date.now();
    (item.click as () => void)();
    return at;
  }, labels);

/** The words of the tray, for tests that look for them. */
export const trayWords = desktop.tray;

import type { BrowserWindow, Session } from 'electron';
import { pageAddress } from '../protocol.ts';
import type { Wall } from '../walls/wall.ts';
import type { Pages } from './page.ts';

export interface EngineParts {
  readonly pages: Pages;
  readonly session: Session;
  readonly preload: string;
  readonly walls: readonly Wall[];
  readonly crashed: (reason: string) => void;
}

/** The hidden page that hosts the engine's worker. */
export interface EnginePage {
  readonly window: BrowserWindow;
  /** Ends it without a word to the watchdog. */
  close(): void;
}

/** Not throttled: a hidden page's timers would run about once a second, and the sync loop with them. */
export function openEnginePage({ pages, session, preload, walls, crashed }: EngineParts): EnginePage {
  const window = pages.create({
    role: 'engine',
    session,
    preload,
    walls,
    window: { show: false, skipTaskbar: true, title: 'Einklang', webPreferences: { backgroundThrottling: false } },
  });
  let closed = false;
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (!closed) crashed(`${reason} (${exitCode})`);
  });
  window.webContents.on('did-fail-load', (_event, code, description) => {
    if (!closed) crashed(`did not load: ${description} (${code})`);
  });
  // A load that fails has been told above.
  window.loadURL(pageAddress('engine')).catch(() => undefined);
  return {
    window,
    close: () => {
      closed = true;
      if (!window.isDestroyed()) window.destroy();
    },
  };
}

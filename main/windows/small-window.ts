import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle, Session } from 'electron';
import { screen } from 'electron';
import type { RingEvents } from '../../preload/contract.ts';
import { channels } from '../ipc.ts';
import { pageAddress } from '../protocol.ts';
import type { Wall } from '../walls/wall.ts';
import type { Pages } from './page.ts';

export type SmallView = 'ringing' | 'presenting' | 'picker';

export interface SmallWindowParts {
  readonly pages: Pages;
  readonly session: Session;
  readonly preload: string;
  readonly icon: string;
  readonly walls: readonly Wall[];
}

export interface SmallWindow {
  readonly window: BrowserWindow;
  tell<K extends keyof RingEvents>(name: K, value: RingEvents[K]): void;
  close(): void;
}

/** A window for one of the views of `renderer/ring`; shown by whoever opens it. `query` goes to its page besides `view`. */
export function createSmallWindow(
  parts: SmallWindowParts,
  view: SmallView,
  options: BrowserWindowConstructorOptions,
  query: Readonly<Record<string, string>> = {},
): SmallWindow {
  const { pages, session, preload, icon, walls } = parts;
  const window = pages.create({
    role: 'ring',
    session,
    preload,
    walls,
    window: { icon, show: false, autoHideMenuBar: true, fullscreenable: false, ...options },
  });
  // A load that fails leaves a window without a picture; what it is for can be done in the workspace too.
  window.loadURL(`${pageAddress('ring')}?${new URLSearchParams({ view, ...query }).toString()}`).catch(() => undefined);
  return {
    window,
    tell: (name, value) => {
      if (!window.isDestroyed()) window.webContents.send(channels.event, name, value);
    },
    close: () => {
      if (!window.isDestroyed()) window.destroy();
    },
  };
}

/** Where a window over everything else stands on its screen. */
export type Corner = 'bottom-right' | 'top-centre';

const edge = 16;
const heights = { least: 40, most: 560 };

/** Bounds of this size in a corner of the screen. */
export function boundsIn(corner: Corner, area: Rectangle, width: number, height: number): Rectangle {
  return corner === 'bottom-right'
    ? { x: area.x + area.width - width - edge, y: area.y + area.height - height - edge, width, height }
    : { x: area.x + Math.round((area.width - width) / 2), y: area.y, width, height };
}

export interface OverlayOptions {
  readonly corner: Corner;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly query?: Readonly<Record<string, string>>;
}

/**
 * A small window over everything, on all workspaces, that takes the focus from nobody: it can be reached by keyboard
 * like any other. It is as high as its page needs.
 */
export function openOverlay(parts: SmallWindowParts, view: SmallView, options: OverlayOptions): SmallWindow {
  const { corner, width, height, title, query } = options;
  const { workArea } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint());
  const small = createSmallWindow(
    parts,
    view,
    {
      ...boundsIn(corner, workArea, width, height),
      title,
      frame: false,
      resizable: false,
      maximizable: false,
      minimizable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      webPreferences: { enablePreferredSizeMode: true },
    },
    query,
  );
  const { window } = small;
  window.setAlwaysOnTop(true, 'screen-saver');
  window.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true });
  window.webContents.on('preferred-size-changed', (_event, preferred) => {
    if (window.isDestroyed()) return;
    const needed = Math.min(heights.most, Math.max(heights.least, preferred.height));
    window.setBounds(boundsIn(corner, workArea, width, needed));
  });
  window.once('ready-to-show', () => window.showInactive());
  return small;
}

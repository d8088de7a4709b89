import { BrowserWindow, type BrowserWindowConstructorOptions, type Session, type WebPreferences } from 'electron';
import { appPlace } from '../protocol.ts';
import type { PageRole, Wall } from '../walls/wall.ts';

export interface PageParts {
  readonly role: Exclude<PageRole, 'call'>;
  readonly session: Session;
  readonly preload: string;
  readonly walls: readonly Wall[];
  readonly window: BrowserWindowConstructorOptions;
}

/** Which role each webContents has that main made; a page of any other has none, and is heard by nobody. */
export interface Pages {
  /** A window whose page stands behind all walls; nothing is loaded yet. */
  create(parts: PageParts): BrowserWindow;
  roleOf(contentsId: number): PageRole | undefined;
}

export function createPages(): Pages {
  const roles = new Map<number, PageRole>();
  return {
    create: ({ role, session, preload, walls, window: options }) => {
      const preferences = walls.reduce<WebPreferences>(
        (all, wall) => ({ ...all, ...wall.preferences }),
        options.webPreferences ?? {},
      );
      const window = new BrowserWindow({ ...options, webPreferences: { ...preferences, session, preload } });
      const { webContents } = window;
      const { id } = webContents;
      roles.set(id, role);
      webContents.once('destroyed', () => roles.delete(id));
      for (const wall of walls) wall.page?.(webContents, appPlace(role));
      return window;
    },
    roleOf: (contentsId) => roles.get(contentsId),
  };
}

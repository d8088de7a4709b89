import { join } from 'node:path';
import type { BrowserWindow, Session } from 'electron';
import type { Environment } from '../preload/contract.ts';
import type { PickerHandlers } from './answer.ts';
import type { CallSurfaces } from './calls/parts.ts';
import type { Log } from './log.ts';
import { createNotifications } from './notifications.ts';
import type { Quiet } from './quiet/quiet.ts';
import { desktopText } from './text.ts';
import { createTray } from './tray.ts';
import type { ScreenChoice } from './walls/consent.ts';
import type { Wall } from './walls/wall.ts';
import { createCallSurfaces } from './windows/call-surfaces.ts';
import { comeForward } from './windows/come-forward.ts';
import type { Pages } from './windows/page.ts';
import { createPicker } from './windows/picker.ts';

export interface SurfacesParts {
  /** The folder of the built program. */
  readonly dist: string;
  readonly icon: string;
  readonly pages: Pages;
  /** Of the small windows. */
  readonly session: Session;
  readonly walls: readonly Wall[];
  readonly environment: () => Environment;
  readonly workspace: () => BrowserWindow | undefined;
  readonly quiet: Pick<Quiet, 'isQuiet'>;
  readonly quit: () => void;
  readonly log: Log;
}

/** What calls show outside of the workspace and of their own view. */
export interface Surfaces {
  readonly surfaces: CallSurfaces;
  readonly pick: (audio: boolean, over: AbortSignal) => Promise<ScreenChoice | undefined>;
  readonly handlers: PickerHandlers;
  /** The person is told that a conference server's library tried what it may not. */
  readonly refused: () => void;
  /** Language or theme have changed. */
  refresh(): void;
  dispose(): void;
}

export function openSurfaces(parts: SurfacesParts): Surfaces {
  const { dist, icon, pages, session, walls, environment, workspace, quiet, quit, log } = parts;
  const language = (): Environment['language'] => environment().language;
  const small = { pages, session, walls, icon, preload: join(dist, 'preload', 'ring.cjs') };
  let sharing = false;

  const picker = createPicker({ ...small, title: () => desktopText(language()).picker.title, parent: workspace, log });
  const notifications = createNotifications({
    language,
    icon,
    quiet: () => sharing || quiet.isQuiet() || !environment().settings.notifications,
  });
  const surfaces = createCallSurfaces({
    ...small,
    language,
    silent: () => quiet.isQuiet() || !environment().settings.ringTone,
    notifications,
    tray: (command) =>
      createTray({
        icons: join(dist, 'assets', 'icons'),
        language,
        open: () => comeForward(workspace()),
        quit,
        command,
      }),
  });
  return {
    surfaces: {
      ...surfaces,
      show: (snapshot) => {
        sharing = snapshot.current?.sharing !== undefined;
        surfaces.show(snapshot);
      },
    },
    pick: picker.pick,
    handlers: picker.handlers,
    refused: notifications.refused,
    refresh: () => surfaces.environmentChanged(environment()),
    dispose: surfaces.dispose,
  };
}

import { clipboard, shell } from 'electron';
import type { Environment } from '../preload/contract.ts';
import type { WorkspaceHandlers } from './answer.ts';
import type { Calls } from './calls/start.ts';
import { openableLink } from './links.ts';
import { discover } from './network/discovery.ts';
import type { Ask } from './network/request.ts';
import type { SettingsStore } from './settings.ts';

export interface HandlerParts {
  readonly environment: () => Environment;
  readonly settings: SettingsStore;
  readonly settingsChanged: () => void;
  readonly ask: Ask;
  readonly isOnline: () => boolean;
  readonly restartEngine: () => void;
  readonly calls: Calls;
}

/** What main does for a window. */
export const createWorkspaceHandlers = (parts: HandlerParts): WorkspaceHandlers => ({
  'environment.read': () => parts.environment(),
  'settings.write': async (part) => {
    const written = parts.settings.change(part);
    parts.settingsChanged();
    await written;
    return null;
  },
  'discovery.resolve': ({ server }) => discover(parts.ask, parts.isOnline, server, parts.calls.wellKnown),
  'link.open': async ({ url }) => {
    const link = openableLink(url);
    if (parts.calls.isMeeting(link)) await parts.calls.handlers['call.openLink']({ url: link });
    else await shell.openExternal(link);
    return null;
  },
  'clipboard.write': async ({ text }) => {
    await clipboard.writeText(text);
    return null;
  },
  'engine.restart': () => {
    parts.restartEngine();
    return null;
  },
  'program.quit': () => {
    parts.calls.quit();
    return null;
  },
  ...parts.calls.handlers,
});

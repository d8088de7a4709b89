import { nativeTheme, screen, type BrowserWindow, type Session } from 'electron';
import type { Language } from '../../preload/contract.ts';
import type { Log } from '../log.ts';
import { pageAddress } from '../protocol.ts';
import type { Wall } from '../walls/wall.ts';
import { addContextMenu } from './context-menu.ts';
import type { Pages } from './page.ts';
import { fitBounds, minimumSize, type WindowStateFile } from './window-state.ts';

/** `--canvas` of the design's tokens: what stands there until the page has painted. */
const canvas = { light: '#f4f1eb', dark: '#12181b' };
const canvasNow = (): string => (nativeTheme.shouldUseDarkColors ? canvas.dark : canvas.light);
/** A page that crashes again within this time is not loaded a third time by itself. */
const crashLoopMs = 10_000;
const stateDelayMs = 500;

export interface WorkspaceParts {
  readonly pages: Pages;
  readonly session: Session;
  readonly preload: string;
  readonly icon: string;
  readonly walls: readonly Wall[];
  readonly state: WindowStateFile;
  readonly language: () => Language;
  readonly log: Log;
}

function rememberState(window: BrowserWindow, file: WindowStateFile, log: Log): void {
  let timer: NodeJS.Timeout | undefined;
  const write = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (window.isDestroyed() || window.isMinimized()) return;
    const state = { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
    void file.write(state).catch((error: unknown) => log.warn(`window state: ${String(error)}`));
  };
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(write, stateDelayMs);
  };
  window.on('resize', later);
  window.on('move', later);
  window.on('maximize', later);
  window.on('unmaximize', later);
  window.on('close', write);
  window.once('closed', () => clearTimeout(timer));
}

function reloadAfterCrash(window: BrowserWindow, log: Log): void {
  let last = -Infinity;
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    log.error(`workspace: ${reason} (${exitCode})`);
    const now = performance.now();
    if (now - last > crashLoopMs) window.webContents.reload();
    last = now;
  });
}

/** The window that a person works in: shown once it has painted, on the colour that it will have. */
export function openWorkspaceWindow({
  pages,
  session,
  preload,
  icon,
  walls,
  state,
  language,
  log,
}: WorkspaceParts): BrowserWindow {
  const remembered = state.read();
  const window = pages.create({
    role: 'workspace',
    session,
    preload,
    walls,
    window: {
      ...fitBounds(
        remembered?.bounds,
        screen.getAllDisplays().map(({ workArea }) => workArea),
      ),
      minWidth: minimumSize.width,
      minHeight: minimumSize.height,
      show: false,
      title: 'Einklang',
      icon,
      backgroundColor: canvasNow(),
      autoHideMenuBar: true,
    },
  });
  const followTheme = (): void => window.setBackgroundColor(canvasNow());
  nativeTheme.on('updated', followTheme);
  window.once('closed', () => nativeTheme.off('updated', followTheme));
  window.once('ready-to-show', () => {
    if (remembered?.maximized) window.maximize();
    window.show();
  });
  // No page keeps its window open: what it holds is safe in the engine.
  window.webContents.on('will-prevent-unload', (event) => event.preventDefault());
  rememberState(window, state, log);
  reloadAfterCrash(window, log);
  addContextMenu(window.webContents, language);
  void window.loadURL(pageAddress('workspace'));
  return window;
}

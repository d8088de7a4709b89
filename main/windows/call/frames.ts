import { BaseWindow, screen, type BrowserWindow, type WebContentsView } from 'electron';
import type { CallPlacement } from '../../../preload/contract/calls.ts';
import type { Bounds } from '../../calls/parts.ts';
import { fitBounds, type WindowStateFile } from '../window-state.ts';
import { keepKeyboard } from './keyboard.ts';

/** The compact call: the picture of the design, 16 to 9 with a row of controls below. */
const compactSize = { width: 320, height: 232 };
const compactLeast = { width: 240, height: 174 };
const windowLeast = { width: 480, height: 360 };
/** From the screen's edges. */
const margin = 16;
/** `--stage` of the design's tokens: the stage is dark in both themes. */
const stageColor = '#12181b';

export interface FrameParts {
  readonly workspace: () => BrowserWindow | undefined;
  readonly icon: string;
  /** Where the window of its own stood last. */
  readonly state: WindowStateFile;
  /** Somebody closed the window that the call stands in; it stays until the call has been moved. */
  readonly closing: () => void;
}

type Host = Pick<BaseWindow, 'contentView' | 'isDestroyed'>;

/** Where the one view stands. It is moved, never made anew, so that its page and its media go on. */
export interface Frames {
  show(placement: CallPlacement, title: string): void;
  /** Where the stage is in the workspace; undefined: not to be seen. */
  stage(bounds: Bounds | undefined): void;
  focus(): void;
  dispose(): void;
}

/** The bottom right of the screen that a person looks at. */
function compactBounds(): Electron.Rectangle {
  const { workArea } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint());
  return {
    ...compactSize,
    x: workArea.x + workArea.width - compactSize.width - margin,
    y: workArea.y + workArea.height - compactSize.height - margin,
  };
}

function openWindow({ icon, state }: FrameParts): BaseWindow {
  const remembered = state.read();
  const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
  const window = new BaseWindow({
    ...fitBounds(remembered?.bounds, areas),
    minWidth: windowLeast.width,
    minHeight: windowLeast.height,
    show: false,
    icon,
    autoHideMenuBar: true,
  });
  if (remembered?.maximized) window.maximize();
  return window;
}

function openCompact({ icon }: FrameParts): BaseWindow {
  const window = new BaseWindow({
    ...compactBounds(),
    minWidth: compactLeast.width,
    minHeight: compactLeast.height,
    useContentSize: true,
    show: false,
    icon,
    alwaysOnTop: true,
    maximizable: false,
    minimizable: false,
    fullscreenable: false,
    skipTaskbar: true,
    autoHideMenuBar: true,
  });
  window.setAlwaysOnTop(true, 'floating');
  window.setVisibleOnAllWorkspaces(true);
  window.setAspectRatio(compactSize.width / compactSize.height);
  return window;
}

export function createFrames(view: WebContentsView, parts: FrameParts): Frames {
  let own: { readonly window: BaseWindow; readonly placement: CallPlacement } | undefined;
  let host: Host | undefined;
  let bounds: Bounds | undefined;
  let dropKeyboard: (() => void) | undefined;
  view.setBackgroundColor(stageColor);

  const leaveWorkspace = (): void => {
    dropKeyboard?.();
    dropKeyboard = undefined;
  };
  const detach = (): void => {
    leaveWorkspace();
    if (host && !host.isDestroyed()) host.contentView.removeChildView(view);
    host = undefined;
  };
  const attach = (window: Host): void => {
    if (host === window) return;
    detach();
    host = window;
    window.contentView.addChildView(view);
  };
  const closeOwn = (): void => {
    if (!own) return;
    const { window, placement } = own;
    own = undefined;
    if (window.isDestroyed()) return;
    if (placement === 'window') {
      void parts.state.write({ bounds: window.getNormalBounds(), maximized: window.isMaximized() }).catch(() => undefined);
    }
    window.destroy();
  };

  const layOutStage = (): void => {
    const workspace = parts.workspace();
    if (!workspace || workspace.isDestroyed()) return detach();
    attach(workspace);
    if (!bounds) leaveWorkspace();
    view.setVisible(bounds !== undefined);
    if (!bounds) return;
    dropKeyboard ??= keepKeyboard(view, workspace);
    // The workspace speaks of CSS pixels, which its zoom makes larger or smaller.
    const zoom = workspace.webContents.getZoomFactor();
    const scaled = (length: number): number => Math.round(length * zoom);
    view.setBounds({
      x: scaled(bounds.x),
      y: scaled(bounds.y),
      width: Math.max(0, scaled(bounds.width)),
      height: Math.max(0, scaled(bounds.height)),
    });
  };

  const fill = (window: BaseWindow): void => {
    const { width, height } = window.getContentBounds();
    view.setBounds({ x: 0, y: 0, width, height });
  };

  const openOwn = (placement: 'window' | 'compact', title: string): void => {
    const window = placement === 'window' ? openWindow(parts) : openCompact(parts);
    window.setTitle(title);
    window.setBackgroundColor(stageColor);
    attach(window);
    view.setVisible(true);
    fill(window);
    window.on('resize', () => fill(window));
    // Closing brings the call back to the stage; it never ends it.
    window.on('close', (event) => {
      event.preventDefault();
      parts.closing();
    });
    closeOwn();
    own = { window, placement };
    if (placement === 'compact') return window.showInactive();
    window.show();
    view.webContents.focus();
  };

  return {
    show: (placement, title) => {
      if (placement === 'stage') {
        layOutStage();
        closeOwn();
      } else if (own?.placement !== placement) openOwn(placement, title);
      else own.window.setTitle(title);
    },
    stage: (next) => {
      bounds = next;
      if (!own) layOutStage();
    },
    focus: () => {
      if (own) own.window.focus();
      view.webContents.focus();
    },
    dispose: () => {
      detach();
      closeOwn();
    },
  };
}

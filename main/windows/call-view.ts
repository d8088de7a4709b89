import { clipboard, MessageChannelMain, WebContentsView, type BrowserWindow, type Session, type WebPreferences } from 'electron';
import { join } from 'node:path';
import { servePort } from '../../renderer/base/port-server.ts';
import type { CallBrief } from '../../renderer/call/contract.ts';
import type { CallView, CallViewEvents } from '../calls/parts.ts';
import { channels } from '../ipc.ts';
import type { Log } from '../log.ts';
import { mainWire } from '../message-port.ts';
import type { Consent, Consents, ScreenChoice } from '../walls/consent.ts';
import type { Wall } from '../walls/wall.ts';
import { withoutFloods } from './call/flood.ts';
import { createFrames, type Frames } from './call/frames.ts';
import { createOutbox, type Outbox } from './call/outbox.ts';
import { callAddress, callPlace } from './call/place.ts';
import { createCallService } from './call/service.ts';
import { callFolder, clearCallSession, openCallSession } from './call/session.ts';
import type { WindowStateFile } from './window-state.ts';

export interface CallViewParts {
  /** The folder of the built program. */
  readonly dist: string;
  readonly icon: string;
  readonly walls: readonly Wall[];
  readonly consents: Consents<Session>;
  readonly workspace: () => BrowserWindow | undefined;
  readonly state: WindowStateFile;
  /** Main's picker of what to share. */
  readonly pick: (audio: boolean, over: AbortSignal) => Promise<ScreenChoice | undefined>;
  /** Foreign code in the page tried something that was refused: told once a call. */
  readonly refused: () => void;
  readonly log: Log;
}

/** Switched off: the choice in main's picker, which the page must have, outlasts the activation of a click. */
const disableBlinkFeatures = 'GetDisplayMediaRequiresUserActivation';
/** Of one call; more say nothing new. */
const loggedRefusals = 20;
const touches = new Set(['mouseDown', 'mouseUp', 'keyDown', 'rawKeyDown', 'touchEnd', 'gestureTap', 'pointerDown']);

interface Open {
  readonly view: WebContentsView;
  readonly session: Session;
  readonly consent: Consent;
  readonly outbox: Outbox;
  readonly frames: Frames;
  readonly end: () => void;
}

const windowTitle = ({ title }: CallBrief): string => `${title} – Einklang`;

/** Whether the person has agreed to the camera by the way in which the call began. */
const beginsWithCamera = ({ media, prejoin, startCamera }: CallBrief): boolean =>
  media === 'video' || prejoin || startCamera;

function createView({ dist, walls }: CallViewParts, session: Session): WebContentsView {
  const preferences = walls.reduce<WebPreferences>((all, wall) => ({ ...all, ...wall.preferences }), {
    backgroundThrottling: false,
    autoplayPolicy: 'no-user-gesture-required',
    disableDialogs: true,
    disableBlinkFeatures,
  });
  return new WebContentsView({
    webPreferences: { ...preferences, session, preload: join(dist, 'preload', 'call.cjs') },
  });
}

function open(parts: CallViewParts, brief: CallBrief, events: CallViewEvents): Open {
  const { dist, walls, consents, log } = parts;
  const place = callPlace(brief.deployment, brief.relayOnly);
  let refusals = 0;
  const refused = (what: string): void => {
    if (++refusals <= loggedRefusals) log.warn(`call view: refused ${what}`);
    if (refusals === 1) parts.refused();
  };
  const session = openCallSession(place, callFolder(dist), walls, refused);
  const consent = consents.begin(session, beginsWithCamera(brief));
  const view = createView(parts, session);
  const { webContents: contents } = view;
  for (const wall of walls) wall.page?.(contents, place);
  const outbox = createOutbox(brief);
  let over = false;
  const ending = new AbortController();
  const crashed = (reason: string): void => {
    if (over) return;
    log.error(`call view: ${reason}`);
    events.crashed(reason);
  };
  const frames = createFrames(view, {
    workspace: parts.workspace,
    icon: parts.icon,
    state: parts.state,
    closing: () => events.place('stage'),
  });
  const toWorkspace = (): void => {
    const workspace = parts.workspace();
    if (workspace && !workspace.isDestroyed()) workspace.webContents.focus();
  };
  const service = createCallService({
    events: {
      ...events,
      focusLeft: (direction) => {
        toWorkspace();
        events.focusLeft(direction);
      },
      chat: () => {
        toWorkspace();
        events.chat();
      },
    },
    outbox,
    consent,
    log,
    pick: (audio) => parts.pick(audio, ending.signal),
    now: () => performance.now(),
    copy: (text) => void clipboard.writeText(text),
  });

  let stopServing = (): void => undefined;
  contents.once('dom-ready', () => {
    const { port1, port2 } = new MessageChannelMain();
    const flooded = (): void => crashed('its page sent too many messages');
    stopServing = servePort(withoutFloods(mainWire(port1), () => performance.now(), flooded), service, setImmediate);
    contents.postMessage(channels.port, 'call-port', [port2]);
  });
  contents.on('input-event', (_event, { type }) => {
    if (touches.has(type)) consent.touched();
  });
  contents.on('render-process-gone', (_event, { reason, exitCode }) => crashed(`${reason} (${exitCode})`));
  contents.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
    if (isMainFrame) crashed(`did not load: ${description} (${code})`);
  });
  // A page that loads anew has lost its port and its conference.
  contents.once('did-navigate', () => contents.on('did-navigate', () => crashed('its page loaded anew')));
  // A load that fails has been told above.
  contents.loadURL(callAddress(place)).catch(() => undefined);
  frames.show(brief.placement, windowTitle(brief));

  const end = (): void => {
    over = true;
    ending.abort();
    const hadFocus = !contents.isDestroyed() && contents.isFocused();
    consents.end(session);
    stopServing();
    frames.dispose();
    if (!contents.isDestroyed()) contents.close();
    // Else the keyboard would lead nowhere until somebody clicks.
    if (hadFocus) toWorkspace();
    void clearCallSession(session).catch((error: unknown) => log.warn(`call session: ${String(error)}`));
  };
  return { view, session, consent, outbox, frames, end };
}

/** The one view in which calls take place. */
export function createCallView(parts: CallViewParts): CallView {
  let current: Open | undefined;
  const close = (): void => {
    current?.end();
    current = undefined;
  };
  return {
    open: (brief, events) => {
      close();
      current = open(parts, brief, events);
    },
    update: (brief) => {
      if (!current) return;
      current.outbox.update(brief);
      current.frames.show(brief.placement, windowTitle(brief));
    },
    command: (command) => {
      if (command === 'camera-on') current?.consent.allowCamera();
      if (command === 'share') current?.consent.allowPicker();
      current?.outbox.command(command);
    },
    stage: (bounds) => current?.frames.stage(bounds),
    focus: (direction) => {
      current?.frames.focus();
      current?.outbox.command(direction === 'forward' ? 'focus-first' : 'focus-last');
    },
    close,
  };
}

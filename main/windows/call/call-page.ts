import { clipboard, MessageChannelMain, WebContentsView, type Session, type WebContents, type WebPreferences } from 'electron';
import { join } from 'node:path';
import { servePort } from '../../../renderer/base/port-server.ts';
import type { CallGround } from '../../../renderer/call/contract.ts';
import { channels } from '../../ipc.ts';
import type { Log } from '../../log.ts';
import { mainWire } from '../../message-port.ts';
import type { Wall } from '../../walls/wall.ts';
import { withoutFloods } from './flood.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { callAddress, callPlace } from './place.ts';
import { createCallService, type InCall } from './service.ts';
import { callFolder, clearCallSession, openCallSession } from './session.ts';

export interface CallPageParts {
  /** The folder of the built program. */
  readonly dist: string;
  readonly walls: readonly Wall[];
  /** Foreign code in the page tried something that was refused: told once a page. */
  readonly refused: () => void;
  readonly log: Log;
}

/** A page at a deployment's origin, with a process and a partition of its own. It has no call before `begin`. */
export interface CallPage {
  readonly view: WebContentsView;
  readonly session: Session;
  readonly outbox: Outbox;
  /** Whether a call there can take place in this page. */
  standsAt(ground: CallGround): boolean;
  /** From now on it may ask for what a call needs. */
  begin(call: InCall): void;
  /** Called once its process has gone, or its page did not load. */
  whenGone(listener: (reason: string) => void): void;
  /** Ends the process and clears its partition. */
  end(): void;
}

/** Switched off: the choice in main's picker, which the page must have, outlasts the activation of a click. */
const disableBlinkFeatures = 'GetDisplayMediaRequiresUserActivation';
/** Of one page; more say nothing new. */
const loggedRefusals = 20;
const touches = new Set(['mouseDown', 'mouseUp', 'keyDown', 'rawKeyDown', 'touchEnd', 'gestureTap', 'pointerDown']);

function createView({ dist, walls }: CallPageParts, session: Session): WebContentsView {
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

/** Calls with the reason for which the page is of no use any more. */
function watch(contents: WebContents, gone: (reason: string) => void): void {
  contents.on('render-process-gone', (_event, { reason, exitCode }) => gone(`${reason} (${exitCode})`));
  contents.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
    if (isMainFrame) gone(`did not load: ${description} (${code})`);
  });
  // A page that loads anew has lost its port and its conference.
  contents.once('did-navigate', () => contents.on('did-navigate', () => gone('its page loaded anew')));
}

/** Opens it, in no window yet. Throws for a deployment that has no page. */
export function openCallPage(parts: CallPageParts, ground: CallGround): CallPage {
  const { dist, walls, log } = parts;
  const place = callPlace(ground.deployment, ground.relayOnly);
  let refusals = 0;
  const session = openCallSession(place, callFolder(dist), walls, (what) => {
    if (++refusals <= loggedRefusals) log.warn(`call view: refused ${what}`);
    if (refusals === 1) parts.refused();
  });
  const view = createView(parts, session);
  const { webContents: contents } = view;
  for (const wall of walls) wall.page?.(contents, place);
  const outbox = createOutbox();
  let call: InCall | undefined;
  const now = (): number => performance.now();
  const service = createCallService({ ground, outbox, inCall: () => call, log, copy: (text) => void clipboard.writeText(text), now });

  let over = false;
  let whenGone: (reason: string) => void = () => undefined;
  const gone = (reason: string): void => {
    if (over) return;
    log.error(`call view: ${reason}`);
    whenGone(reason);
  };
  let stopServing = (): void => undefined;
  contents.once('dom-ready', () => {
    const { port1, port2 } = new MessageChannelMain();
    stopServing = servePort(withoutFloods(mainWire(port1), now, () => gone('its page sent too many messages')), service, setImmediate);
    contents.postMessage(channels.port, 'call-port', [port2]);
  });
  contents.on('input-event', (_event, { type }) => {
    if (touches.has(type)) call?.consent.touched();
  });
  watch(contents, gone);
  // A load that fails is told by its event.
  contents.loadURL(callAddress(place)).catch(() => undefined);

  return {
    view,
    session,
    outbox,
    standsAt: (other) => JSON.stringify(other) === JSON.stringify(ground),
    begin: (next) => void (call = next),
    whenGone: (listener) => void (whenGone = listener),
    end: () => {
      over = true;
      stopServing();
      if (!contents.isDestroyed()) contents.close();
      void clearCallSession(session).catch((error: unknown) => log.warn(`call session: ${String(error)}`));
    },
  };
}

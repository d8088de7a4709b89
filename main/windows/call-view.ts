import type { BrowserWindow, Session } from 'electron';
import type { CallBrief } from '../../renderer/call/contract.ts';
import type { CallView, CallViewEvents } from '../calls/parts.ts';
import type { Consent, Consents, ScreenChoice } from '../walls/consent.ts';
import { openCallPage, type CallPage, type CallPageParts } from './call/call-page.ts';
import { createFrames, type Frames } from './call/frames.ts';
import type { WindowStateFile } from './window-state.ts';

export interface CallViewParts extends CallPageParts {
  readonly icon: string;
  readonly consents: Consents<Session>;
  readonly workspace: () => BrowserWindow | undefined;
  readonly state: WindowStateFile;
  /** Main's picker of what to share. */
  readonly pick: (audio: boolean, over: AbortSignal) => Promise<ScreenChoice | undefined>;
}

/** A page with its call. */
interface Open {
  readonly page: CallPage;
  readonly consent: Consent;
  readonly frames: Frames;
  readonly end: () => void;
}

const windowTitle = ({ title }: CallBrief): string => `${title} – Einklang`;

/** Whether the person has agreed to the camera by the way in which the call began. */
const beginsWithCamera = ({ media, prejoin, startCamera }: CallBrief): boolean =>
  media === 'video' || prejoin || startCamera;

function begin(parts: CallViewParts, page: CallPage, brief: CallBrief, events: CallViewEvents): Open {
  const { consents } = parts;
  const { view, session } = page;
  const consent = consents.begin(session, beginsWithCamera(brief));
  const ending = new AbortController();
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
  page.whenGone(events.crashed);
  page.begin({
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
    consent,
    pick: (audio) => parts.pick(audio, ending.signal),
  });
  page.outbox.update(brief);
  frames.show(brief.placement, windowTitle(brief));

  const end = (): void => {
    ending.abort();
    const { webContents: contents } = view;
    const hadFocus = !contents.isDestroyed() && contents.isFocused();
    consents.end(session);
    frames.dispose();
    page.end();
    // Else the keyboard would lead nowhere until somebody clicks.
    if (hadFocus) toWorkspace();
  };
  return { page, consent, frames, end };
}

/** The one view in which calls take place. */
export function createCallView(parts: CallViewParts): CallView {
  let current: Open | undefined;
  /** Of a call that rings. */
  let waiting: CallPage | undefined;
  const close = (): void => {
    current?.end();
    current = undefined;
  };
  const drop = (): void => {
    waiting?.end();
    waiting = undefined;
  };
  /** The page that waits, if it stands where the call takes place. */
  const take = (brief: CallBrief): CallPage | undefined => {
    const taken = waiting?.standsAt({ deployment: brief.deployment, relayOnly: brief.relayOnly }) ? waiting : undefined;
    if (taken) waiting = undefined;
    drop();
    return taken;
  };
  return {
    ready: (ground) => {
      if (!ground) return drop();
      if (current || waiting?.standsAt(ground)) return;
      drop();
      waiting = openCallPage(parts, ground);
      waiting.whenGone(drop);
    },
    open: (brief, events) => {
      close();
      const page = take(brief) ?? openCallPage(parts, { deployment: brief.deployment, relayOnly: brief.relayOnly });
      current = begin(parts, page, brief, events);
    },
    update: (brief) => {
      if (!current) return;
      current.page.outbox.update(brief);
      current.frames.show(brief.placement, windowTitle(brief));
    },
    command: (command) => {
      if (command === 'camera-on') current?.consent.allowCamera();
      if (command === 'share') current?.consent.allowPicker();
      current?.page.outbox.command(command);
    },
    stage: (bounds) => current?.frames.stage(bounds),
    focus: (direction) => {
      current?.frames.focus();
      current?.page.outbox.command(direction === 'forward' ? 'focus-first' : 'focus-last');
    },
    close,
  };
}

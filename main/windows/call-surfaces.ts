import { globalShortcut } from 'electron';
import type { Environment, Language } from '../../preload/contract.ts';
import { noCall, type CallCommand, type CallSnapshot } from '../../preload/contract/calls.ts';
import { createEmitter } from '../../renderer/base/listen.ts';
import type { CallSurfaceEvent, CallSurfaces } from '../calls/parts.ts';
import type { Notifications } from '../notifications.ts';
import { desktopText } from '../text.ts';
import type { TrayIcon } from '../tray.ts';
import { createDesktopKey } from './desktop-key.ts';
import { openOverlay, type SmallWindow, type SmallWindowParts } from './small-window.ts';

export interface SurfaceParts extends SmallWindowParts {
  readonly language: () => Language;
  readonly notifications: Notifications;
  readonly tray: (command: (command: CallCommand) => void) => TrayIcon;
  /** It rings without a sound. */
  readonly silent: () => boolean;
}

/** The surfaces of a call outside of its view and of the workspace. */
export interface OpenSurfaces extends CallSurfaces {
  environmentChanged(environment: Environment): void;
  dispose(): void;
}

/** Of the design's keyboard map; they work in any window, and in other programs too, while they mean something. */
const acceptKey = 'Ctrl+Shift+A';
const muteKey = 'Ctrl+Shift+M';

const ringingSize = { width: 432, height: 196 };
const presentingSize = { width: 712, height: 48 };

export function createCallSurfaces(parts: SurfaceParts): OpenSurfaces {
  const events = createEmitter<CallSurfaceEvent>();
  const command = (wanted: CallCommand): void => events.emit({ do: 'command', command: wanted });
  const tray = parts.tray(command);
  let snapshot: CallSnapshot = noCall;
  let ringing: { readonly callId: string; readonly small: SmallWindow; readonly takeBack: () => void } | undefined;
  let presenting: SmallWindow | undefined;

  const holdAccept = createDesktopKey(globalShortcut, acceptKey, () => {
    if (snapshot.ringing) events.emit({ do: 'answer', callId: snapshot.ringing.callId, camera: false });
  });
  const holdMute = createDesktopKey(globalShortcut, muteKey, () => events.emit({ do: 'mute-key' }));

  const showRinging = (): void => {
    const call = snapshot.ringing;
    if (ringing && ringing.callId !== call?.callId) {
      ringing.takeBack();
      ringing.small.close();
      ringing = undefined;
    }
    holdAccept(call !== undefined);
    if (!call || ringing) return;
    const small = openOverlay(parts, 'ringing', {
      corner: 'bottom-right',
      ...ringingSize,
      title: desktopText(parts.language()).smallWindows.ringing,
      query: parts.silent() ? { quiet: '' } : {},
    });
    const takeBack = parts.notifications.ringing(call, () => {
      if (!small.window.isDestroyed()) small.window.focus();
    });
    ringing = { callId: call.callId, small, takeBack };
  };

  const showPresenting = (): void => {
    const shares = snapshot.current?.sharing !== undefined;
    if (!shares) {
      presenting?.close();
      presenting = undefined;
    } else if (!presenting || presenting.window.isDestroyed()) {
      presenting = openOverlay(parts, 'presenting', {
        corner: 'top-centre',
        ...presentingSize,
        title: desktopText(parts.language()).smallWindows.presenting,
      });
      // Who sees the screen need not see the bar.
      presenting.window.setContentProtection(true);
    }
  };

  return {
    show: (next) => {
      snapshot = next;
      showRinging();
      showPresenting();
      holdMute(next.current !== undefined);
      tray.show(next);
      ringing?.small.tell('call', next);
      presenting?.tell('call', next);
    },
    notify: (kind, call) => {
      const { roomId } = call;
      const open = (): void => {
        if (roomId !== undefined) events.emit({ do: 'open-room', roomId });
      };
      if (kind === 'missed') parts.notifications.missed(call, open);
      else parts.notifications.roomCall(call, open);
    },
    events: (listener) => void events.listen(listener),
    environmentChanged: (environment) => {
      ringing?.small.tell('environment', environment);
      presenting?.tell('environment', environment);
      tray.show(snapshot);
    },
    dispose: () => {
      holdAccept(false);
      holdMute(false);
      ringing?.takeBack();
      ringing?.small.close();
      presenting?.close();
      tray.dispose();
    },
  };
}

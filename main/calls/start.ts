import { app, nativeTheme, powerMonitor, powerSaveBlocker, type BrowserWindow } from 'electron';
import { after } from '../timer.ts';
import { comeForward } from '../windows/come-forward.ts';
import { createCloseQuestion, type CloseQuestion } from './close-question.ts';
import { composeCalls, type ComposeParts } from './compose.ts';
import { parseMeetingLink } from './deployment/meeting-link.ts';
import { preferredHostIn } from './deployment/well-known.ts';
import { createCallHandlers, type CallHandlers } from './handlers.ts';
import type { CallSurfaces } from './parts.ts';
import { placeStage } from './stage-place.ts';

export interface CallsParts extends Omit<ComposeParts, 'now' | 'after' | 'surfaces' | 'theme' | 'keepAwake'> {
  readonly surfaces: CallSurfaces;
  readonly window: () => BrowserWindow | undefined;
}

export interface Calls {
  readonly handlers: CallHandlers;
  readonly closing: CloseQuestion;
  /** Whether an address is that of a meeting at an allowed host. */
  isMeeting(url: string): boolean;
  /** A homeserver's `/.well-known/matrix/client` was read on the way to signing in. */
  wellKnown(serverName: string, text: string): void;
  /** Language or theme have changed. */
  refresh(): void;
  /** Main's port leads to another engine now. */
  engineCame(): void;
  /** A workspace has loaded, perhaps anew: it says itself where the stage stands. */
  workspaceCame(): void;
  /** Ends the program, after a question where there is a call. */
  quit(): void;
}

function createDisplayLock(): (awake: boolean) => void {
  let lock: number | undefined;
  return (awake) => {
    if (lock !== undefined) powerSaveBlocker.stop(lock);
    lock = awake ? powerSaveBlocker.start('prevent-display-sleep') : undefined;
  };
}

/** Everything about calls, put together. */
export function startCalls({ surfaces, window, ...parts }: CallsParts): Calls {
  const { tell, log } = parts;
  const view = placeStage(parts.view);
  const { runner, engine, hosts, pictures, muteKey, engineCame, endCall } = composeCalls({
    ...parts,
    now: () => Date.now(),
    after,
    view,
    surfaces,
    theme: () => (nativeTheme.shouldUseDarkColors ? 'dark' : 'light'),
    keepAwake: createDisplayLock(),
  });
  const isBusy = (): boolean => runner.state().current !== undefined;
  const closing = createCloseQuestion({ window, isBusy, ask: () => tell('closeAsked', null), endCall });
  const showWorkspace = (): void => comeForward(window());
  const handlers = createCallHandlers({ runner, engine, hosts, pictures, muteKey, view, closeWindow: closing.close, showWorkspace });

  surfaces.events((event) => {
    switch (event.do) {
      case 'answer':
        return void Promise.resolve(handlers['call.answer'](event)).catch((error: unknown) =>
          log.warn(`calls: answer: ${String(error)}`),
        );
      case 'decline':
        return runner.send({ type: 'decline', callId: event.callId, message: event.message });
      case 'command':
        return runner.send({ type: 'command', command: event.command });
      case 'mute-key':
        return muteKey('desktop');
      case 'open-room':
        showWorkspace();
        return tell('roomAsked', { roomId: event.roomId });
    }
  });
  powerMonitor.on('suspend', () => runner.send({ type: 'suspend' }));
  powerMonitor.on('resume', () => {
    runner.send({ type: 'resume' });
    runner.send({ type: 'tick' });
  });
  nativeTheme.on('updated', runner.refresh);

  return {
    handlers,
    closing,
    engineCame,
    workspaceCame: () => view.stage(undefined),
    quit: () => {
      if (!closing.asks()) app.quit();
    },
    wellKnown: (serverName, text) => hosts.hear(serverName, preferredHostIn(text)),
    refresh: runner.refresh,
    isMeeting: (url) => {
      const meeting = parseMeetingLink(url);
      return meeting !== undefined && hosts.knows(meeting.host);
    },
  };
}

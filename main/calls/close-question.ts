import type { BrowserWindow } from 'electron';

export interface CloseParts {
  readonly window: () => BrowserWindow | undefined;
  /** A call is under way. */
  readonly isBusy: () => boolean;
  /** Asks the person, in the window. */
  readonly ask: () => void;
  /** Ends the call and waits until others know. */
  readonly endCall: () => Promise<void>;
}

/** During a call the workspace's window is closed only once the person has been asked. */
export interface CloseQuestion {
  guard(window: BrowserWindow): void;
  /** Whether a person has to be asked first, which is done then; for everything else that ends the program. */
  asks(): boolean;
  close(): Promise<void>;
  /** The program ends by another's will: nobody is asked any more. */
  waive(): void;
}

export function createCloseQuestion({ window, isBusy, ask, endCall }: CloseParts): CloseQuestion {
  let agreed = false;
  const asks = (): boolean => {
    const asking = window();
    // A page that has crashed would never ask.
    if (agreed || !isBusy() || !asking || asking.isDestroyed() || asking.webContents.isCrashed()) return false;
    if (asking.isMinimized()) asking.restore();
    asking.show();
    asking.focus();
    asking.webContents.focus(); // the keyboard may be in the call's view, where nobody asks
    ask();
    return true;
  };
  return {
    asks,
    guard: (guarded) =>
      guarded.on('close', (event) => {
        if (asks()) event.preventDefault();
      }),
    close: async () => {
      agreed = true;
      await endCall();
      window()?.close();
    },
    waive: () => void (agreed = true),
  };
}

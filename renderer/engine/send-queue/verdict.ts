import type { Failure } from '../../base/failure.ts';

/** What a failed try means for the message. */
export type Verdict =
  /** Try again after so many milliseconds. `everywhere`: the server's limit is one for all rooms. */
  | { readonly kind: 'again'; readonly afterMs: number; readonly everywhere: boolean }
  /** Nothing helps but a change that the transport announces (sign-in, sync, connection); looked at again after a while all the same. */
  | { readonly kind: 'hold'; readonly afterMs: number }
  /** The server refused for good: the person decides. */
  | { readonly kind: 'final' };

const firstWaitMs = 1_000;
const longestWaitMs = 60_000;
/** What is broken on this side may pass, but is not repeated for ever. */
const mostTriesOfBroken = 5;

/** Doubles from 1 s to 60 s; the second half of each wait is left to chance, so that clients do not come back at once. */
export function backOff(tries: number, random: () => number): number {
  const full = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(Math.max(tries - 1, 0), 16));
  return Math.round(full * (0.5 + random() / 2));
}

/** `tries` counts the failures in a row of this message in this run, this one included. */
export function verdictOn(failure: Failure, tries: number, random: () => number): Verdict {
  const again = (): Verdict => ({ kind: 'again', afterMs: backOff(tries, random), everywhere: false });
  switch (failure.code) {
    case 'forbidden':
    case 'too-large':
    case 'not-found':
    case 'refused':
      return { kind: 'final' };
    case 'rate-limited':
      return { kind: 'again', afterMs: failure.retryAfterMs ?? backOff(tries, random), everywhere: true };
    case 'expired-session':
    case 'account-locked':
    case 'not-ready':
      return { kind: 'hold', afterMs: longestWaitMs };
    case 'encryption-failed':
    case 'internal':
      return tries >= mostTriesOfBroken ? { kind: 'final' } : again();
    // Offline, a name that is not found, a certificate, a server in trouble: all of it passes.
    default:
      return again();
  }
}

import type { Unsubscribe } from '../../renderer/base/listen.ts';

export type CallPresence = 'none' | 'call' | 'presenting';

export interface PresenceParts {
  /** Policy `calls.presence`. */
  readonly allowed: boolean;
  readonly set: (presence: CallPresence) => Promise<unknown>;
  readonly after: (ms: number, then: () => void) => Unsubscribe;
  /** Answers whether to try again: there may be no account any more. */
  readonly failed: (error: unknown) => boolean;
}

/** Brings the account's presence to what it should be, one request after the other, however often that changes. */
export interface PresenceKeeper {
  want(presence: CallPresence): void;
  /** An engine has come that may not know what the one before was told. */
  again(): void;
  /** Resolves when it stands as wanted, or cannot for now. */
  settled(): Promise<void>;
}

/** A page could begin and end sharing with each report: others need not see each of them. */
const gapMs = 1_000;
const retryMs = 5_000;

export function createPresence({ allowed, set, after, failed }: PresenceParts): PresenceKeeper {
  let wanted: CallPresence = 'none';
  /** Undefined: nobody knows, after a request that failed. */
  let told: CallPresence | undefined = 'none';
  let running: Promise<void> | undefined;
  let stopRetry: Unsubscribe = () => undefined;
  const pause = (ms: number): Promise<void> => new Promise((resolve) => void after(ms, resolve));

  const bring = async (): Promise<void> => {
    while (told !== wanted) {
      const next = wanted;
      try {
        await set(next);
        told = next;
        if (told !== wanted && wanted !== 'none') await pause(gapMs);
      } catch (error) {
        told = undefined;
        stopRetry();
        if (failed(error)) stopRetry = after(retryMs, go);
        return;
      }
    }
  };
  const go = (): void => {
    if (!allowed || running) return;
    running = bring().finally(() => (running = undefined));
  };

  return {
    want: (presence) => {
      wanted = presence;
      go();
    },
    again: () => {
      if (wanted !== 'none' || told !== 'none') told = undefined;
      go();
    },
    settled: () => running ?? Promise.resolve(),
  };
}

import type { Session } from 'electron';
import type { Failure } from '../../renderer/base/failure.ts';
import { netErrorName, netFailure, NetError } from './net-errors.ts';
import type { Ask } from './request.ts';

/** How long an error that was seen still explains a failure, in milliseconds. */
const freshMs = 10_000;
const probeLimits = { timeoutMs: 8_000, maxBytes: 100_000 };
/** Cancelled by the page itself: says nothing about the network. */
const ownDoing = 'ERR_ABORTED';

export interface Explainer {
  seen(address: string, error: string): void;
  answered(address: string): void;
  /** Why a request to this address failed: by what was seen just now, else by asking the server once. */
  explain(address: string): Promise<Failure>;
}

interface Parts {
  readonly ask: Ask;
  readonly allows: (address: string) => boolean;
  readonly isOnline: () => boolean;
  readonly now: () => number;
}

/** Keeps the last error of each origin; there are as many as the allowlist has hosts, and refused ones are not kept. */
export function createExplainer({ ask, allows, isOnline, now }: Parts): Explainer {
  const errors = new Map<string, { readonly name: string; readonly at: number }>();
  const probe = async (origin: string): Promise<Failure> => {
    try {
      await ask(`${origin}/_matrix/client/versions`, probeLimits);
      return { code: 'unreachable', detail: 'failed, but answers now' };
    } catch (error) {
      return netFailure(error instanceof NetError ? error.reason : 'ERR_FAILED', isOnline());
    }
  };
  return {
    seen: (address, error) => {
      const name = netErrorName(error);
      if (name !== ownDoing && allows(address)) errors.set(new URL(address).origin, { name, at: now() });
    },
    answered: (address) => void errors.delete(new URL(address).origin),
    explain: async (address) => {
      if (!allows(address)) return netFailure('ERR_BLOCKED_BY_CLIENT', isOnline());
      const { origin } = new URL(address);
      const error = errors.get(origin);
      return error && now() - error.at < freshMs ? netFailure(error.name, isOnline()) : probe(origin);
    },
  };
}

/** Lets the explainer see what the session's requests meet. */
export function watchRequests(session: Session, explainer: Explainer): void {
  const filter = { urls: ['http://*/*', 'https://*/*'] };
  session.webRequest.onErrorOccurred(filter, ({ url, error }) => explainer.seen(url, error));
  session.webRequest.onCompleted(filter, ({ url }) => explainer.answered(url));
}

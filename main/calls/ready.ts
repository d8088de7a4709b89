import type { CallGround } from '../../renderer/call/contract.ts';
import { toFailure } from '../../renderer/base/failure.ts';
import type { CallSubject } from '../../preload/contract/calls.ts';
import type { Log } from '../log.ts';
import type { Place, Ready } from './machine/state.ts';
import type { CallView } from './parts.ts';

/** A token older than this is fetched anew: what it rests on expires. */
const freshMs = 60_000;

export interface ReadinessParts {
  readonly now: () => number;
  readonly prepare: (subject: CallSubject, place: Place) => Promise<Place>;
  readonly ground: (host: string) => CallGround;
  readonly view: Pick<CallView, 'ready'>;
  readonly token: (subject: CallSubject, place: Place) => Promise<string | undefined>;
  readonly log: Log;
}

/**
 * What is fetched while it rings, so that whoever answers need not wait for it: how one signs in at the deployment, the
 * page with the deployment's library, and a token, which main keeps. Whatever fails here is fetched, and told, once
 * there is a call.
 */
export interface Readiness {
  /** `undefined`: there is no such call any more, or one is in it. */
  want(call: Ready | undefined): void;
  /** The token for a call's first connection, if it was fetched and is fresh: once. */
  take(callId: string): Promise<string | undefined> | undefined;
}

export function createReadiness({ now, prepare, ground, view, token, log }: ReadinessParts): Readiness {
  let wanted: Ready | undefined;
  let fetched: { readonly token: Promise<string | undefined>; readonly ts: number } | undefined;

  const fetch = async (call: Ready): Promise<void> => {
    const place = await prepare(call.subject, call.place);
    if (wanted !== call) return;
    const fetching = token(call.subject, place);
    fetched = { token: fetching, ts: now() };
    view.ready(ground(place.domain));
    await fetching;
  };
  return {
    want: (call) => {
      wanted = call;
      fetched = undefined;
      if (!call) return view.ready(undefined);
      fetch(call).catch((error: unknown) => {
        if (wanted === call) fetched = undefined;
        log.info(`calls: not made ready: ${toFailure(error).code}`);
      });
    },
    take: (callId) => {
      if (wanted?.subject.callId !== callId || !fetched || now() - fetched.ts > freshMs) return undefined;
      const taken = fetched.token;
      fetched = undefined;
      return taken;
    },
  };
}

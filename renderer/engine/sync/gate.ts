import type { Log } from '../session/log.ts';
import { noteArrival } from './arrival.ts';
import { readPushRules } from './push-rules.ts';
import { readSyncResponse, type SyncUpdate } from './response.ts';
import { forSdk } from './sdk-response.ts';

/** Stands between the server and the SDK: what comes in is checked, the store gets all of it, the SDK its part. */
export interface SyncGate {
  readonly fetch: typeof globalThis.fetch;
  /** The whole of the response that the SDK has processed; undefined where it did not come through this gate. */
  take(nextBatch: string): SyncUpdate | undefined;
  /** Ends the sync request that is open: after a sleep it may wait on a line that is long dead. */
  interrupt(): void;
}

export function createSyncGate(fetch: typeof globalThis.fetch, ownUserId: string, log: Log): SyncGate {
  let waiting: SyncUpdate | undefined;
  let open: AbortController | undefined;

  const readSync = (json: unknown, initial: boolean): unknown => {
    const update = readSyncResponse(json, ownUserId, initial);
    if (update.skipped > 0) log.warn(`sync: left out ${update.skipped} malformed parts`);
    waiting = { ...update, rooms: noteArrival(update.rooms, Date.now()) };
    return forSdk(update);
  };

  return {
    fetch: async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      if (url.pathname.endsWith('/client/v3/sync')) {
        open = new AbortController();
        const signal = init?.signal ? AbortSignal.any([init.signal, open.signal]) : open.signal;
        const response = await fetch(input, { ...init, signal });
        return response.ok ? replaceJson(response, (json) => readSync(json, !url.searchParams.has('since'))) : response;
      }
      const response = await fetch(input, init);
      return response.ok && url.pathname.endsWith('/client/v3/pushrules/') ? replaceJson(response, readPushRules) : response;
    },
    take(nextBatch) {
      const update = waiting?.nextBatch === nextBatch ? waiting : undefined;
      waiting = undefined;
      return update;
    },
    interrupt: () => open?.abort(),
  };
}

/** The response with another body, without serialising it again. */
async function replaceJson(response: Response, replace: (json: unknown) => unknown): Promise<Response> {
  const json: unknown = replace(await response.json());
  return Object.assign(new Response(null, { status: response.status }), { json: async () => json });
}

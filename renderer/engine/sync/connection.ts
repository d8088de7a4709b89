import { ClientEvent, SyncState, type MatrixClient } from 'matrix-js-sdk';
import type { Failure } from '../../base/failure.ts';
import type { Connection } from '../contract.ts';
import { explain, sdkFailure } from '../session/failures.ts';
import type { Host } from '../session/host.ts';

interface Options {
  readonly client: MatrixClient;
  readonly host: Host;
  readonly baseUrl: string;
  /** This device has never been through a classic sync. */
  readonly first: boolean;
  readonly changed: (connection: Connection) => void;
}

/** The SDK asks again after five to ten seconds; it does not say when exactly. */
const latestRetryMs = 10_000;

/** Follows the sync loop and says how the program stands with the server; returns the way to stop. */
export function followConnection({ client, host, baseUrl, first, changed }: Options): () => void {
  let through = false;
  let lostAt: number | undefined;
  /** Counts states, so that an explanation that comes late does not overwrite a newer one. */
  let turn = 0;

  const offline = async (error: unknown): Promise<void> => {
    const mine = turn;
    const since = (lostAt ??= Date.now());
    const failure = await reasonOf(error);
    if (mine === turn) changed({ state: 'offline', since, failure, retryAt: Date.now() + latestRetryMs });
  };

  const reasonOf = async (error: unknown): Promise<Failure> => {
    const { failure } = sdkFailure(error);
    return failure.code === 'offline' || failure.code === 'internal' ? explain(host, `${baseUrl}/_matrix/client/versions`) : failure;
  };

  const onSync = (state: SyncState, _before: SyncState | null, data?: { fromCache?: boolean; error?: Error }): void => {
    if (state === SyncState.Stopped || data?.fromCache) return;
    turn += 1;
    if (state === SyncState.Error) return void offline(data?.error);
    if (state === SyncState.Reconnecting || state === SyncState.Catchup) {
      lostAt ??= Date.now();
      return changed({ state: first && !through ? 'catching-up' : 'connecting' });
    }
    // Each sync says so again; only the first of them is news.
    if (through && lostAt === undefined) return;
    through = true;
    lostAt = undefined;
    changed({ state: 'online' });
  };

  changed({ state: first ? 'catching-up' : 'connecting' });
  client.on(ClientEvent.Sync, onSync);
  return () => {
    turn += 1;
    client.off(ClientEvent.Sync, onSync);
  };
}

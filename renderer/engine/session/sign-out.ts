import { fail, toFailure } from '../../base/failure.ts';
import type { SignOutCost } from '../contract.ts';
import type { Host } from './host.ts';
import type { Log } from './log.ts';
import type { OpenSession } from './open-session.ts';
import { removeSecrets } from './secrets.ts';

/** What would be lost now. */
export async function signOutCost({ queue, keysBackedUp }: OpenSession): Promise<SignOutCost> {
  return {
    unsent: queue.messages().filter(({ state }) => state !== 'sent').length,
    drafts: queue.drafts().length,
    keysBackedUp: await keysBackedUp().catch(() => false),
  };
}

/**
 * Ends the session at the server; a session that the server does not know is ended.
 * @throws FailureError with the codes of requests where the server could not be asked or did not do it
 */
export async function endAtServer({ request }: OpenSession): Promise<void> {
  await request('POST', '/_matrix/client/v3/logout', { body: {} }).catch((error: unknown) => {
    const { code, detail } = toFailure(error);
    if (code !== 'expired-session') throw fail(code, detail);
  });
}

/** Removes every local trace; main then clears the profile's storage and starts the engine anew. */
export async function removeTraces(host: Host, log: Log, { chat, queue }: OpenSession): Promise<void> {
  chat.close();
  queue.close();
  // Without their keys the databases are noise, whatever becomes of the rest.
  await removeSecrets(host).catch((error: unknown) => log.error('secrets could not be removed', error));
  await host.request('profile.erase', {});
}

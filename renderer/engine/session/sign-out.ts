import { fail, toFailure } from '../../base/failure.ts';
import type { SignOutCost } from '../contract.ts';
import type { Host } from './host.ts';
import type { QueueStore } from '../store/api.ts';
import type { OpenSession } from './open-session.ts';
import type { Stores } from './start.ts';

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

const erasingKey = 'erasing';

/** True where a sign-out did not come to its end. */
export const isErasing = (queue: QueueStore): boolean => queue.setting(erasingKey) === true;

/** Has main remove every local trace: it closes the engine, clears secrets and storage, and starts the engine anew. */
export async function removeTraces(host: Host, { chat, queue }: Stores): Promise<void> {
  queue.putSetting(erasingKey, true);
  chat.close();
  queue.close();
  await host.request('profile.erase', {});
}

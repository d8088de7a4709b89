import { fail, toFailure } from '../../base/failure.ts';
import type { KeychainState } from '../../../preload/contract.ts';
import type { KeychainProblem } from '../contract.ts';
import type { ChatStore, OpenStores, QueueStore } from '../store/api.ts';
import { readAccount, type StoredAccount } from './account.ts';
import type { Host } from './host.ts';
import type { Log } from './log.ts';
import type { Credentials } from './open-session.ts';
import { keyHost, readCredentials } from './secrets.ts';
import type { SessionTopic } from './state.ts';

export interface Stores {
  readonly chat: ChatStore;
  readonly queue: QueueStore;
}

/** What a start finds: stores that are open, and the account with its secrets where somebody is signed in. */
export interface Found {
  readonly stores: Stores;
  readonly session: { readonly account: StoredAccount; readonly credentials: Credentials | undefined } | undefined;
}

interface Options {
  readonly host: Host;
  readonly log: Log;
  readonly openStores: OpenStores;
  readonly topic: SessionTopic;
  /** Resolves when the person asks for another try. */
  readonly retried: () => Promise<void>;
}

/**
 * Opens what the profile has. While the keychain keeps it from that, the topic says so, and it goes on when the
 * keychain is there or the person asks. Nothing is made anew over what cannot be read: a fault stays until the person
 * has done something about it.
 */
export async function findSession(options: Options): Promise<Found> {
  const { host, log, topic, retried } = options;
  const keychain = followKeychain(host, (state) => {
    const { phase } = topic.get();
    if (state === 'waiting' && phase === 'starting') topic.set({ phase: 'keychain', problem: 'locked' });
    if (state === 'ready' && phase === 'keychain') topic.set({ phase: 'starting' });
  });
  try {
    for (;;) {
      try {
        return await findOnce(options);
      } catch (error) {
        const failure = toFailure(error);
        const problem = keychainProblems[failure.code];
        log.warn('the profile could not be opened', error);
        topic.set(problem ? { phase: 'keychain', problem } : { phase: 'store-fault', failure });
        await (problem && problem !== 'changed' ? Promise.race([retried(), keychain.ready()]) : retried());
        topic.set({ phase: 'starting' });
      }
    }
  } finally {
    keychain.stop();
  }
}

const keychainProblems: Readonly<Record<string, KeychainProblem>> = {
  'keychain-missing': 'missing',
  'keychain-refused': 'refused',
  'keychain-changed': 'changed',
};

async function findOnce({ host, openStores }: Options): Promise<Found> {
  const [outcome, credentials] = await Promise.all([openStores(keyHost(host)), readCredentials(host)]);
  if (outcome.outcome === 'failed') throw fail(outcome.failure.code, outcome.failure.detail);
  if (outcome.outcome === 'chat-failed') {
    outcome.queue.close();
    throw fail(outcome.failure.code, outcome.failure.detail);
  }
  const { chat, queue } = outcome;
  const account = readAccount(queue);
  if (account && !account.expired && !credentials) {
    chat.close();
    queue.close();
    throw fail('keychain-changed', 'a secret of the session is gone');
  }
  return { stores: { chat, queue }, session: account ? { account, credentials } : undefined };
}

/** The keychain as main sees it; `ready` resolves the next time it comes to that. */
function followKeychain(
  host: Host,
  changed: (state: KeychainState) => void,
): { ready(): Promise<void>; stop(): void } {
  let waiting: (() => void)[] = [];
  const stop = host.follow('keychain', {}, {
    state: ({ head }) => {
      changed(head);
      if (head !== 'ready') return;
      for (const resolve of waiting) resolve();
      waiting = [];
    },
  });
  return { ready: () => new Promise((resolve) => waiting.push(resolve)), stop };
}

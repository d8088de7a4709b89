import { fail } from '../../base/failure.ts';
import { createEmitter, type Unsubscribe } from '../../base/listen.ts';
import type { EngineContract, Homeserver } from '../contract.ts';
import type { OpenStores, QueueStore } from '../store/api.ts';
import { publicAccount, readAccount, writeAccount, type StoredAccount } from './account.ts';
import { createGuardedFetch } from './guarded-fetch.ts';
import type { Host } from './host.ts';
import { createAsk, type Ask, type Refusal } from './http.ts';
import type { Log } from './log.ts';
import { openSession, type Credentials, type OpenSession } from './open-session.ts';
import { keepCredentials } from './secrets.ts';
import { logOut, signIn, type Login } from './sign-in.ts';
import { endAtServer, isErasing, removeTraces, signOutCost } from './sign-out.ts';
import { findSession, type Stores } from './start.ts';
import { createSessionTopic, type SessionTopic } from './state.ts';

type Requests = EngineContract['requests'];
type LifeRequest = Extract<keyof Requests, `session.${string}`> | 'encryption.recover';

/** The session from the program's start to its end: keychain, stores, sign-in, expiry, sign-out. */
export interface Life {
  readonly topic: SessionTopic;
  readonly requests: {
    readonly [K in LifeRequest]: (args: Requests[K]['args']) => Promise<Requests[K]['result']>;
  };
  /** The account with its stores; undefined before and without a sign-in. */
  session(): OpenSession | undefined;
  /** Called when it opens, is replaced or closes. */
  listen(listener: (session: OpenSession | undefined) => void): Unsubscribe;
  /** The machine is on the network again, or has slept: asks the server at once. */
  wake(line: 'idle' | 'broken'): void;
}

interface Options {
  readonly host: Host;
  readonly log: Log;
  readonly openStores: OpenStores;
}

export function createLife({ host, log, openStores }: Options): Life {
  const topic = createSessionTopic();
  const changes = createEmitter<OpenSession | undefined>();
  const retries = createEmitter<undefined>();
  let stores: Stores | undefined;
  let session: OpenSession | undefined;
  let signingIn = false;
  let signingOut = false;

  const replace = (next: OpenSession | undefined): void => {
    session?.disconnect();
    session = next;
    changes.emit(next);
  };

  const open = (account: StoredAccount, { chat, queue }: Stores): OpenSession => {
    chat.putOwnUser(account.userId);
    /** Later changes of the account, as long as it is the one that is open. */
    const keep = (change: Partial<StoredAccount>): StoredAccount => {
      const kept = { ...(readAccount(queue) ?? account), ...change };
      if (session === opened) writeAccount(queue, kept);
      return kept;
    };
    const opened: OpenSession = openSession({
      host,
      log,
      chat,
      queue,
      account,
      fetch: createGuardedFetch(account.homeserver.baseUrl),
      events: {
        connection: (connection) => topic.update({ connection }),
        encryption: (encryption) => topic.update({ encryption }),
        expired: (refusal) => expire(opened, refusal),
        fault: (failure) => {
          // What can no longer be written is not fetched either: the server keeps it for the next start.
          opened.disconnect();
          topic.set({ phase: 'store-fault', failure });
        },
        cryptoMade: () => keep({ cryptoMade: true }),
        takenOver: () => keep({ former: undefined }),
        profile: (profile) => {
          topic.update({ account: publicAccount(keep(profile)) });
        },
        roomOpened: (roomId) => {
          queue.putSetting(lastOpenRoomKey, roomId);
          topic.update({ lastOpenRoom: roomId }); // a window that loads anew goes on there
        },
      },
    });
    topic.set({
      phase: account.expired ? 'expired' : 'signed-in',
      account: publicAccount(account),
      connection: { state: 'connecting' },
      encryption: { state: 'unknown' },
      lastOpenRoom: lastOpenRoom(queue),
      queued: waiting(queue),
    });
    replace(opened);
    return opened;
  };

  const connect = async (opened: OpenSession, credentials: Credentials): Promise<void> => {
    await host.request('network.homeserver', { baseUrl: opened.account.homeserver.baseUrl });
    opened.connect(credentials);
  };

  /** The server no longer knows the session. Everything stays; the person is asked for the password. */
  const expire = (opened: OpenSession, { softLogout }: Refusal): void => {
    // On the way out the server may say so to a sync before it has answered the sign-out itself.
    if (session !== opened || signingOut || topic.get().phase !== 'signed-in') return;
    log.info(`the server has ended the session (${softLogout ? 'soft' : 'hard'})`);
    const known = readAccount(opened.queue) ?? opened.account;
    const account: StoredAccount = { ...known, expired: softLogout ? 'soft' : 'hard' };
    writeAccount(opened.queue, account);
    open(account, opened);
  };

  const start = async (): Promise<void> => {
    const retried = (): Promise<void> =>
      new Promise((resolve) => {
        const stop = retries.listen(() => (stop(), resolve()));
      });
    const found = await findSession({ host, log, openStores, topic, retried });
    stores = found.stores;
    const { queue } = stores;
    if (isErasing(queue)) {
      topic.set({ phase: 'signing-out' });
      return removeTraces(host, stores);
    }
    queue.listen(({ messages }) => {
      if (messages.size > 0) topic.update({ queued: waiting(queue) });
    });
    if (!found.session) return topic.set({ phase: 'signed-out' });
    const { account, credentials } = found.session;
    const opened = open(account, stores);
    if (!account.expired && credentials) await connect(opened, credentials);
  };

  const login = async (homeserver: Homeserver, user: string, password: string, deviceId?: string): Promise<[Ask, Login]> => {
    await host.request('network.homeserver', { baseUrl: homeserver.baseUrl });
    const ask = createAsk(homeserver.baseUrl, createGuardedFetch(homeserver.baseUrl));
    const { deviceName } = await host.request('environment.read', {});
    return [ask, await signIn(host, ask, { user, password, deviceId, deviceName })];
  };

  /** The session counts from the moment the account is written, and its secrets are in the keychain by then. */
  const begin = async (account: StoredAccount, accessToken: string, password: string, at: Stores): Promise<void> => {
    const credentials = await keepCredentials(host, accessToken);
    writeAccount(at.queue, account);
    await connect(open(account, at), { ...credentials, password });
  };

  const signInAt = async (homeserver: Homeserver, user: string, password: string, at: Stores): Promise<void> => {
    const [ask, { userId, deviceId, accessToken }] = await login(homeserver, user, password);
    try {
      await begin(newAccount(userId, deviceId, homeserver), accessToken, password, at);
    } catch (error) {
      // Nobody will use this session: the keychain or the store did not take it.
      await logOut(ask, accessToken);
      throw error;
    }
  };

  const needSession = (): OpenSession => {
    if (!session) throw fail('not-signed-in');
    return session;
  };

  const requests: Life['requests'] = {
    'session.signIn': async ({ homeserver: typed, user, password }) => {
      if (session && isAccount(session.account, user)) return null;
      if (session) throw fail('other-account');
      if (!stores || signingIn) throw fail('not-ready');
      const homeserver = { serverName: typed.serverName, baseUrl: typed.baseUrl.replace(/\/+$/, '') };
      signingIn = true;
      try {
        await signInAt(homeserver, user, password, stores);
      } finally {
        signingIn = false;
      }
      return null;
    },
    'session.reauthenticate': async ({ password }) => {
      const expired = needSession();
      const { account } = expired;
      if (!account.expired) return null;
      const known = account.expired === 'soft' ? account.deviceId : undefined;
      const [ask, { userId, deviceId, accessToken }] = await login(account.homeserver, account.userId, password, known);
      if (userId !== account.userId) {
        await logOut(ask, accessToken);
        throw fail('other-account');
      }
      const device = deviceId === account.deviceId ? {} : newDevice(account, deviceId);
      await begin({ ...account, ...device, expired: undefined }, accessToken, password, expired);
      return null;
    },
    'session.signOutCost': () => signOutCost(needSession()),
    'session.signOut': async ({ force }) => {
      if (!session) return null;
      const leaving = session;
      // Until the server has let go, all stays as it is: whoever it keeps is told why, where they asked.
      signingOut = true;
      try {
        await endAtServer(leaving);
      } catch (error) {
        log.warn('the server did not end the session', error);
        if (!force) throw error;
      } finally {
        signingOut = false;
      }
      topic.set({ phase: 'signing-out' });
      replace(undefined);
      stores = undefined;
      await removeTraces(host, leaving);
      return null;
    },
    'session.retry': async () => {
      retries.emit(undefined);
      session?.retry('idle');
      const state = topic.get();
      if ('encryption' in state && state.encryption.state === 'failed') session?.settleEncryption();
      return null;
    },
    'encryption.recover': async ({ recoveryKey }) => {
      await needSession().recover(recoveryKey);
      return null;
    },
  };

  start().catch((error: unknown) => log.error('the engine could not start', error));
  return {
    topic,
    requests,
    session: () => session,
    listen: changes.listen,
    wake: (line) => session?.retry(line),
  };
}

const lastOpenRoomKey = 'lastOpenRoom';

/** True where `user` is what somebody types who means this account. */
const isAccount = ({ userId }: StoredAccount, user: string): boolean =>
  user.trim() === userId || `@${user.trim()}` === userId.split(':')[0];

const newAccount = (userId: string, deviceId: string, homeserver: Homeserver): StoredAccount => ({
  userId,
  deviceId,
  homeserver,
  displayName: undefined,
  avatar: undefined,
  cryptoPrefix: `crypto-${deviceId}`,
  cryptoMade: false,
  expired: undefined,
  former: undefined,
});

/** A new device has new keys, in databases of its own; the old one's message keys are taken over when it starts. */
const newDevice = ({ deviceId: formerId, cryptoPrefix }: StoredAccount, deviceId: string): Partial<StoredAccount> => ({
  deviceId,
  cryptoPrefix: `crypto-${deviceId}`,
  cryptoMade: false,
  former: { deviceId: formerId, cryptoPrefix },
});

function lastOpenRoom(queue: QueueStore): string | undefined {
  const roomId = queue.setting(lastOpenRoomKey);
  return typeof roomId === 'string' ? roomId : undefined;
}

const waiting = (queue: QueueStore): number =>
  queue.messages().filter(({ state }) => state === 'queued' || state === 'sending').length;

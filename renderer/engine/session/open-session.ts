import { fail, toFailure, type Failure } from '../../base/failure.ts';
import { createEmitter, type Unsubscribe } from '../../base/listen.ts';
import type { Connection, EncryptionSetup } from '../contract.ts';
import { createMedia, type Media } from '../media/open.ts';
import { createRoomCommands, type RoomCommands } from '../rooms/commands.ts';
import type { ChatStore, QueueStore } from '../store/api.ts';
import { paintFirst } from '../sync/first-paint.ts';
import { createHistory } from '../sync/history.ts';
import { createMemberFetch } from '../sync/members.ts';
import { createReceipts, type Receipts } from '../sync/receipts.ts';
import { countUnread } from '../sync/unread.ts';
import type { StoredAccount } from './account.ts';
import type { History, Request, Transport } from './api.ts';
import { fromBase64 } from './bytes.ts';
import { explain, unreachable } from './failures.ts';
import type { Host } from './host.ts';
import type { Refusal } from './http.ts';
import type { Log } from './log.ts';
import type { Online } from './online.ts';
import { readProfile, type Profile } from './profile.ts';
import { createRequest } from './request.ts';

/** What a session needs to speak with the server; absent while it has expired. */
export interface Credentials {
  readonly accessToken: string;
  /** Base64, 32 bytes. */
  readonly cryptoKey: string;
  readonly password?: string;
}

export interface SessionEvents {
  readonly connection: (connection: Connection) => void;
  readonly encryption: (state: EncryptionSetup) => void;
  readonly expired: (refusal: Refusal) => void;
  readonly fault: (failure: Failure) => void;
  readonly cryptoMade: () => void;
  readonly takenOver: () => void;
  /** The person's own name and picture as the server has them now. */
  readonly profile: (profile: Profile) => void;
  /** The room in front of the person is another now. */
  readonly roomOpened: (roomId: string) => void;
}

export interface OpenSessionOptions {
  readonly host: Host;
  readonly log: Log;
  readonly chat: ChatStore;
  readonly queue: QueueStore;
  readonly account: StoredAccount;
  readonly fetch: typeof globalThis.fetch;
  readonly events: SessionEvents;
}

/** An account with its stores open: readable at once, and connected as soon as `connect` has credentials. */
export interface OpenSession {
  readonly account: StoredAccount;
  readonly log: Log;
  readonly chat: ChatStore;
  readonly queue: QueueStore;
  readonly request: Request;
  readonly transport: Transport;
  readonly history: History;
  /** Whether the server is heard at the moment. */
  readonly reachability: { now(): boolean; listen(listener: () => void): Unsubscribe };
  /** Has this done before the first sync, which tells everybody that the account is there; a moment is waited for it. */
  beforeSync(work: () => Promise<unknown>): Unsubscribe;
  readonly rooms: RoomCommands;
  readonly receipts: Receipts;
  readonly media: (mxc: string, size: number) => Promise<Media>;
  /** Loads the SDK and starts it; what comes of it is told by the events. */
  connect(credentials: Credentials): void;
  recover(recoveryKey: string): Promise<void>;
  retry(line: 'idle' | 'broken'): void;
  settleEncryption(): void;
  keysBackedUp(): Promise<boolean>;
  /** Ends what speaks with the server; the stores stay open. */
  disconnect(): void;
}

/** So long the first sync waits for what is to come before it. */
const beforeSyncMs = 2_000;

export function openSession(options: OpenSessionOptions): OpenSession {
  const { host, log, chat, queue, account, fetch, events } = options;
  const { userId, deviceId, homeserver } = account;
  const tryNow = createEmitter<undefined>();
  const reachable = createEmitter<undefined>();
  let isReachable = false;
  let credentials: Credentials | undefined;
  let connecting: Promise<void> | undefined;
  let online: Online | undefined;
  let ended = false;
  const isEnded = (): boolean => ended;

  const token = (): string | undefined => credentials?.accessToken;
  const asking = { baseUrl: homeserver.baseUrl, fetch, token, expired: events.expired };
  const request = createRequest({ ...asking, unreachable: (url) => unreachable(host, url) });
  // The send queue tries again in any case: it does not wait until main has found out why.
  const sending = createRequest({ ...asking, unreachable: async () => fail('offline') });
  const history = createHistory({ chat, request, decryption: () => online?.decryption });
  const recount = (roomIds: Iterable<string>): void => {
    for (const roomId of roomIds) {
      const unread = countUnread(chat, roomId, userId);
      if (unread) chat.putUnread(roomId, unread);
    }
  };
  const receipts = createReceipts({ chat, request, ownUserId: userId, log, read: (roomId) => recount([roomId]) });
  const fetchMembers = createMemberFetch({ chat, request, log });

  const onConnection = (connection: Connection): void => {
    events.connection(connection);
    const before = isReachable;
    isReachable = connection.state === 'online';
    if (isReachable !== before) reachable.emit(undefined);
    if (!isReachable || before) return;
    tryNow.emit(undefined);
    void receipts.flush();
    void refreshProfile();
  };

  const refreshProfile = (): Promise<void> =>
    readProfile(request, userId).then(events.profile, (error: unknown) => log.info('own profile not read', error));

  const paint = async (): Promise<void> => {
    if (chat.nextBatch() !== undefined) return;
    await paintFirst(chat, request, userId).catch((error: unknown) => log.info('first paint has to wait for the sync', error));
  };

  const works = new Set<() => Promise<unknown>>();
  const workBeforeSync = (): Promise<unknown> =>
    Promise.race([
      Promise.allSettled([...works].map((work) => work())),
      new Promise((resolve) => setTimeout(resolve, works.size === 0 ? 0 : beforeSyncMs)),
    ]);

  const connect = async (given: Credentials): Promise<void> => {
    const worked = workBeforeSync();
    const painted = paint();
    void refreshProfile();
    const { goOnline } = await import('./online.ts');
    // The first paint goes first: its one answer is quick, and the SDK's start would compete with it.
    await Promise.all([painted, worked]);
    if (isEnded()) return;
    const started = await goOnline({
      host,
      log,
      chat,
      account,
      accessToken: given.accessToken,
      cryptoKey: fromBase64(given.cryptoKey),
      password: given.password,
      fetch,
      request: sending,
      connection: onConnection,
      encryption: events.encryption,
      written: recount,
      expired: events.expired,
      fault: events.fault,
      cryptoMade: events.cryptoMade,
      takenOver: events.takenOver,
    });
    if (isEnded()) started.stop();
    else online = started;
  };

  /** Starts, or tries again after a start that failed. */
  const start = (): void => {
    if (connecting || online || !credentials) return;
    connecting = connect(credentials)
      .catch(async (error: unknown) => {
        log.error('the session could not be started', error);
        const failure = toFailure(error);
        events.encryption({ state: 'failed', failure });
        const reason = await explainStart(host, failure, homeserver.baseUrl);
        events.connection({ state: 'offline', since: Date.now(), failure: reason, retryAt: undefined });
      })
      .finally(() => (connecting = undefined));
  };

  const needOnline = (): Online => {
    if (!online) throw fail('offline', 'not connected yet');
    return online;
  };

  return {
    account,
    log,
    chat,
    queue,
    request,
    history,
    receipts,
    reachability: { now: () => isReachable, listen: (listener) => reachable.listen(listener) },
    beforeSync(work) {
      works.add(work);
      return () => void works.delete(work);
    },
    transport: {
      deviceId,
      ready: () => online?.ready() ?? false,
      listen: (listener) => tryNow.listen(listener),
      send: async (message) => {
        if (!online) throw fail('not-ready', 'not connected yet');
        return online.send(message);
      },
    },
    rooms: createRoomCommands({ chat, request, ownUserId: userId, fetchMembers, opened: events.roomOpened }),
    media: createMedia({ chat, host, baseUrl: homeserver.baseUrl, fetch, token }),
    connect(given) {
      credentials = given;
      start();
    },
    recover: async (recoveryKey) => needOnline().encryption.recover(recoveryKey),
    retry(line) {
      start();
      online?.retry(line);
      tryNow.emit(undefined);
    },
    settleEncryption: () => void online?.encryption.settle(),
    keysBackedUp: async () => online?.keysBackedUp() ?? false,
    disconnect() {
      ended = true;
      credentials = undefined;
      online?.stop();
      online = undefined;
    },
  };
}

/** A start that failed for the network's sake says why; a crypto database that cannot be opened says that. */
async function explainStart(host: Host, failure: Failure, baseUrl: string): Promise<Failure> {
  return failure.code === 'offline' ? explain(host, `${baseUrl}/_matrix/client/versions`) : failure;
}

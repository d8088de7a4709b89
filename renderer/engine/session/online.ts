import { ClientEvent, HttpApiEvent, MatrixClient, SyncState } from 'matrix-js-sdk';
import { CryptoEvent, type CryptoApi } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { logger as sdkLogger } from 'matrix-js-sdk/lib/logger.js';
import { fail, type Failure } from '../../base/failure.ts';
import type { Connection, EncryptionSetup } from '../contract.ts';
import { allKeysBackedUp } from '../crypto/backup.ts';
import { createDecryption, type Decryption } from '../crypto/decryption.ts';
import { createEncryption, type Encryption } from '../crypto/encryption.ts';
import { hasCryptoDatabases, takeOverKeys } from '../crypto/former-device.ts';
import { createRecoveryKeyHolder } from '../crypto/recovery.ts';
import { sendMessage } from '../crypto/transport.ts';
import type { ChatStore } from '../store/api.ts';
import { followConnection } from '../sync/connection.ts';
import { createSyncGate } from '../sync/gate.ts';
import { createSave } from '../sync/save.ts';
import { createSdkStore } from '../sync/sdk-store.ts';
import type { StoredAccount } from './account.ts';
import type { Outgoing, Request } from './api.ts';
import { sdkRefusal } from './failures.ts';
import type { Host } from './host.ts';
import type { Refusal } from './http.ts';
import type { Log } from './log.ts';
import { createSdkLogger } from './sdk-logger.ts';

/*
 * The only door to the SDK. It is imported after the first paint: the store answers what is shown until then.
 */

export interface OnlineOptions {
  readonly host: Host;
  readonly log: Log;
  readonly chat: ChatStore;
  readonly account: StoredAccount;
  readonly accessToken: string;
  /** 32 bytes. */
  readonly cryptoKey: Uint8Array;
  /** Right after a sign-in, for servers that ask for it once more. */
  readonly password: string | undefined;
  readonly fetch: typeof globalThis.fetch;
  readonly request: Request;
  readonly connection: (connection: Connection) => void;
  readonly encryption: (state: EncryptionSetup) => void;
  /** Rooms were written by a sync, or messages in them became readable. */
  readonly written: (roomIds: ReadonlySet<string>) => void;
  readonly expired: (refusal: Refusal) => void;
  readonly fault: (failure: Failure) => void;
  /** The crypto's databases are there from now on. */
  readonly cryptoMade: () => void;
  /** The keys of the former device are taken over. */
  readonly takenOver: () => void;
}

export interface Online {
  readonly decryption: Decryption;
  readonly encryption: Encryption;
  /** A classic sync of this run is through. */
  ready(): boolean;
  send(message: Outgoing): Promise<string>;
  /** Every key of this device is in the key backup. */
  keysBackedUp(): Promise<boolean>;
  /** Asks the server now instead of at the next turn; `broken`: the line that is open is not to be trusted. */
  retry(line: 'idle' | 'broken'): void;
  stop(): void;
}

/** Starts the SDK on this account; resolves when crypto and sync loop run. */
export async function goOnline(options: OnlineOptions): Promise<Online> {
  const { host, log, chat, account, accessToken, request, expired } = options;
  const { userId, deviceId, homeserver } = account;
  // The SDK's own logger is loglevel's, which its types do not say. It would write IDs to the console.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- used not to log, but to keep the SDK from it
  (sdkLogger as unknown as { disableAll(persist: boolean): void }).disableAll(false);

  const gate = createSyncGate(options.fetch, userId, log);
  const holder = createRecoveryKeyHolder();
  let save: (nextBatch: string) => Promise<void> = async () => undefined;
  const client = new MatrixClient({
    baseUrl: homeserver.baseUrl,
    userId,
    deviceId,
    accessToken,
    fetchFn: gate.fetch,
    store: createSdkStore({ chat, save: (nextBatch) => save(nextBatch) }),
    cryptoCallbacks: holder.callbacks,
    disableVoip: true,
    logger: createSdkLogger(log),
  });
  const crypto = await startCrypto(client, options);
  if (account.former) {
    await takeOverKeys(crypto, options).then(options.takenOver, (error: unknown) =>
      log.warn('the keys of the former device could not be taken over yet', error),
    );
  }

  const decryption = createDecryption({ client, crypto, chat, log, mended: options.written });
  const retryStored = (): void =>
    void decryption.retryStored().catch((error: unknown) => log.warn('stored messages could not be read', error));
  const encryption = createEncryption({
    client, crypto, holder, host, log, userId, deviceId, password: options.password, changed: options.encryption, restored: retryStored,
  });
  save = createSave({ chat, gate, decryption, log, written: options.written, fault: options.fault });

  let ready = false;
  let reachable = false;
  client.on(CryptoEvent.DevicesUpdated, (userIds) => {
    decryption.reweigh(userIds).catch((error: unknown) => log.warn('warnings about devices could not be weighed again', error));
  });
  client.on(HttpApiEvent.SessionLoggedOut, (error) => expired(sdkRefusal(error) ?? unknownToken));
  client.on(ClientEvent.Sync, (state, _before, data) => {
    if (ready || data?.fromCache || (state !== SyncState.Prepared && state !== SyncState.Syncing)) return;
    ready = true;
    retryStored();
    void encryption.settle();
  });
  const first = chat.nextBatch() === undefined;
  const connection = (state: Connection): void => {
    reachable = state.state === 'online';
    options.connection(state);
  };
  const stopFollowing = followConnection({ client, host, baseUrl: homeserver.baseUrl, first, changed: connection });
  void client.startClient({ lazyLoadMembers: true, initialSyncLimit: 20, pollTimeout: 30_000 });

  return {
    decryption,
    encryption,
    ready: () => ready,
    send: async (message) => {
      if (!ready) throw fail('not-ready', 'first sync under way');
      return sendMessage({ client, crypto, chat, request }, message);
    },
    keysBackedUp: () => allKeysBackedUp(client, crypto, reachable),
    retry(line) {
      if (line === 'broken') gate.interrupt();
      // The SDK takes notice of an interrupted line in a later task.
      setTimeout(() => client.retryImmediately(), 0);
    },
    stop() {
      stopFollowing();
      decryption.stop();
      client.stopClient();
    },
  };
}

const unknownToken: Refusal = { status: 401, errcode: 'M_UNKNOWN_TOKEN', retryAfterMs: undefined, softLogout: false };

/**
 * The crypto keeps its default of encrypting for every device of a room's members: in one administration most
 * clients are managed, and a colleague with an older client that signs no devices must not silently stop reading.
 * What arrives from an unsigned device is shown with a shield instead.
 */
async function startCrypto(client: MatrixClient, { account, cryptoKey, cryptoMade, expired }: OnlineOptions): Promise<CryptoApi> {
  if (account.cryptoMade && !(await hasCryptoDatabases(account.cryptoPrefix))) {
    // New keys under the old device ID would look like an attack to everyone else: it takes a new device.
    expired(unknownToken);
    throw fail('crypto-store-missing');
  }
  await client.initRustCrypto({ cryptoDatabasePrefix: account.cryptoPrefix, storageKey: cryptoKey });
  const crypto = client.getCrypto();
  if (!crypto) throw fail('encryption-failed', 'no crypto');
  if (!account.cryptoMade) cryptoMade();
  return crypto;
}

import type { MatrixClient } from 'matrix-js-sdk';
import { encodeRecoveryKey, type CryptoApi } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { fail, toFailure } from '../../base/failure.ts';
import type { EncryptionSetup } from '../contract.ts';
import { randomBytes } from '../session/bytes.ts';
import { sdkFailure, sdkRefusal } from '../session/failures.ts';
import type { Host } from '../session/host.ts';
import type { Log } from '../session/log.ts';
import { checkRecoveryKey, unlock, type RecoveryKeyHolder } from './recovery.ts';

/** Cross-signing, secret storage and key backup of the account, brought about from this device. */
export interface Encryption {
  /** Looks how things stand and does what can be done without the person; again after a failure. Never rejects. */
  settle(): Promise<void>;
  /** @throws FailureError as `checkRecoveryKey`, and the codes of requests */
  recover(recoveryKey: string): Promise<void>;
}

interface Options {
  readonly client: MatrixClient;
  readonly crypto: CryptoApi;
  readonly holder: RecoveryKeyHolder;
  readonly host: Host;
  readonly log: Log;
  readonly userId: string;
  readonly deviceId: string;
  /** Known right after a sign-in: older servers ask for it before they take cross-signing keys. */
  readonly password: string | undefined;
  readonly changed: (state: EncryptionSetup) => void;
  /** All keys of the backup are here now. */
  readonly restored: () => void;
}

export function createEncryption(options: Options): Encryption {
  const { client, crypto, holder, host, log, userId, deviceId, changed, restored } = options;

  const deviceIsSigned = async (): Promise<boolean> => {
    const status = await crypto.getDeviceVerificationStatus(userId, deviceId);
    return status?.crossSigningVerified ?? false;
  };

  const isComplete = async (): Promise<boolean> =>
    (await crypto.isCrossSigningReady()) &&
    (await crypto.isSecretStorageReady()) &&
    (await crypto.getActiveSessionBackupVersion()) !== null;

  /** Fetches the keys of the backup; a message can be read as soon as its own has come, so nobody waits for all. */
  const restore = (): void => {
    crypto
      .restoreKeyBackup()
      .then(restored)
      .catch((error: unknown) => log.warn('key backup could not be restored', error));
  };

  const recoverWith = async (text: string): Promise<void> => {
    await unlock(crypto, holder, await checkRecoveryKey(client, text));
    changed({ state: 'ready' });
    restore();
  };

  /**
   * Makes everything for an account that has nothing yet, or goes on where a crash left it. The recovery key is in
   * the keychain before anything is locked with it.
   */
  const setUp = async (): Promise<void> => {
    changed({ state: 'setting-up' });
    const key = await recoveryKeyForSetUp();
    await holder.holding(key, async () => {
      await crypto.bootstrapCrossSigning({ authUploadDeviceSigningKeys: (upload) => upload(null).catch(withPassword(options, upload)) });
      // A backup that is there is never made anew: keys that only it has would be gone. "Not active" can also mean that
      // nobody could ask yet; this question fails where the server does not answer.
      const hasBackup = (await crypto.getKeyBackupInfo()) !== null;
      await crypto.bootstrapSecretStorage({
        createSecretStorageKey: async () => ({ privateKey: key }),
        setupNewKeyBackup: !hasBackup,
      });
      if (hasBackup) await connectBackup();
    });
    changed({ state: 'ready' });
  };

  const connectBackup = async (): Promise<void> => {
    await crypto.loadSessionBackupPrivateKeyFromSecretStorage();
    await crypto.checkKeyBackupAndEnable();
  };

  const recoveryKeyForSetUp = async (): Promise<Uint8Array<ArrayBuffer>> => {
    const { value } = await host.request('credentials.read', { name: 'recovery-key' });
    if (value !== undefined && (await client.secretStorage.getKey())) return checkRecoveryKey(client, value);
    const key = randomBytes(32);
    await host.request('credentials.write', { name: 'recovery-key', value: encodeRecoveryKey(key) ?? '' });
    return key;
  };

  const settleOnce = async (): Promise<void> => {
    // At a start without a network the SDK has asked in vain, and takes the backup for not there.
    if ((await crypto.getActiveSessionBackupVersion()) === null) await crypto.checkKeyBackupAndEnable();
    const accountHasKeys = await crypto.userHasCrossSigningKeys(userId, true);
    if (accountHasKeys && (await deviceIsSigned()) && (await isComplete())) return changed({ state: 'ready' });
    const { privateKeysCachedLocally: cached } = await crypto.getCrossSigningStatus();
    if (!accountHasKeys || (cached.masterKey && cached.selfSigningKey && cached.userSigningKey)) return setUp();
    const { value } = await host.request('credentials.read', { name: 'recovery-key' });
    if (value === undefined) return changed({ state: 'locked' });
    // The keychain's key may be of a secret storage that another client has replaced since.
    return recoverWith(value).catch((error: unknown) => {
      if (!['recovery-key-wrong', 'no-secret-storage'].includes(toFailure(error).code)) throw error;
      changed({ state: 'locked' });
    });
  };

  return {
    async settle() {
      try {
        await settleOnce();
      } catch (error) {
        const { failure } = sdkFailure(error);
        log.warn('encryption could not be set up', sdkFailure(error));
        changed({ state: 'failed', failure });
      }
    },
    async recover(recoveryKey) {
      try {
        await recoverWith(recoveryKey);
      } catch (error) {
        throw sdkFailure(error);
      }
      await host.request('credentials.write', { name: 'recovery-key', value: recoveryKey.trim() });
    },
  };
}

type Upload = Parameters<NonNullable<Parameters<CryptoApi['bootstrapCrossSigning']>[0]['authUploadDeviceSigningKeys']>>[0];

/** The first upload needs no password any more (MSC3967); a server that asks for one all the same gets it once. */
const withPassword =
  ({ userId, password }: Options, upload: Upload) =>
  (error: unknown): Promise<void> => {
    const data = error instanceof Error && 'data' in error ? (error.data as { session?: unknown }) : {};
    if (sdkRefusal(error)?.status !== 401 || typeof data.session !== 'string') throw error;
    if (password === undefined) throw fail('password-needed');
    return upload({
      type: 'm.login.password',
      identifier: { type: 'm.id.user', user: userId },
      password,
      session: data.session,
    });
  };

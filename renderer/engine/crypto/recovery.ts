import type { MatrixClient } from 'matrix-js-sdk';
import { decodeRecoveryKey, type CryptoApi, type CryptoCallbacks } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { fail } from '../../base/failure.ts';

/** The key of the secret storage, held only as long as something is being unlocked or set up with it. */
export interface RecoveryKeyHolder {
  readonly callbacks: CryptoCallbacks;
  /** Runs `work` with the key in hand. */
  holding<T>(key: Uint8Array<ArrayBuffer>, work: () => Promise<T>): Promise<T>;
}

export function createRecoveryKeyHolder(): RecoveryKeyHolder {
  let held: Uint8Array<ArrayBuffer> | undefined;
  return {
    callbacks: {
      getSecretStorageKey: async ({ keys }) => {
        const [keyId] = Object.keys(keys);
        return held && keyId !== undefined ? [keyId, held] : null;
      },
    },
    async holding(key, work) {
      held = key;
      try {
        return await work();
      } finally {
        held = undefined;
      }
    },
  };
}

/**
 * The bytes of a recovery key as a person typed it, checked against the account's secret storage.
 * @throws FailureError `recovery-key-invalid` (no such key), `recovery-key-wrong` (of another account or replaced),
 * `no-secret-storage`
 */
export async function checkRecoveryKey(client: MatrixClient, text: string): Promise<Uint8Array<ArrayBuffer>> {
  const key = decode(text);
  const stored = await client.secretStorage.getKey();
  if (!stored) throw fail('no-secret-storage');
  if (!(await client.secretStorage.checkKey(key, stored[1]))) throw fail('recovery-key-wrong');
  return key;
}

function decode(text: string): Uint8Array<ArrayBuffer> {
  try {
    return decodeRecoveryKey(text);
  } catch {
    throw fail('recovery-key-invalid');
  }
}

/** Gives this device the account's keys: signs it, and connects it to the key backup. */
export async function unlock(crypto: CryptoApi, holder: RecoveryKeyHolder, key: Uint8Array<ArrayBuffer>): Promise<void> {
  await holder.holding(key, async () => {
    await crypto.bootstrapCrossSigning({});
    if (await crypto.getKeyBackupInfo()) await crypto.loadSessionBackupPrivateKeyFromSecretStorage();
    else await crypto.resetKeyBackup();
    await crypto.checkKeyBackupAndEnable();
  });
}

import { type MatrixClient } from 'matrix-js-sdk';
import { CryptoEvent, type CryptoApi } from 'matrix-js-sdk/lib/crypto-api/index.js';

interface KeyCounts {
  readonly total: number;
  readonly backedUp: number;
}

/**
 * The SDK counts the keys for itself alone. What it tells (`KeyBackupSessionsRemaining`) is as old as its last upload,
 * so that a key that came a moment ago would pass for backed up. Undefined where it cannot be asked: then nobody knows.
 */
async function keyCounts(crypto: CryptoApi): Promise<KeyCounts | undefined> {
  const { getOlmMachineOrThrow: machine } = crypto as unknown as {
    readonly getOlmMachineOrThrow?: (this: CryptoApi) => { roomKeyCounts(): Promise<KeyCounts> };
  };
  return machine?.call(crypto).roomKeyCounts();
}

/** The SDK uploads a new key at a random moment of the next ten seconds. */
const uploadMs = 12_000;

/**
 * Whether every key of this device is in the key backup. Where some are not and the server can be reached, an upload
 * is under way: its end is waited for, up to 12 s.
 */
export async function allKeysBackedUp(client: MatrixClient, crypto: CryptoApi, reachable: boolean): Promise<boolean> {
  if ((await crypto.getActiveSessionBackupVersion()) === null) return false;
  const complete = async (): Promise<boolean> => {
    const counts = await keyCounts(crypto);
    return counts !== undefined && counts.backedUp >= counts.total;
  };
  if ((await complete()) || !reachable) return complete();
  await new Promise<void>((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      client.off(CryptoEvent.KeyBackupSessionsRemaining, onCount);
      resolve();
    };
    const onCount = (remaining: number): void => {
      if (remaining === 0) end();
    };
    const timer = setTimeout(end, uploadMs);
    client.on(CryptoEvent.KeyBackupSessionsRemaining, onCount);
  });
  return complete();
}

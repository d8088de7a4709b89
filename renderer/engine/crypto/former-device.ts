import { MatrixClient } from 'matrix-js-sdk';
import type { CryptoApi } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { fail } from '../../base/failure.ts';
import type { StoredAccount } from '../session/account.ts';
import type { Log } from '../session/log.ts';
import { createSdkLogger } from '../session/sdk-logger.ts';

/**
 * Brings the message keys of the device that this account had here before into the new one's crypto, and removes the
 * old databases. What cannot be taken over is left where it is, and tried again at the next start.
 */
export async function takeOverKeys(
  crypto: CryptoApi,
  { account, cryptoKey, log }: { readonly account: StoredAccount; readonly cryptoKey: Uint8Array; readonly log: Log },
): Promise<void> {
  const { former, userId, homeserver } = account;
  if (!former) return;
  const client = new MatrixClient({
    baseUrl: homeserver.baseUrl,
    userId,
    deviceId: former.deviceId,
    fetchFn: () => Promise.reject(fail('offline', 'a former device asks nobody')),
    logger: createSdkLogger(log),
  });
  try {
    await client.initRustCrypto({ cryptoDatabasePrefix: former.cryptoPrefix, storageKey: cryptoKey });
    const keys = await client.getCrypto()?.exportRoomKeysAsJson();
    if (keys !== undefined) await crypto.importRoomKeysAsJson(keys);
  } finally {
    client.stopClient();
  }
  removeCryptoDatabases(former.cryptoPrefix);
}

/** Names that matrix-sdk-crypto-wasm 18 gives to the crypto's databases. */
const databaseNames = (prefix: string): readonly string[] =>
  ['matrix-sdk-crypto', 'matrix-sdk-crypto-meta'].map((name) => `${prefix}::${name}`);

/** Asks the browser to remove the crypto's databases; it does when the last one closes. */
function removeCryptoDatabases(prefix: string): void {
  for (const name of databaseNames(prefix)) indexedDB.deleteDatabase(name);
}

/** False where one of the crypto's databases is gone. */
export async function hasCryptoDatabases(prefix: string): Promise<boolean> {
  const there = new Set((await indexedDB.databases()).map(({ name }) => name));
  return databaseNames(prefix).every((name) => there.has(name));
}

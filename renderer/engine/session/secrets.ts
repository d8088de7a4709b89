import type { SecretName } from '../../../preload/contract.ts';
import type { KeyHost } from '../store/api.ts';
import { randomBytes, toBase64 } from './bytes.ts';
import type { Host } from './host.ts';
import type { Credentials } from './open-session.ts';

const read = async (host: Host, name: SecretName): Promise<string | undefined> =>
  (await host.request('credentials.read', { name })).value;

/** Where the store finds the keys of its databases. */
export const keyHost = (host: Host): KeyHost => ({
  readKeys: async () => (await host.request('keys.read', {})).text,
  writeKeys: async (text) => void (await host.request('keys.write', { text })),
  readStoreKey: () => read(host, 'store-key'),
  writeStoreKey: async (value) => void (await host.request('credentials.write', { name: 'store-key', value })),
});

/** The secrets of a session; undefined where one of them is not in the keychain. */
export async function readCredentials(host: Host): Promise<Credentials | undefined> {
  const [accessToken, cryptoKey] = await Promise.all([read(host, 'access-token'), read(host, 'crypto-key')]);
  return accessToken === undefined || cryptoKey === undefined ? undefined : { accessToken, cryptoKey };
}

/** Puts a new session's token into the keychain, and makes the crypto's key where there is none. */
export async function keepCredentials(host: Host, accessToken: string): Promise<Credentials> {
  const known = await read(host, 'crypto-key');
  const cryptoKey = known ?? toBase64(randomBytes(32));
  if (known === undefined) await host.request('credentials.write', { name: 'crypto-key', value: cryptoKey });
  await host.request('credentials.write', { name: 'access-token', value: accessToken });
  return { accessToken, cryptoKey };
}

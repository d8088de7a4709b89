import { fail } from '../../base/failure.ts';

/*
 * The keys of the databases are random and lie in keys.json, wrapped by a key that only the keychain holds. So a
 * wrong keychain (unwrapping fails) can be told from a damaged store (unwrapped, but the database does not open),
 * which SQLite's own error cannot tell apart.
 */

/** 32 bytes each. */
export interface StoreKeys {
  readonly store: Uint8Array<ArrayBuffer>;
  readonly queue: Uint8Array<ArrayBuffer>;
}

/** What a new profile writes: `secret` to the keychain, `text` to keys.json. */
export interface NewKeys {
  readonly keys: StoreKeys;
  readonly secret: string;
  readonly text: string;
}

interface KeysFile {
  readonly version: 1;
  readonly iv: string;
  readonly wrapped: string;
}

const keyBytes = 32;
const purpose = new TextEncoder().encode('einklang/keys/1');

export const randomBytes = (length: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(length));

export const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

/** @throws a DOMException where the text is no base64 */
export const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

const wrappingKey = (secret: Uint8Array<ArrayBuffer>, use: 'encrypt' | 'decrypt'): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', secret, 'AES-GCM', false, [use]);

/** Makes the keys of a new profile. */
export async function makeKeys(): Promise<NewKeys> {
  const secret = randomBytes(keyBytes);
  const iv = randomBytes(12);
  const both = randomBytes(2 * keyBytes);
  const key = await wrappingKey(secret, 'encrypt');
  const wrapped = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: purpose }, key, both);
  const file: KeysFile = { version: 1, iv: toBase64(iv), wrapped: toBase64(new Uint8Array(wrapped)) };
  return { keys: split(both), secret: toBase64(secret), text: JSON.stringify(file) };
}

/**
 * The keys of an existing profile.
 * @throws FailureError `keychain-changed` where the secret does not fit, `keys-damaged` where the file is no such file
 */
export async function unwrapKeys(text: string, secret: string): Promise<StoreKeys> {
  const file = readFile(text);
  let both: ArrayBuffer;
  try {
    const key = await wrappingKey(fromBase64(secret), 'decrypt');
    const algorithm = { name: 'AES-GCM', iv: fromBase64(file.iv), additionalData: purpose };
    both = await crypto.subtle.decrypt(algorithm, key, fromBase64(file.wrapped));
  } catch {
    throw fail('keychain-changed');
  }
  if (both.byteLength !== 2 * keyBytes) throw fail('keys-damaged');
  return split(new Uint8Array(both));
}

const split = (both: Uint8Array<ArrayBuffer>): StoreKeys => ({ store: both.slice(0, keyBytes), queue: both.slice(keyBytes) });

function readFile(text: string): KeysFile {
  try {
    const file = JSON.parse(text) as Partial<KeysFile>;
    if (file.version === 1 && typeof file.iv === 'string' && typeof file.wrapped === 'string') return file as KeysFile;
  } catch {
    // Falls through to the failure below: a torn file and a foreign one mean the same.
  }
  throw fail('keys-damaged');
}

import { fail } from '../../base/failure.ts';

/*
 * Each database has a random key of its own, which lies in `keys.json` wrapped (AES-GCM) by the keychain's `store-key`.
 * The wrapping is authenticated, SQLite's answer to a wrong key is not: so a changed keychain and a damaged database
 * can be told apart, and rotating the keychain's key rewraps 32 bytes. `keys.json` says too which databases exist.
 */

export const databaseNames = ['queue', 'chat'] as const;
export type DatabaseName = (typeof databaseNames)[number];

/** `creating` until it was opened once: only then may its files be made. */
export type DatabaseState = 'creating' | 'exists';

export interface WrappedKey {
  readonly state: DatabaseState;
  /** Base64. */
  readonly iv: string;
  readonly key: string;
}

export type KeyFile = { readonly version: 1 } & Readonly<Record<DatabaseName, WrappedKey>>;

/** A new keychain key: 32 random bytes in base64. */
export const createStoreKey = (): string => toBase64(crypto.getRandomValues(new Uint8Array(32)));

/** New random keys for both databases, wrapped. */
export async function createKeyFile(storeKey: string): Promise<KeyFile> {
  const wrapping = await importStoreKey(storeKey);
  return { version: 1, queue: await wrapNew(wrapping, 'queue'), chat: await wrapNew(wrapping, 'chat') };
}

async function wrapNew(wrapping: CryptoKey, name: DatabaseName): Promise<WrappedKey> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await crypto.subtle.encrypt(algorithm(name, iv), wrapping, crypto.getRandomValues(new Uint8Array(32)));
  return { state: 'creating', iv: toBase64(iv), key: toBase64(new Uint8Array(key)) };
}

/** 32 bytes. Fails with `keychain-changed` where the keychain's key is not the one that wrapped it. */
export async function unwrapKey(file: KeyFile, name: DatabaseName, storeKey: string): Promise<Uint8Array<ArrayBuffer>> {
  const { iv, key } = file[name];
  try {
    const wrapping = await importStoreKey(storeKey);
    return new Uint8Array(await crypto.subtle.decrypt(algorithm(name, fromBase64(iv)), wrapping, fromBase64(key)));
  } catch {
    throw fail('keychain-changed', name);
  }
}

export const markExisting = (file: KeyFile): KeyFile =>
  ({ ...file, queue: { ...file.queue, state: 'exists' }, chat: { ...file.chat, state: 'exists' } });

export const formatKeyFile = (file: KeyFile): string => `${JSON.stringify(file, null, 2)}\n`;

/** Fails with `store-damaged`, or `store-too-new` where the version is not known. */
export function parseKeyFile(text: string): KeyFile {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw fail('store-damaged', 'keys.json is not JSON');
  }
  const file = parsed as (Partial<Record<DatabaseName, WrappedKey>> & { readonly version?: unknown }) | null;
  if (typeof file?.version === 'number' && file.version > 1) throw fail('store-too-new', `keys.json version ${file.version}`);
  if (file?.version !== 1 || !databaseNames.every((name) => isWrappedKey(file[name]))) throw fail('store-damaged', 'keys.json');
  return file as unknown as KeyFile;
}

function isWrappedKey(value: Partial<WrappedKey> | undefined): boolean {
  return (value?.state === 'creating' || value?.state === 'exists')
    && typeof value.iv === 'string' && typeof value.key === 'string';
}

/** The name is authenticated too: the keys of two databases cannot be exchanged. */
function algorithm(name: DatabaseName, iv: Uint8Array<ArrayBuffer>): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(`einklang/store/${name}`) };
}

function importStoreKey(storeKey: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', fromBase64(storeKey), 'AES-GCM', false, ['encrypt', 'decrypt']);
}

const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

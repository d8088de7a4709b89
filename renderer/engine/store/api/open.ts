import type { Failure } from '../../../base/failure.ts';
import type { ChatStore } from './chat-store.ts';
import type { QueueStore } from './queue-store.ts';

/** Where the keys of the databases lie: `keys.json` of the profile and the keychain's `store-key`. */
export interface KeyHost {
  readKeys(): Promise<string | undefined>;
  writeKeys(text: string): Promise<void>;
  readStoreKey(): Promise<string | undefined>;
  writeStoreKey(value: string): Promise<void>;
}

export type OpenFailureCode =
  /** The keychain's key does not unwrap the database keys, or it is gone while a store exists. */
  | 'keychain-changed'
  /** The key is right (its wrapping is authenticated), the database cannot be read. */
  | 'store-damaged'
  /** A store is known to exist, its files are gone. */
  | 'store-missing'
  /** Another worker of this profile has it open. */
  | 'store-in-use'
  /** Written by a newer version of the program. */
  | 'store-too-new'
  | 'store-full';

/**
 * How opening ended. A chat database that fails does not take the queue along: what was written and not sent stays
 * reachable. Nothing is ever made anew over something that cannot be read.
 */
export type StoresOpened =
  | { readonly outcome: 'fresh' | 'opened'; readonly chat: ChatStore; readonly queue: QueueStore }
  | { readonly outcome: 'chat-failed'; readonly failure: Failure<OpenFailureCode>; readonly queue: QueueStore }
  | { readonly outcome: 'failed'; readonly failure: Failure<OpenFailureCode> };

/** `openStores` of `store/open.ts`. */
export type OpenStores = (host: KeyHost) => Promise<StoresOpened>;

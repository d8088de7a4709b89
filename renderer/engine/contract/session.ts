import type { Failure } from '../../base/failure.ts';

/** A homeserver as discovery found it. `baseUrl` has no slash at its end. */
export interface Homeserver {
  readonly serverName: string;
  readonly baseUrl: string;
}

export interface Account {
  readonly userId: string;
  readonly deviceId: string;
  readonly displayName: string | undefined;
  /** mxc: URI; opened by `media.open`. */
  readonly avatar: string | undefined;
  readonly homeserver: Homeserver;
}

/** How the program stands with the server. `since` in UTC milliseconds. */
export type Connection =
  | { readonly state: 'connecting' }
  /** The first classic sync of this device runs; what is there can be read already. */
  | { readonly state: 'catching-up' }
  | { readonly state: 'online' }
  | { readonly state: 'offline'; readonly since: number; readonly failure: Failure; readonly retryAt: number | undefined };

/**
 * Cross-signing, secret storage and key backup of this account, seen from this device.
 * `locked`: they exist, made by another device; this one needs the recovery key to read old messages.
 */
export type EncryptionSetup =
  | { readonly state: 'unknown' }
  | { readonly state: 'setting-up' }
  | { readonly state: 'ready' }
  | { readonly state: 'locked' }
  | { readonly state: 'failed'; readonly failure: Failure };

export type KeychainProblem =
  /** No keychain service runs on this machine. */
  | 'missing'
  /** The keychain waits for its password; it goes on by itself. */
  | 'locked'
  /** The person or the machine refused. */
  | 'refused'
  /** The keychain answers, but what it holds no longer fits the store. */
  | 'changed';

/**
 * The head of the topic `session`. What can be read stays readable in `signed-in` and `expired`, whatever the network.
 */
export type SessionState =
  | { readonly phase: 'starting' }
  | { readonly phase: 'keychain'; readonly problem: KeychainProblem }
  | { readonly phase: 'store-fault'; readonly failure: Failure }
  | { readonly phase: 'signed-out' }
  | {
      readonly phase: 'signed-in' | 'expired';
      readonly account: Account;
      readonly connection: Connection;
      readonly encryption: EncryptionSetup;
      /** The room that was open last; undefined on a new device. */
      readonly lastOpenRoom: string | undefined;
      /** Messages that wait to be sent, in all rooms. */
      readonly queued: number;
    }
  | { readonly phase: 'signing-out' };

/** The head of the topic `ownPresence`. */
export interface OwnPresenceHead {
  /** Set by the person, on this or another device: nothing rings and nothing pops up. */
  readonly doNotDisturb: boolean;
}

/** What signing out would cost, counted now. */
export interface SignOutCost {
  readonly unsent: number;
  readonly drafts: number;
  /** False where the keys of encrypted messages are not all in the key backup (or nobody can tell, offline). */
  readonly keysBackedUp: boolean;
}

/** Codes that `session.signIn` and `session.reauthenticate` may reject with, besides those of discovery. */
export type SignInFailureCode =
  | 'wrong-password'
  | 'account-locked'
  | 'account-deactivated'
  /** `retryAfterMs` is set. */
  | 'too-many-tries'
  | 'server-too-old'
  /** The server offers only sign-in flows that the program does not have yet. */
  | 'unsupported-flow'
  | 'other-account'
  | 'offline'
  | 'server-error';

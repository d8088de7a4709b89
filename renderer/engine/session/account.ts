import { isObject, objectAt, textAt } from './json.ts';
import type { Account } from '../contract.ts';
import type { QueueStore } from '../store/api.ts';

/** The signed-in account as the queue's database keeps it: it must outlive a damaged chat store. */
export interface StoredAccount extends Account {
  /** Prefix of the crypto's databases; a new device gets new ones. */
  readonly cryptoPrefix: string;
  /** The crypto's databases have been made: that they are gone is a loss, not a fresh start. */
  readonly cryptoMade: boolean;
  /** The server ended the session: `soft` lets the device go on after the password, `hard` does not. */
  readonly expired: 'soft' | 'hard' | undefined;
  /** The device before a hard end, whose keys are still to be taken over. */
  readonly former: { readonly deviceId: string; readonly cryptoPrefix: string } | undefined;
}

const key = 'account';

export const writeAccount = (queue: QueueStore, account: StoredAccount): void => queue.putSetting(key, account);

export function readAccount(queue: QueueStore): StoredAccount | undefined {
  const value = queue.setting(key);
  const [userId, deviceId, cryptoPrefix] = ['userId', 'deviceId', 'cryptoPrefix'].map((name) => textAt(value, name));
  const serverName = textAt(objectAt(value, 'homeserver'), 'serverName');
  const baseUrl = textAt(objectAt(value, 'homeserver'), 'baseUrl');
  if (!userId || !deviceId || !cryptoPrefix || serverName === undefined || !baseUrl) return undefined;
  const expired = textAt(value, 'expired');
  const former = isObject(value) && isObject(value['former']) ? (value['former'] as StoredAccount['former']) : undefined;
  return {
    userId,
    deviceId,
    cryptoPrefix,
    displayName: textAt(value, 'displayName'),
    avatar: textAt(value, 'avatar'),
    homeserver: { serverName, baseUrl },
    cryptoMade: isObject(value) && value['cryptoMade'] === true,
    expired: expired === 'soft' || expired === 'hard' ? expired : undefined,
    former,
  };
}

/** What windows see of it. */
export const publicAccount = ({ userId, deviceId, displayName, avatar, homeserver }: StoredAccount): Account => ({
  userId,
  deviceId,
  displayName,
  avatar,
  homeserver,
});

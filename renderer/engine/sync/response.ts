import { fail } from '../../base/failure.ts';
import { isObject, listAt, numberAt, objectAt, textAt, type Json } from '../session/json.ts';
import type { MinimalEvent, PresenceRow, RoomSync } from '../store/api.ts';
import { isUserId, readList, readMinimalEvent } from './events.ts';
import { readRooms } from './rooms.ts';

/** One response of the classic sync, checked, for the store. */
export interface SyncUpdate {
  readonly nextBatch: string;
  readonly rooms: readonly RoomSync[];
  readonly accountData: readonly MinimalEvent[];
  readonly presence: readonly PresenceRow[];
  /** What is for the crypto of the SDK alone. */
  readonly device: DeviceUpdate;
  /** Parts that were not of the specification's shape and are left out. */
  readonly skipped: number;
}

export interface DeviceUpdate {
  readonly toDevice: readonly { readonly type: string; readonly sender: string; readonly content: Json }[];
  readonly changed: readonly string[];
  readonly left: readonly string[];
  readonly keyCounts: Readonly<Record<string, number>>;
  readonly unusedFallbackKeys: readonly string[] | undefined;
}

/**
 * Reads what `/sync` answered.
 * @param initial the request had no `since`
 * @throws FailureError `server-error` where it is no sync response at all
 */
export function readSyncResponse(json: unknown, ownUserId: string, initial: boolean): SyncUpdate {
  const nextBatch = textAt(json, 'next_batch');
  if (!isObject(json) || !nextBatch) throw fail('server-error', 'no sync response');
  const skipped = { count: 0 };
  const events = (key: string): readonly unknown[] => listAt(json[key], 'events');
  const rooms = readRooms(objectAt(json, 'rooms'), { ownUserId, initial, skipped });
  return {
    nextBatch,
    rooms,
    accountData: readList(events('account_data'), readMinimalEvent, skipped),
    presence: readList(events('presence'), readPresence, skipped),
    device: readDevice(json, skipped),
    skipped: skipped.count,
  };
}

const presences: readonly unknown[] = ['online', 'unavailable', 'busy', 'offline'];

function readPresence(value: unknown): PresenceRow | undefined {
  const userId = textAt(value, 'sender');
  const content = objectAt(value, 'content');
  const presence = content['presence'] === 'org.matrix.msc3026.busy' ? 'busy' : content['presence'];
  if (!isUserId(userId) || !presences.includes(presence)) return undefined;
  const ago = numberAt(content, 'last_active_ago');
  return {
    userId,
    presence: presence as PresenceRow['presence'],
    statusText: textAt(content, 'status_msg')?.slice(0, 500),
    lastActiveTs: ago === undefined ? undefined : Date.now() - ago,
    currentlyActive: content['currently_active'] === true,
  };
}

function readDevice(json: Json, skipped: { count: number }): DeviceUpdate {
  const lists = objectAt(json, 'device_lists');
  const counts = Object.entries(objectAt(json, 'device_one_time_keys_count'));
  const fallback = json['device_unused_fallback_key_types'] ?? json['org.matrix.msc2732.device_unused_fallback_key_types'];
  return {
    toDevice: readList(listAt(json['to_device'], 'events'), readToDevice, skipped),
    changed: listAt(lists, 'changed').filter(isUserId),
    left: listAt(lists, 'left').filter(isUserId),
    keyCounts: Object.fromEntries(counts.filter((count): count is [string, number] => Number.isSafeInteger(count[1]))),
    unusedFallbackKeys: Array.isArray(fallback) ? fallback.filter((type) => typeof type === 'string') : undefined,
  };
}

function readToDevice(value: unknown): DeviceUpdate['toDevice'][number] | undefined {
  const event = readMinimalEvent(value);
  return event?.sender === undefined ? undefined : { type: event.type, sender: event.sender, content: event.content };
}

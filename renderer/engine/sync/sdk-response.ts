import type { ISyncResponse } from 'matrix-js-sdk';
import type { Json } from '../session/json.ts';
import type { MinimalEvent, RawEvent, RoomSync } from '../store/api.ts';
import { readPushRules } from './push-rules.ts';
import type { SyncUpdate } from './response.ts';

/*
 * The SDK gets what its crypto needs and nothing that is shown: state, devices, secrets. Timelines, receipts and
 * presence never reach it. So one event is decrypted once, the SDK's memory does not grow with what is written, and
 * hostile content has one reader less.
 */

/** Global account data that the SDK's secret storage, key backup and push rules live on. */
const accountDataForSdk = /^m\.(secret_storage|cross_signing|megolm_backup|push_rules|org\.matrix\.custom\.backup)/;

/** The response as the SDK is to see it. Events are copies: the SDK writes into them and freezes them. */
export function forSdk(update: Pick<SyncUpdate, 'nextBatch' | 'rooms' | 'accountData'> & Partial<SyncUpdate>): ISyncResponse {
  const { device } = update;
  const response = {
    next_batch: update.nextBatch,
    account_data: { events: update.accountData.filter(({ type }) => accountDataForSdk.test(type)).map(cleanAccountData) },
    rooms: {
      join: section(update.rooms, ['join'], joinedForSdk),
      leave: section(update.rooms, ['leave', 'ban'], joinedForSdk),
      invite: section(update.rooms, ['invite'], ({ inviteState }) => ({ invite_state: { events: copies(inviteState ?? []) } })),
      knock: section(update.rooms, ['knock'], ({ inviteState }) => ({ knock_state: { events: copies(inviteState ?? []) } })),
    },
    ...(device
      ? {
          to_device: { events: device.toDevice },
          device_lists: { changed: device.changed, left: device.left },
          device_one_time_keys_count: device.keyCounts,
          device_unused_fallback_key_types: device.unusedFallbackKeys,
        }
      : {}),
  };
  return response as unknown as ISyncResponse;
}

const section = <T>(
  rooms: readonly RoomSync[],
  memberships: readonly RoomSync['membership'][],
  read: (room: RoomSync) => T,
): Readonly<Record<string, T>> =>
  Object.fromEntries(rooms.filter((room) => memberships.includes(room.membership)).map((room) => [room.roomId, read(room)]));

/** MSC4222's form, whichever the server spoke: state as it is after the timeline, which the SDK does not see. */
const joinedForSdk = ({ state, timeline }: RoomSync): Json => ({
  'org.matrix.msc4222.state_after': { events: copies(stateAfter(state, timeline?.events ?? [])) },
  'timeline': { events: [], prev_batch: null },
  'ephemeral': { events: [] },
  'account_data': { events: [] },
});

function stateAfter(state: RoomSync['state'], timeline: readonly RawEvent[]): readonly RawEvent[] {
  const events = state?.events ?? [];
  if (state?.at === 'after-timeline') return events;
  return [...events, ...timeline.filter((event) => event.state_key !== undefined)];
}

const copies = (events: readonly MinimalEvent[]): readonly MinimalEvent[] => events.map(cleanState);

/** The SDK takes names of members and rooms for strings. */
function cleanState(event: MinimalEvent): MinimalEvent {
  const content = Object.fromEntries(
    Object.entries(event.content).filter(([key, value]) => !textFields.has(key) || typeof value === 'string'),
  );
  return { ...event, content };
}

const textFields: ReadonlySet<string> = new Set(['displayname', 'avatar_url', 'membership', 'name', 'alias', 'algorithm', 'topic']);

const cleanAccountData = (event: MinimalEvent): MinimalEvent =>
  event.type === 'm.push_rules' ? { ...event, content: readPushRules(event.content) } : { ...event };

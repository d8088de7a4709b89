import { MemoryStore, type IStartClientOpts, type ISyncResponse, type Store } from 'matrix-js-sdk';
import type { ChatStore, MinimalEvent, RawEvent, RoomRow, RoomSync } from '../store/api.ts';
import { forSdk } from './sdk-response.ts';

interface Options {
  readonly chat: ChatStore;
  /** Writes what the SDK has just processed. Must not reject: the sync loop would end with one log line. */
  readonly save: (nextBatch: string) => Promise<void>;
}

/** Rooms read in one go before others get their turn; a room takes about half a millisecond. */
const chunk = 25;

/**
 * The SDK's store over the one database: rooms are kept in memory while the client runs, and made again from the
 * state that the store has. Pending events are the send queue's business, so the SDK finds and keeps none.
 */
export function createSdkStore({ chat, save }: Options): Store {
  const own: Partial<Store> = {
    isNewlyCreated: async () => chat.nextBatch() === undefined,
    getSavedSyncToken: async () => chat.nextBatch() ?? null,
    getSavedSync: () => readSavedSync(chat),
    setSyncData: ({ next_batch }: ISyncResponse) => save(next_batch),
    getPendingEvents: async () => [],
    setPendingEvents: async () => undefined,
    getFilterIdByName: (name) => textOf(chat.value(`sdk.filter.${name}`)),
    setFilterIdByName: (name, id) => chat.putValue(`sdk.filter.${name}`, id ?? null),
    getClientOptions: async () => chat.value('sdk.options') as IStartClientOpts | undefined,
    storeClientOptions: async (options) => chat.putValue('sdk.options', JSON.parse(JSON.stringify(options))),
    ...toDeviceQueue(chat),
  };
  return Object.assign(new MemoryStore(), own);
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

async function readSavedSync(chat: ChatStore): Promise<Awaited<ReturnType<Store['getSavedSync']>>> {
  const nextBatch = chat.nextBatch();
  if (nextBatch === undefined) return null;
  const rooms: RoomSync[] = [];
  for (const [index, row] of chat.roomRows().entries()) {
    if (index % chunk === chunk - 1) await new Promise((resolve) => setTimeout(resolve, 0));
    rooms.push(savedRoom(chat, row));
  }
  const accountData = chat.allAccountData();
  const saved = forSdk({ nextBatch, rooms, accountData });
  return { nextBatch, roomsData: saved.rooms, accountData: saved.account_data.events };
}

/** State without the other members: before it encrypts, the SDK fetches the whole member list itself. */
function savedRoom(chat: ChatStore, { roomId, membership }: RoomRow): RoomSync {
  const ownUser = chat.ownUser();
  const events = chat.stateEvents(roomId).filter((event) => event.type !== 'm.room.member' || event.state_key === ownUser);
  if (membership === 'invite' || membership === 'knock') return { roomId, membership, inviteState: events };
  return { roomId, membership, state: { events: events.filter(isWhole), at: 'after-timeline' } };
}

const isWhole = (event: MinimalEvent & Partial<RawEvent>): event is RawEvent =>
  event.event_id !== undefined && event.sender !== undefined && event.origin_server_ts !== undefined;

type ToDeviceQueue = Pick<Store, 'saveToDeviceBatches' | 'getOldestToDeviceBatch' | 'removeToDeviceBatch'>;
type Batches = Parameters<Store['saveToDeviceBatches']>[0];

/** To-device messages that the SDK could not send yet; few and rare, so one value holds them. */
function toDeviceQueue(chat: ChatStore): ToDeviceQueue {
  const key = 'sdk.toDevice';
  const read = (): { next: number; batches: (Batches[number] & { id: number })[] } =>
    (chat.value(key) as ReturnType<typeof read> | undefined) ?? { next: 0, batches: [] };
  return {
    async saveToDeviceBatches(added) {
      const { next, batches } = read();
      const numbered = added.map((batch, index) => ({ ...batch, id: next + index }));
      chat.putValue(key, { next: next + added.length, batches: [...batches, ...numbered] });
    },
    getOldestToDeviceBatch: async () => read().batches[0] ?? null,
    async removeToDeviceBatch(id) {
      const { next, batches } = read();
      chat.putValue(key, { next, batches: batches.filter((batch) => batch.id !== id) });
    },
  };
}

import type { ItemContext } from '../../../../renderer/engine/timeline/item.ts';
import type { JsonObject, StoredEvent } from '../../../../renderer/engine/store/api.ts';
import { personOf } from '../../../../renderer/engine/people/names.ts';

export const anna = '@anna:musterstadt.example';
export const bernd = '@bernd:musterstadt.example';

/** An event as the store gives it, from somebody else unless said otherwise. */
export function stored(type: string, content: JsonObject, more: Partial<StoredEvent> & { unsigned?: JsonObject } = {}): StoredEvent {
  const { unsigned, ...rest } = more;
  const eventId = rest.eventId ?? '$event';
  const sender = rest.sender ?? bernd;
  return {
    roomId: '!amt:x', eventId, sender, ts: 1_000, type, content, stateKey: undefined, encryption: 'none', problem: undefined,
    shield: undefined, redacted: false, txnId: undefined, fragment: 0, index: 0,
    raw: { type, content, event_id: eventId, sender, origin_server_ts: 1_000, ...(unsigned ? { unsigned } : {}) },
    ...rest,
  };
}

export const text = (body: string, more: JsonObject = {}, rest: Parameters<typeof stored>[2] = {}): StoredEvent =>
  stored('m.room.message', { msgtype: 'm.text', body, ...more }, rest);

/** Where no calls are. */
export const noCalls = { at: () => undefined, listen: () => () => undefined };

/** Anna reads; people are named by the first part of their ID. */
export const asAnna = (more: Partial<ItemContext> = {}): ItemContext => ({
  reader: { userId: anna, displayName: 'Anna Abel' },
  find: (userId) => personOf(userId, { displayName: userId.slice(1, userId.indexOf(':')), avatar: undefined }),
  about: () => undefined,
  event: () => undefined,
  call: () => undefined,
  mayNotifyRoom: () => false,
  wasEncrypted: () => false,
  ...more,
});

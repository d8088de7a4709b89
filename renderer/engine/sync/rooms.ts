import { isObject, listAt, numberAt, objectAt, textAt, type Json } from '../session/json.ts';
import type { MinimalEvent, RawEvent, Receipt, RoomSync } from '../store/api.ts';
import { isRoomId, isUserId, readList, readMinimalEvent, readRawEvent } from './events.ts';

/** Counts what was left out of a response. */
export interface Skipped {
  count: number;
}

interface RoomsContext {
  readonly ownUserId: string;
  /** A response without `since`: nothing before its timelines is known. */
  readonly initial: boolean;
  readonly skipped: Skipped;
}

const stateAfterKeys = ['state_after', 'org.matrix.msc4222.state_after'];

/** All rooms of a response that can be read. A room that throws is left out, the others stay. */
export function readRooms(rooms: Json, context: RoomsContext): readonly RoomSync[] {
  const readers = { join: readJoined, leave: readLeft, invite: readInvited, knock: readKnocked } as const;
  return Object.entries(readers).flatMap(([section, read]) =>
    Object.entries(objectAt(rooms, section)).flatMap(([roomId, room]) => {
      if (isRoomId(roomId) && isObject(room)) return [read(roomId, room, context)];
      context.skipped.count += 1;
      return [];
    }),
  );
}

function readJoined(roomId: string, room: Json, context: RoomsContext): RoomSync {
  const { skipped, ownUserId } = context;
  const ephemeral = readList(listAt(room['ephemeral'], 'events'), readMinimalEvent, skipped);
  const summary = readSummary(objectAt(room, 'summary'));
  const unread = objectAt(room, 'unread_notifications');
  return {
    roomId,
    membership: 'join',
    ...readTimelineAndState(room, context),
    ...(summary ? { summary } : {}),
    ...('notification_count' in unread
      ? { unread: { notifications: countAt(unread, 'notification_count'), highlights: countAt(unread, 'highlight_count') } }
      : {}),
    receipts: ephemeral.flatMap((event) => (event.type === 'm.receipt' ? ownReceipts(event, ownUserId) : [])),
    accountData: readList(listAt(room['account_data'], 'events'), readMinimalEvent, skipped),
  };
}

function readLeft(roomId: string, room: Json, context: RoomsContext): RoomSync {
  const parts = readTimelineAndState(room, context);
  const events = [...(parts.state?.events ?? []), ...(parts.timeline?.events ?? [])];
  const own = events.findLast((event) => event.type === 'm.room.member' && event.state_key === context.ownUserId);
  return { roomId, membership: own?.content['membership'] === 'ban' ? 'ban' : 'leave', ...parts };
}

const readInvited = (roomId: string, room: Json, { skipped }: RoomsContext): RoomSync => ({
  roomId,
  membership: 'invite',
  inviteState: readList(listAt(room['invite_state'], 'events'), readMinimalEvent, skipped),
});

const readKnocked = (roomId: string, room: Json, { skipped }: RoomsContext): RoomSync => ({
  roomId,
  membership: 'knock',
  inviteState: readList(listAt(room['knock_state'], 'events'), readMinimalEvent, skipped),
});

function readTimelineAndState(room: Json, { initial, skipped }: RoomsContext): Pick<RoomSync, 'timeline' | 'state'> {
  const timeline = objectAt(room, 'timeline');
  const after = stateAfterKeys.find((key) => isObject(room[key]));
  return {
    timeline: {
      events: readList(listAt(timeline, 'events'), readRawEvent, skipped),
      limited: initial || timeline['limited'] === true,
      prevBatch: textAt(timeline, 'prev_batch'),
    },
    state: {
      events: readList(listAt(room[after ?? 'state'], 'events'), readRawEvent, skipped).filter(isState),
      at: after ? 'after-timeline' : 'before-timeline',
    },
  };
}

const isState = (event: RawEvent): boolean => event.state_key !== undefined;

function readSummary(summary: Json): RoomSync['summary'] {
  const joined = numberAt(summary, 'm.joined_member_count');
  const invited = numberAt(summary, 'm.invited_member_count');
  const heroes = Array.isArray(summary['m.heroes']) ? summary['m.heroes'].filter(isUserId) : undefined;
  if (joined === undefined && invited === undefined && !heroes) return undefined;
  return {
    ...(heroes ? { heroes } : {}),
    ...(joined === undefined ? {} : { joinedCount: joined }),
    ...(invited === undefined ? {} : { invitedCount: invited }),
  };
}

const countAt = (value: Json, key: string): number => Math.max(0, Math.floor(numberAt(value, key) ?? 0));

/** Own receipts of an `m.receipt` event: event ID -> type -> user ID -> `{ ts, thread_id }`. */
function ownReceipts({ content }: MinimalEvent, userId: string): readonly Receipt[] {
  return Object.entries(content).flatMap(([eventId, byType]) =>
    (['m.read', 'm.read.private'] as const).flatMap((type) => {
      const receipt = objectAt(byType, type)[userId];
      if (!isObject(receipt)) return [];
      return [{ userId, eventId, type, threadId: textAt(receipt, 'thread_id'), ts: numberAt(receipt, 'ts') ?? 0 }];
    }),
  );
}

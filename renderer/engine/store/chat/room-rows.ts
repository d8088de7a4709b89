import type { MemberRow, RoomRow } from '../api/chat-store.ts';
import type { JsonObject } from '../api/events.ts';
import type { Membership } from '../api/sync.ts';
import type { Database } from '../sqlite/database.ts';
import { eventColumns, toStoredEvent, type EventRow } from './event-rows.ts';
import { readMember, readMembers, readState, rowStateTypes, type StateEvent } from './state.ts';

interface RoomColumns {
  readonly id: number;
  readonly room_id: string;
  readonly membership: Membership;
  readonly heroes: string;
  readonly joined: number;
  readonly invited: number;
  readonly notifications: number;
  readonly highlights: number;
  readonly synced: number;
  readonly members_complete: number;
}

/** The raw material of the room list: three queries over all rooms, then a few lookups by key for each. */
export function readRoomRows(database: Database, ownUser: string | undefined, roomId?: string): readonly RoomRow[] {
  const [where, values] = roomId === undefined ? ['', []] : ['WHERE r.room_id = ?', [roomId]];
  const rooms = database.all<RoomColumns>(`SELECT r.* FROM rooms r ${where}`, values);
  const latest = new Map(
    database.all<EventRow>(
      `SELECT ${eventColumns} FROM rooms r JOIN events e ON e.id = (
         SELECT p.id FROM events p WHERE p.room = r.id AND p.preview = 1 ORDER BY p.fragment DESC, p.idx DESC LIMIT 1) ${where}`,
      values).map((row) => [row.room, row]));
  // CROSS JOIN: rooms first, then a few keys of each; the planner would rather walk through all members.
  const state = new Map<number, Record<string, JsonObject>>();
  for (const { room, type, json } of database.all<{ room: number; type: string; json: string }>(
    `SELECT s.room, s.type, s.json FROM rooms r CROSS JOIN state s ON s.room = r.id AND s.state_key = ''
       AND s.type IN (${rowStateTypes.map((type) => `'${type}'`).join(', ')}) ${where}`, values)) {
    const ofRoom = state.get(room) ?? {};
    ofRoom[type] = (JSON.parse(json) as StateEvent).content;
    state.set(room, ofRoom);
  }

  return rooms.map((room): RoomRow => {
    const last = latest.get(room.id);
    const stored = last && toStoredEvent(last, room.room_id);
    const heroes = JSON.parse(room.heroes) as string[];
    return {
      roomId: room.room_id,
      membership: room.membership,
      heroes,
      joinedCount: room.joined,
      invitedCount: room.invited,
      unread: { notifications: room.notifications, highlights: room.highlights },
      synced: room.synced === 1,
      membersComplete: room.members_complete === 1,
      state: state.get(room.id) ?? {},
      people: people(database, room, [...heroes, ownUser, stored?.sender]),
      ownMember: ownUser === undefined ? undefined : readState(database, room.id, 'm.room.member', ownUser),
      latest: stored,
    };
  });
}

function people(database: Database, room: RoomColumns, wanted: readonly (string | undefined)[]): readonly MemberRow[] {
  if (room.membership === 'invite') return readMembers(database, room.id, true);
  const userIds = new Set(wanted.filter((userId) => userId !== undefined));
  return [...userIds].map((userId) => readMember(database, room.id, userId)).filter((member) => member !== undefined);
}


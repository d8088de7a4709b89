import type { Person } from '../contract/rooms.ts';
import { directRooms } from '../people/direct.ts';
import { personOf } from '../people/names.ts';
import { roomName } from '../room-list/name.ts';
import { originOf } from '../room-list/summary.ts';
import type { ChatStore } from '../store/api.ts';

/** What a call needs to know of its room. */
export interface CallRoom {
  readonly title: string;
  readonly kind: 'direct' | 'room';
  readonly peer: Person | undefined;
  readonly joined: boolean;
  readonly encrypted: boolean;
}

/** Rooms of calls, each read once until it changes. */
export interface CallRooms {
  of(roomId: string): CallRoom;
  person(roomId: string, userId: string): Person;
  forget(roomId: string): void;
  /** The direct chats are others now. */
  forgetAll(): void;
}

type Chat = Pick<ChatStore, 'roomRow' | 'accountData' | 'member'>;

export function createCallRooms(chat: Chat, own: string): CallRooms {
  const rooms = new Map<string, CallRoom>();
  let direct: ReadonlyMap<string, string> | undefined;
  const read = (roomId: string): CallRoom => {
    const row = chat.roomRow(roomId);
    if (!row) return { title: '', kind: 'room', peer: undefined, joined: false, encrypted: false };
    const peers = (direct ??= directRooms(chat));
    const { kind, peer } = originOf(row, { own, chat, directPeer: (id) => peers.get(id) });
    const name = roomName(row, own, peer);
    const title = name.kind === 'named' ? name.text : name.kind === 'people' ? name.names.join(', ') + (name.others > 0 ? ', …' : '') : '';
    return { title, kind, peer, joined: row.membership === 'join', encrypted: row.state['m.room.encryption'] !== undefined };
  };
  return {
    of: (roomId) => {
      const room = rooms.get(roomId) ?? read(roomId);
      rooms.set(roomId, room);
      return room;
    },
    person: (roomId, userId) => personOf(userId, chat.member(roomId, userId)),
    forget: (roomId) => void rooms.delete(roomId),
    forgetAll: () => {
      rooms.clear();
      direct = undefined;
    },
  };
}

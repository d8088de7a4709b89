import type { Unsubscribe } from '../../base/listen.ts';
import type { Person } from '../contract/rooms.ts';
import type { ChatStore } from '../store/api.ts';
import { peopleOf, personOf } from './names.ts';

/** The people of the rooms that are open, read once and again when a room's members change. */
export interface RoomPeople {
  find(roomId: string, userId: string): Person;
  /** Stops reading along for a room that nobody looks at any more. */
  release(roomId: string): void;
  readonly stop: Unsubscribe;
}

export function createRoomPeople(chat: Pick<ChatStore, 'listen' | 'members'>): RoomPeople {
  const rooms = new Map<string, ReadonlyMap<string, Person>>();
  const stop = chat.listen((change) => {
    for (const [roomId, { members, removed }] of change.rooms) if (members || removed) rooms.delete(roomId);
  });
  const peopleIn = (roomId: string): ReadonlyMap<string, Person> => {
    const people = rooms.get(roomId) ?? peopleOf(chat.members(roomId, { all: true }));
    rooms.set(roomId, people);
    return people;
  };
  return {
    find: (roomId, userId) => peopleIn(roomId).get(userId) ?? personOf(userId, undefined),
    release: (roomId) => void rooms.delete(roomId),
    stop,
  };
}

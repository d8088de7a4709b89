import { createEmitter, type Unsubscribe } from '../../base/listen.ts';
import type { TopicSink } from '../../base/port-server.ts';
import { kept } from '../../base/same.ts';
import type { TopicState } from '../../base/wire.ts';
import type { Member, RoomDetails, RoomListHead, RoomSummary } from '../contract/rooms.ts';
import { directRooms } from '../people/direct.ts';
import { powerOf } from '../people/power.ts';
import type { ChatStore, RoomChange } from '../store/api.ts';
import { detailsOf, unknownRoom } from './details.ts';
import { createRoomList, type RoomList, type RoomListSources } from './list.ts';
import { membersOf } from './members.ts';

/** Topic `roomList`: the list is made when somebody first follows it and kept up from then on. */
export function createRoomListTopic(sources: RoomListSources): {
  follow(params: object, sink: TopicSink<TopicState<RoomListHead, RoomSummary>>): Unsubscribe;
  stop(): void;
} {
  let list: RoomList | undefined;
  return {
    follow: (_params, sink) => {
      const current = (list ??= createRoomList(sources));
      const publish = (): void => sink.publish({ head: current.head(), items: current.items() });
      publish();
      return current.changed(publish);
    },
    stop: () => list?.stop(),
  };
}

export interface RoomTopicSources {
  readonly chat: Pick<ChatStore, 'listen' | 'roomRow' | 'accountData' | 'member' | 'members' | 'stateEvent' | 'stateEvents'>;
  readonly presence: RoomListSources['presence'];
  readonly own: string;
}

type RoomState = TopicState<RoomDetails, Member>;

/** Topic `room`: what a room is and who is in it. */
export function createRoomTopic({ chat, presence, own }: RoomTopicSources): {
  follow(params: { readonly roomId: string }, sink: TopicSink<RoomState>): Unsubscribe;
  stop(): void;
} {
  const collator = new Intl.Collator('de', { sensitivity: 'base', numeric: true });
  const changes = createEmitter<{ readonly rooms: ReadonlyMap<string, RoomChange>; readonly direct: boolean }>();
  const stopListening = chat.listen(({ rooms, accountData }) => changes.emit({ rooms, direct: accountData.has('m.direct') }));

  return {
    follow: ({ roomId }, sink) => {
      let head: RoomDetails | undefined;
      let items: readonly Member[] = [];

      const readMembers = (): void => {
        const known = new Map(items.map((item) => [item.key, item]));
        const next = membersOf(chat.members(roomId), powerOf(chat, roomId), presence, collator);
        items = next.map((item) => kept(known.get(item.key), item));
      };
      const publish = (): void => {
        const direct = directRooms(chat);
        const row = chat.roomRow(roomId);
        const power = powerOf(chat, roomId);
        const sources = { own, chat, presence, directPeer: (id: string) => direct.get(id) };
        head = kept(head, row ? detailsOf(row, power, items.length, sources) : unknownRoom(roomId));
        sink.publish({ head, items });
      };

      const stops = [
        changes.listen(({ rooms, direct }) => {
          const change = rooms.get(roomId);
          if (change && (change.members || change.state || change.removed)) readMembers();
          if (direct || (change && (change.row || change.members || change.state || change.removed))) publish();
        }),
        presence.listen((changed) => {
          // The order does not hang on presence, so a big room is not sorted anew each time somebody comes or goes.
          const concerns = (item: Member): boolean => !changed || changed.has(item.userId);
          if (!items.some(concerns) && !(head?.peer && (!changed || changed.has(head.peer.userId)))) return;
          items = items.map((item) => (concerns(item) ? kept(item, { ...item, presence: presence.of(item.userId) }) : item));
          publish();
        }),
      ];
      readMembers();
      publish();
      return () => stops.forEach((stop) => stop());
    },
    stop: stopListening,
  };
}

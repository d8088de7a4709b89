import { announcementOf, widgetType } from '../calls/widget.ts';
import type { RoomDetails } from '../contract/rooms.ts';
import { cleanLine } from '../people/names.ts';
import type { Power } from '../people/power.ts';
import type { PresenceMap } from '../people/presence.ts';
import type { ChatStore, RoomRow } from '../store/api.ts';
import { roomName } from './name.ts';
import { avatarOf, originOf } from './summary.ts';

export interface DetailsSources {
  readonly own: string;
  readonly chat: Pick<ChatStore, 'member' | 'stateEvents'>;
  readonly presence: Pick<PresenceMap, 'of'>;
  readonly directPeer: (roomId: string) => string | undefined;
}

/** A room that the store does not know. */
export const unknownRoom = (roomId: string): RoomDetails => ({
  roomId,
  name: { kind: 'empty' },
  topic: undefined,
  kind: 'room',
  membership: 'unknown',
  avatar: undefined,
  peer: undefined,
  presence: 'unknown',
  inviter: undefined,
  encrypted: false,
  memberCount: 0,
  canSend: false,
  canInvite: false,
  conference: undefined,
  canSetConference: false,
});

/** The head of the topic `room`. `members` counts those whom the store has, for rooms whose summary has no count. */
export function detailsOf(row: RoomRow, power: Power, members: number, sources: DetailsSources): RoomDetails {
  const { kind, peer, inviter } = originOf(row, sources);
  const encrypted = row.state['m.room.encryption'] !== undefined;
  const level = power.of(sources.own);
  const joined = row.membership === 'join';
  const conference = announcementOf(sources.chat.stateEvents(row.roomId, widgetType));
  return {
    roomId: row.roomId,
    name: roomName(row, sources.own, peer),
    topic: cleanLine(row.state['m.room.topic']?.['topic'], 2_000) || undefined,
    kind,
    membership: row.membership === 'knock' ? 'unknown' : row.membership,
    avatar: avatarOf(row, peer),
    peer,
    presence: peer ? sources.presence.of(peer.userId) : 'unknown',
    inviter,
    encrypted,
    memberCount: row.joinedCount || members,
    canSend: joined && level >= power.toSend(encrypted ? 'm.room.encrypted' : 'm.room.message'),
    canInvite: joined && level >= power.toInvite,
    conference: conference?.lasting === true ? conference.conference.domain : undefined,
    canSetConference: joined && level >= power.toSetState(widgetType),
  };
}

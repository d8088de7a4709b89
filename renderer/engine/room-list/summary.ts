import type { CallRecord } from '../contract/calls.ts';
import type { Person, RoomSummary } from '../contract/rooms.ts';
import { cleanLine, mxcOf, personOf } from '../people/names.ts';
import type { PresenceMap } from '../people/presence.ts';
import type { ChatStore, OutgoingMessage, RoomRow, StoredEvent } from '../store/api.ts';
import { roomName } from './name.ts';
import { previewOf } from './preview.ts';

/** What a row is made of besides the store's own. */
export interface SummarySources {
  readonly own: string;
  readonly chat: Pick<ChatStore, 'member'>;
  readonly presence: Pick<PresenceMap, 'of'>;
  /** The other person of a direct chat by `m.direct`. */
  readonly directPeer: (roomId: string) => string | undefined;
  readonly outgoing: (roomId: string) => readonly OutgoingMessage[];
  /** The call that an event began. */
  readonly call: (event: StoredEvent) => CallRecord | undefined;
  readonly draft: (roomId: string) => string | undefined;
}

type Origin = Pick<RoomSummary, 'kind' | 'peer' | 'inviter'>;

/** Whether a room is a direct chat and with whom: by `m.direct`, for an invitation by what the inviter says. */
export function originOf(row: RoomRow, sources: Pick<SummarySources, 'own' | 'chat' | 'directPeer'>): Origin {
  const find = (userId: string): Person =>
    personOf(userId, row.people.find((each) => each.userId === userId) ?? sources.chat.member(row.roomId, userId));
  const invitedBy = row.membership === 'invite' ? row.ownMember?.sender : undefined;
  const inviter = invitedBy === undefined || invitedBy === sources.own ? undefined : find(invitedBy);
  const direct = sources.directPeer(row.roomId);
  const peer = direct !== undefined ? find(direct) : row.ownMember?.content['is_direct'] === true ? inviter : undefined;
  return { kind: peer ? 'direct' : 'room', peer, inviter };
}

/** Whether a row belongs into the list: spaces hold rooms, nobody writes there. */
export const isListed = (row: RoomRow): boolean =>
  (row.membership === 'join' || row.membership === 'invite') && row.state['m.room.create']?.['type'] !== 'm.space';

export const avatarOf = (row: RoomRow, peer: Person | undefined): string | undefined =>
  mxcOf(row.state['m.room.avatar']?.['url']) ?? peer?.avatar;

/** One row of the room list; `before` is the same room's last one. */
export function summaryOf(row: RoomRow, sources: SummarySources, before: RoomSummary | undefined): RoomSummary {
  const { kind, peer, inviter } = originOf(row, sources);
  const own = sources.outgoing(row.roomId);
  const waiting = own.findLast((message) => message.createdAt >= (row.latest?.ts ?? 0));
  const outgoing = own.filter((message) => message.state !== 'sent');
  // A new message is decrypted in a moment: until then the row says what it said.
  const isPending = !waiting && row.latest?.encryption === 'undecrypted' && row.latest.problem === undefined;
  const preview = isPending ? before?.preview : previewOf(row, sources.own, waiting, sources.call);
  const failed = outgoing.filter((message) => message.state === 'failed').length;
  return {
    key: row.roomId,
    roomId: row.roomId,
    name: roomName(row, sources.own, peer),
    kind,
    membership: row.membership === 'invite' ? 'invite' : 'join',
    avatar: avatarOf(row, peer),
    peer,
    presence: peer ? sources.presence.of(peer.userId) : 'unknown',
    inviter,
    encrypted: row.state['m.room.encryption'] !== undefined,
    unread: row.membership === 'join' ? row.unread.notifications : 0,
    mentions: row.membership === 'join' ? row.unread.highlights : 0,
    lastTs: waiting?.createdAt ?? row.latest?.ts ?? 0,
    preview: row.membership === 'join' ? preview : undefined,
    draft: cleanLine(sources.draft(row.roomId)?.trimStart().split('\n', 1)[0]) || undefined,
    queued: outgoing.length - failed,
    failed,
  };
}

import type { CallMember, Conference, RunningCall } from '../contract.ts';
import type { CallRooms } from './rooms.ts';
import type { KnownCall } from './book.ts';
import type { RtcMember } from './elsewhere.ts';
import type { RungConference } from './read-event.ts';
import { withEarlier, type Stay } from './stays.ts';

/** Whose screen it is. */
export interface Own {
  readonly userId: string;
  readonly deviceId: string;
}

const mostMembers = 500;

/**
 * A call as the topic `calls` has it. `announced`: the conference that the room's widget names; `before`: stays in calls
 * that took place in the room a moment ago.
 */
export function runningCall(
  { roomId, callId, state }: KnownCall, rooms: CallRooms, own: Own, announced: RungConference | undefined, before: readonly Stay[],
): RunningCall {
  const { title, kind, peer } = rooms.of(roomId);
  const member = ({ userId, deviceId, joinedTs, endpointId, formerEndpointIds }: Stay): CallMember => ({
    ...rooms.person(roomId, userId),
    joinedTs,
    endpointId,
    formerEndpointIds,
    own: userId !== own.userId ? undefined : deviceId === own.deviceId ? 'this-device' : 'other-device',
  });
  const { ring } = state;
  return {
    key: callId,
    callId,
    roomId,
    title,
    kind,
    peer,
    media: ring.media,
    conference: ring.conference && conferenceOf(ring.conference, announced),
    elsewhere: false,
    caller: rooms.person(roomId, ring.sender),
    own: state.own,
    confirmed: ring.confirmed || state.own,
    notification: state.rings ? 'ring' : 'notification',
    startedTs: state.startedTs,
    ringUntilTs: state.ringUntilTs,
    members: state.members.slice(0, mostMembers).map((stay) => member(withEarlier(stay, before))),
    answer: state.answer,
    peerAnswer: state.peerAnswer,
    peerLeft: state.peerLeft,
    over: state.over,
  };
}

const conferenceOf = (rung: RungConference, announced: RungConference | undefined): Conference => ({
  ...rung,
  announced: announced?.id === rung.id && announced.domain === rung.domain,
});

/** A MatrixRTC call: shown, and joined with the client that it was begun with. */
export function callElsewhere(roomId: string, members: readonly [RtcMember, ...RtcMember[]], rooms: CallRooms, own: Own): RunningCall {
  const { title, kind, peer } = rooms.of(roomId);
  const [first] = members;
  const callId = `rtc:${roomId}`;
  const isOwn = ({ userId }: RtcMember): boolean => userId === own.userId;
  return {
    key: callId,
    callId,
    roomId,
    title,
    kind,
    peer,
    media: first.media,
    conference: undefined,
    elsewhere: true,
    caller: rooms.person(roomId, first.userId),
    own: isOwn(first),
    confirmed: false,
    notification: 'notification',
    startedTs: first.joinedTs,
    ringUntilTs: first.joinedTs,
    members: members.map((member) => ({
      ...rooms.person(roomId, member.userId), joinedTs: member.joinedTs, endpointId: undefined, formerEndpointIds: [], own: isOwn(member) ? 'other-device' : undefined,
    })),
    answer: members.some(isOwn) ? 'joined-elsewhere' : undefined,
    peerAnswer: undefined,
    peerLeft: false,
    over: false,
  };
}

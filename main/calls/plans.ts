import type { CallMedia, CallSubject } from '../../preload/contract/calls.ts';
import type { RoomName, RoomSummary } from '../../renderer/engine/contract/rooms.ts';
import type { RunningCall } from '../../renderer/engine/contract/calls.ts';
import type { Meeting } from './deployment/meeting-link.ts';
import type { CallState, Plan } from './machine/state.ts';

/** A room's name in one line. */
export function titleOf(name: RoomName): string {
  switch (name.kind) {
    case 'named':
      return name.text;
    case 'people':
      return `${name.names.join(', ')}${name.others > 0 ? ` +${name.others}` : ''}`;
    case 'empty':
      return '';
  }
}

/** The call of a room in which somebody is that one can join; by its ID where that is known. */
export const joinable = (state: CallState, roomId: string, callId?: string): RunningCall | undefined =>
  state.running.find(
    (call) =>
      call.roomId === roomId &&
      !call.over &&
      !call.elsewhere &&
      (callId === undefined ? call.members.some(({ own }) => own !== 'this-device') : call.callId === callId),
  );

/** A call that begins in a room; with a person where it is a direct chat that still has one. */
export function planBegin(room: RoomSummary, media: CallMedia, callId: string): Plan {
  const { roomId, peer } = room;
  const isDirect = room.kind === 'direct' && peer !== undefined;
  const subject: CallSubject = {
    callId,
    roomId,
    title: titleOf(room.name) || (peer?.name ?? roomId),
    kind: isDirect ? 'direct' : 'room',
    media,
    peer: isDirect ? peer : undefined,
  };
  return { subject, begins: true, announced: false, camera: media === 'video', place: undefined };
}

/** A call that runs. In a direct chat the other person waits for a word at once. */
export function planJoin(call: RunningCall, media: CallMedia, camera = media === 'video'): Plan {
  const { callId, roomId, title, kind, peer, conference } = call;
  return {
    subject: { callId, roomId, title, kind, media, peer },
    begins: false,
    announced: kind === 'direct',
    camera,
    place: conference,
  };
}

/** A conference that nobody here knows anything of. */
export const planLink = ({ host, conference, title }: Meeting, callId: string): Plan => ({
  subject: { callId, roomId: undefined, title, kind: 'link', media: 'video', peer: undefined },
  begins: false,
  announced: false,
  camera: true,
  place: { domain: host, id: conference, auth: undefined },
});

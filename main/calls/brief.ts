import type { CallBrief, CallGround, KnownParty } from '../../renderer/call/contract.ts';
import type { RunningCall } from '../../renderer/engine/contract/calls.ts';
import type { CallRoom } from './call-room.ts';
import type { Current } from './machine/state.ts';
import type { Remembered } from './remembered.ts';

export interface BriefParts {
  readonly call: Current;
  readonly ground: CallGround;
  readonly conference: string;
  readonly running: RunningCall | undefined;
  readonly selfName: string;
  readonly selfAvatar: string | undefined;
  readonly language: CallBrief['language'];
  readonly theme: CallBrief['theme'];
  readonly remembered: Remembered;
  readonly room: CallRoom;
  /** Of an mxc: URI, once the page can have it. */
  readonly pictureOf: (mxc: string | undefined) => string | undefined;
}

/**
 * Who is who in the conference, by endpoint. An endpoint that two people claim is nobody's: names in a conference are
 * only claimed, and here nothing is guessed.
 */
function knownOf(running: RunningCall | undefined, pictureOf: BriefParts['pictureOf']): Readonly<Record<string, KnownParty>> {
  const claims = new Map<string, KnownParty | undefined>();
  for (const { endpointId, userId, name, avatar } of running?.members ?? []) {
    if (endpointId === undefined) continue;
    const other = claims.get(endpointId);
    claims.set(endpointId, claims.has(endpointId) && other?.userId !== userId ? undefined : { userId, name, picture: pictureOf(avatar) });
  }
  return Object.fromEntries([...claims].filter((claim): claim is [string, KnownParty] => claim[1] !== undefined));
}

/** What the page of a call is told. Nothing of it is secret: the deployment's own script can read it. */
export function briefOf({ call, ground, conference, running, remembered, room, pictureOf, ...parts }: BriefParts): CallBrief {
  const { callId, title, kind, media, roomId, peer } = call.subject;
  const isDirect = kind === 'direct';
  return {
    ...ground,
    callId,
    conference,
    title,
    picture: pictureOf(isDirect ? peer?.avatar : room.avatar),
    kind,
    media,
    prejoin: !isDirect,
    self: { name: parts.selfName, picture: pictureOf(parts.selfAvatar) },
    known: knownOf(running, pictureOf),
    placement: call.placement,
    language: parts.language,
    theme: parts.theme,
    devices: remembered.devices,
    startMuted: call.plan.muted ?? (!isDirect && remembered.muted),
    startCamera: call.plan.camera && (isDirect || remembered.camera),
    noiseSuppression: remembered.noiseSuppression,
    chat: roomId !== undefined,
    unread: room.unread,
  };
}

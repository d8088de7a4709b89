import type { CallBrief, CallGround, FormerEndpoint, KnownParty } from '../../renderer/call/contract.ts';
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
  for (const { endpointId, userId, name, avatar, own } of running?.members ?? []) {
    // Of this device there is only its page: whatever else stands there in its name is what a page before it has left.
    if (endpointId === undefined || own === 'this-device') continue;
    const other = claims.get(endpointId);
    claims.set(endpointId, claims.has(endpointId) && other?.userId !== userId ? undefined : { userId, name, picture: pictureOf(avatar) });
  }
  return Object.fromEntries([...claims].filter((claim): claim is [string, KnownParty] => claim[1] !== undefined));
}

/** What devices have left behind where they are back under another endpoint; what two people claim is nobody's here, too. */
function formerOf(running: RunningCall | undefined, ownBefore: readonly string[], ownName: string): CallBrief['former'] {
  const members = running?.members ?? [];
  const taken = new Set(members.flatMap(({ endpointId, own }) => (own === 'this-device' ? [] : [endpointId])));
  const claims = new Map<string, (FormerEndpoint & { readonly userId: string | undefined }) | undefined>();
  const claim = (id: string, former: FormerEndpoint, userId: string | undefined): void =>
    void claims.set(id, claims.has(id) && claims.get(id)?.userId !== userId ? undefined : { ...former, userId });
  for (const { endpointId, formerEndpointIds, userId, name, own } of members) {
    if (own === 'this-device') for (const id of formerEndpointIds) claim(id, { name: ownName, now: undefined }, undefined);
    else if (endpointId !== undefined) for (const id of formerEndpointIds) claim(id, { name, now: endpointId }, userId);
  }
  for (const id of ownBefore) claim(id, { name: ownName, now: undefined }, undefined);
  return Object.fromEntries(
    [...claims].flatMap(([id, former]) => (former && !taken.has(id) ? [[id, { name: former.name, now: former.now }]] : [])),
  );
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
    former: formerOf(running, call.plan.endpointsBefore ?? [], parts.selfName),
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

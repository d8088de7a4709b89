import { kept } from '../../base/same.ts';
import type { KnownParty } from '../contract.ts';
import type { JitsiLibrary, LibraryConference, LibraryParticipant, LibraryTrack } from './library/api.ts';
import type { Participant, Quality, VideoSource } from './model.ts';

/** What the library's own objects do not say of a participant. */
export interface RosterFacts {
  readonly known: Readonly<Record<string, KnownParty>>;
  readonly dominantId: string | undefined;
  readonly quality: ReadonlyMap<string, Quality>;
  readonly liveText: ReadonlyMap<string, string>;
  /** IDs of what is there and is nobody. */
  readonly leftovers: ReadonlySet<string>;
  /** One moderates, and so may do this to others. */
  readonly moderate: { readonly mute: (id: string) => void; readonly remove: (id: string) => void } | undefined;
}

/** Names one video in constraints and in the stage: by its source where the build has names, else by its sender. */
export const videoKey = (track: LibraryTrack): string => track.getSourceName?.() ?? track.getParticipantId();

const isFlowing = (participant: LibraryParticipant, track: LibraryTrack): boolean => {
  const status = track.getTrackStreamingStatus?.() ?? participant.getConnectionStatus?.();
  return status === undefined || status === 'active';
};

function videosOf(participant: LibraryParticipant, before: readonly VideoSource[]): readonly VideoSource[] {
  const videos = participant.getTracks().flatMap((track): VideoSource[] => {
    const stream = track.getOriginalStream();
    if (track.getType() !== 'video' || track.isMuted() || !stream) return [];
    const kind = track.getVideoType() === 'desktop' ? 'desktop' : 'camera';
    const key = videoKey(track);
    const next: VideoSource = { key, kind, stream, isFlowing: isFlowing(participant, track) };
    const old = before.find((video) => video.key === key);
    const isSame = old?.stream === stream && old.kind === kind && old.isFlowing === next.isFlowing;
    return [isSame ? old : next];
  });
  videos.sort((a, b) => a.kind.localeCompare(b.kind)); // the camera first
  return videos.length === before.length && videos.every((video, index) => video === before[index]) ? before : videos;
}

/** When a hand went up: a time, or anything else that builds of other clients write. */
function handRaised(participant: LibraryParticipant): number | undefined {
  const value = participant.getProperty('raisedHand');
  if (value === undefined || value === '' || value === '0' || value === 'false') return undefined;
  const time = Number(value);
  return Number.isFinite(time) ? time : 0;
}

function toParticipant(participant: LibraryParticipant, before: Participant | undefined, facts: RosterFacts): Participant {
  const id = participant.getId();
  // Others choose their IDs: the names of Object.prototype are nobody's.
  const known = Object.hasOwn(facts.known, id) ? facts.known[id] : undefined;
  const sound = participant.getTracks().find((track) => track.getType() === 'audio');
  const muted = sound?.isMuted() ?? true;
  const { moderate } = facts;
  const plain = {
    id,
    known: kept(before?.known, known),
    name: known?.name ?? participant.getDisplayName()?.slice(0, 200) ?? '',
    role: participant.isModerator() ? ('moderator' as const) : ('participant' as const),
    muted,
    handRaisedTs: handRaised(participant),
    isDominantSpeaker: facts.dominantId === id,
    quality: kept(before?.quality, facts.quality.get(id)),
    liveText: facts.liveText.get(id) ?? '',
    videos: videosOf(participant, before?.videos ?? []),
  };
  const mayMute = moderate !== undefined && !muted;
  const isSame =
    before !== undefined &&
    Object.entries(plain).every(([name, value]) => Object.is(before[name as keyof Participant], value)) &&
    (before.mute !== undefined) === mayMute &&
    (before.remove !== undefined) === (moderate !== undefined);
  if (isSame) return before;
  return {
    ...plain,
    mute: mayMute ? () => moderate.mute(id) : undefined,
    remove: moderate ? () => moderate.remove(id) : undefined,
  };
}

/** The others as they stand now, in the order in which they came; what has not changed stays the same object. */
export function readRoster(conference: LibraryConference, before: readonly Participant[], facts: RosterFacts): readonly Participant[] {
  const present = new Map(
    conference
      .getParticipants()
      .filter((participant) => participant.isHidden?.() !== true && !facts.leftovers.has(participant.getId()))
      .map((participant) => [participant.getId(), participant]),
  );
  const stayed = before.map(({ id }) => id).filter((id) => present.has(id));
  const came = [...present.keys()].filter((id) => !stayed.includes(id));
  const after = [...stayed, ...came].flatMap((id) => {
    const participant = present.get(id);
    return participant ? [toParticipant(participant, before.find((old) => old.id === id), facts)] : [];
  });
  return after.length === before.length && after.every((participant, index) => participant === before[index]) ? before : after;
}

/** Events after which the others have to be read anew; not all builds have all of them. */
export const rosterEvents = [
  'USER_JOINED', 'USER_LEFT', 'USER_ROLE_CHANGED', 'DISPLAY_NAME_CHANGED', 'PARTICIPANT_PROPERTY_CHANGED',
  'PARTICIPANT_CONN_STATUS_CHANGED', 'TRACK_ADDED', 'TRACK_REMOVED', 'TRACK_MUTE_CHANGED', 'FORWARDED_SOURCES_CHANGED',
] as const;

/** Each voice with its participant: everything that is to be heard. */
export const voicesOf = (conference: LibraryConference): ReadonlyMap<string, MediaStream> =>
  new Map(
    conference.getParticipants().flatMap((participant) =>
      participant.getTracks().flatMap((track): [string, MediaStream][] => {
        const stream = track.getType() === 'audio' ? track.getOriginalStream() : null;
        return stream ? [[participant.getId(), stream]] : [];
      }),
    ),
  );

/** Remote tracks tell of their own changes. */
export function listenToTrack(library: JitsiLibrary, track: LibraryTrack, changed: () => void): void {
  for (const name of ['TRACK_VIDEOTYPE_CHANGED', 'TRACK_STREAMING_STATUS_CHANGED']) {
    const event = library.events.track[name];
    if (event !== undefined) track.on(event, changed);
  }
}

import type { CallBrief } from '../contract.ts';
import type { JitsiLibrary, LibraryConference, LibraryParticipant, LibraryTrack } from './library/api.ts';
import { listenToTrack, rosterEvents } from './roster.ts';
import { readSaid, type Said } from './talk.ts';

/** What a conference tells, in one build's words or another's. */
export interface RoomEvents {
  /** Participants or their media have changed: they are to be read anew. */
  readonly changed: () => void;
  readonly direct: (now: boolean) => void;
  readonly locked: (now: boolean) => void;
  readonly dominant: (id: string) => void;
  readonly level: (id: string, level: number) => void;
  readonly said: (id: string, said: Said) => void;
  /** One's own microphone was muted by a moderator; the library may know by whom. */
  readonly mutedBy: (id: string | undefined) => void;
}

/** Has to be called before the conference is joined, so that nothing is missed. */
export function listenToRoom(library: JitsiLibrary, conference: LibraryConference, brief: CallBrief, events: RoomEvents): void {
  const names = library.events.conference;
  const on = <T extends readonly unknown[]>(name: string, listener: (...details: T) => void): void => {
    const event = names[name];
    if (event !== undefined) conference.on(event, (...details: never[]) => listener(...(details as readonly unknown[] as T)));
  };
  for (const name of rosterEvents) on(name, events.changed);
  on('TRACK_ADDED', (track: LibraryTrack) => {
    if (!track.isLocal()) listenToTrack(library, track, events.changed);
  });
  on('TRACK_MUTE_CHANGED', (track: LibraryTrack, actor: LibraryParticipant | undefined) => {
    if (track.isLocal() && track.getType() === 'audio' && actor) events.mutedBy(actor.getId());
  });
  on('P2P_STATUS', (_conference: unknown, now: boolean) => events.direct(now));
  on('LOCK_STATE_CHANGED', (now: boolean) => events.locked(now));
  on('DOMINANT_SPEAKER_CHANGED', (id: string) => events.dominant(id));
  on('TRACK_AUDIO_LEVEL_CHANGED', (id: string, level: number) => events.level(id, level));
  on('ENDPOINT_MESSAGE_RECEIVED', (participant: LibraryParticipant, payload: unknown) => {
    const said = readSaid(payload);
    if (said) events.said(participant.getId(), said);
  });
  conference.setDisplayName(brief.self.name);
}

import { whatHappened } from './happenings.ts';
import { createLeftovers } from './leftovers.ts';
import type { JitsiLibrary, LibraryConference } from './library/api.ts';
import type { Speaker } from './media/speaker.ts';
import type { Happening, Quality } from './model.ts';
import { askFor, type Seen } from './receive.ts';
import { listenToRoom } from './room.ts';
import { readRoster, voicesOf } from './roster.ts';
import type { StateStore } from './store.ts';

/** The conference that one is in now. */
export interface Present {
  readonly library: JitsiLibrary;
  readonly conference: LibraryConference;
}

/** The others in the conference: who they are, what they send, what they say. */
export interface Others {
  /** Listens to a conference that is not yet joined. */
  enter(present: Present): void;
  /** It is gone, and they with it; while one tries to come back they stand as they were, without media. */
  leave(): void;
  refresh(): void;
  measured(quality: ReadonlyMap<string, Quality>): void;
  watch(seen: Seen): void;
}

export interface OthersOptions {
  readonly store: StateStore;
  readonly speaker: Speaker;
  readonly now: () => number;
  readonly happened: (happening: Happening) => void;
  readonly heard: (id: string, level: number) => void;
  /** One's own part in the conference has changed. */
  readonly selfChanged: (dominantId: string | undefined) => void;
  readonly wasMuted: () => void;
  /** Somebody who moderates tells the password of the conference. */
  readonly passwordTold: (password: string) => void;
  /** Everybody may come in again. */
  readonly opened: () => void;
}

const lost: Quality = { class: 'lost', roundTripMs: undefined, lossPercent: undefined, receivedKbps: undefined, sentKbps: undefined };

export function createOthers(options: OthersOptions): Others {
  const { store, speaker, now, happened, heard, selfChanged, wasMuted } = options;
  let present: Present | undefined;
  let dominantId: string | undefined;
  let quality: ReadonlyMap<string, Quality> = new Map();
  let seen: Seen | undefined;
  const liveText = new Map<string, string>();
  const leftBehind = createLeftovers(now);
  let playing: ReadonlySet<string> = new Set();

  const isModerator = (id: string): boolean => store.get().participants.some((each) => each.id === id && each.role === 'moderator');
  const nameOf = (id: string | undefined): string => store.get().participants.find((each) => each.id === id)?.name ?? '';

  function play(voices: ReadonlyMap<string, MediaStream>): void {
    for (const id of playing) if (!voices.has(id)) speaker.play(id, undefined);
    for (const [id, stream] of voices) speaker.play(id, stream);
    playing = new Set(voices.keys());
  }

  function refresh(): void {
    if (!present) return;
    const { conference } = present;
    const { participants: before, brief, connectedTs, phase } = store.get();
    const moderate = conference.isModerator()
      ? { mute: (id: string) => conference.muteParticipant(id, 'audio'), remove: (id: string) => conference.kickParticipant(id) }
      : undefined;
    const leftovers = leftBehind.read(conference.getParticipants().map((each) => each.getId()), {
      former: brief.former,
      known: brief.known,
      ownName: brief.self.name,
      ownId: conference.myUserId(),
      isSending: (id) => (quality.get(id)?.receivedKbps ?? 0) > 0,
      remove: moderate?.remove,
    });
    const left = new Set(leftovers.map(({ id }) => id));
    const participants = readRoster(conference, before, { known: brief.known, dominantId, quality, liveText, leftovers: left, moderate });
    const connected = connectedTs ?? (participants.length > 0 ? now() : undefined);
    store.set({ participants, leftovers, connectedTs: connected });
    play(voicesOf(conference));
    selfChanged(dominantId);
    // Whoever is back has not gone.
    const was = before.filter(({ id }) => !left.has(id));
    if (phase === 'joined') for (const happening of whatHappened(was, participants)) happened(happening);
  }

  return {
    enter(next) {
      present = next;
      const isNow = (): boolean => present === next;
      const guarded = <T extends readonly unknown[]>(act: (...details: T) => void) => (...details: T): void => {
        if (isNow()) act(...details);
      };
      listenToRoom(next.library, next.conference, store.get().brief, {
        changed: guarded(refresh),
        direct: guarded((isDirect: boolean) => {
          // Nobody else is between the two but for a relay.
          store.set({ isDirect: isDirect && !store.get().brief.relayOnly });
          refresh();
        }),
        locked: guarded((isLocked: boolean) => {
          if (isLocked !== store.get().isLocked) happened({ kind: isLocked ? 'locked' : 'unlocked' });
          store.set({ isLocked });
          if (!isLocked) options.opened();
        }),
        dominant: guarded((id: string) => {
          dominantId = id;
          refresh();
        }),
        level: guarded((id: string, level: number) => {
          if (id !== next.conference.myUserId()) heard(id, level);
        }),
        said: guarded((id: string, said) => {
          leftBehind.lives(id);
          if (said.kind === 'reaction') return happened({ kind: 'reaction', participantId: id, name: nameOf(id), emoji: said.emoji });
          if (said.kind === 'password') {
            if (isModerator(id)) options.passwordTold(said.password);
            return;
          }
          liveText.set(id, said.text);
          refresh();
        }),
        mutedBy: guarded((id: string | undefined) => {
          wasMuted();
          happened({ kind: 'muted-by', name: nameOf(id) });
        }),
      });
      if (seen) askFor(next.library, next.conference, seen);
    },
    leave() {
      present = undefined;
      dominantId = undefined;
      liveText.clear();
      leftBehind.leave();
      play(new Map());
      const { phase, participants } = store.get();
      const away = { videos: [], quality: lost, mute: undefined, remove: undefined, liveText: '', isDominantSpeaker: false } as const;
      store.set({ participants: phase === 'reconnecting' ? participants.map((each) => ({ ...each, ...away })) : [], leftovers: [], isLocked: false });
    },
    refresh,
    measured(next) {
      quality = next;
      refresh();
    },
    watch(next) {
      seen = next;
      if (present) askFor(present.library, present.conference, next);
    },
  };
}

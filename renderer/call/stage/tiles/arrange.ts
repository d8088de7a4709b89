import type { ConferenceState, Participant, Quality, VideoSource } from '../../conference/model.ts';

/* Who is seen how large: decided from the conference's state and what the person chose, without a document. */

export type View = 'speaker' | 'tiles';

/** One tile: a person, or a screen that a person shares. */
export interface Face {
  /** Its own in a view: the participant's ID, `self`, or the key of the screen. */
  readonly key: string;
  /** Undefined for oneself. */
  readonly participant: Participant | undefined;
  readonly isScreen: boolean;
  readonly name: string;
  /** What the tint of the avatar follows. */
  readonly id: string;
  /** A picture's ID for `Ui.pictures`; only of those who are confirmed. */
  readonly picture: string | undefined;
  readonly stream: MediaStream | undefined;
  /** For `actions.watch`; undefined for one's own picture, which comes over no line. */
  readonly watch: string | undefined;
  readonly isFlowing: boolean;
  readonly isSpeaking: boolean;
  readonly muted: boolean;
  readonly isKnown: boolean;
  readonly quality: Quality | undefined;
  /** The turn of a raised hand, from 1; 0 for a hand whose turn is not known; undefined for none. */
  readonly hand: number | undefined;
}

const video = (participant: Participant, kind: VideoSource['kind']): VideoSource | undefined =>
  participant.videos.find((source) => source.kind === kind);

/** Participants with raised hands, first come first. */
export const raisedHands = (participants: readonly Participant[]): readonly Participant[] =>
  participants
    .filter(({ handRaisedTs }) => handRaisedTs !== undefined)
    .sort((a, b) => (a.handRaisedTs ?? 0) - (b.handRaisedTs ?? 0));

function personFace(participant: Participant, turns: ReadonlyMap<string, number>): Face {
  const camera = video(participant, 'camera');
  return {
    key: participant.id,
    participant,
    isScreen: false,
    name: participant.name,
    id: participant.known?.userId ?? participant.id,
    picture: participant.known?.picture,
    stream: camera?.stream,
    watch: camera?.key,
    isFlowing: camera?.isFlowing ?? true,
    isSpeaking: participant.isDominantSpeaker,
    muted: participant.muted,
    isKnown: participant.known !== undefined,
    quality: participant.quality,
    hand: turns.get(participant.id),
  };
}

export const selfFace = ({ self, brief }: ConferenceState): Face => ({
  key: 'self',
  participant: undefined,
  isScreen: false,
  name: self.name,
  id: self.id ?? 'self',
  picture: brief.self.picture,
  stream: self.preview,
  watch: undefined,
  isFlowing: true,
  isSpeaking: self.isDominantSpeaker,
  muted: self.muted,
  isKnown: true,
  quality: self.quality,
  hand: self.handRaised ? 0 : undefined,
});

/** Everybody else, in the order in which they came. */
export function peopleFaces({ participants }: ConferenceState): readonly Face[] {
  const turns = new Map(raisedHands(participants).map(({ id }, index) => [id, index + 1]));
  return participants.map((participant) => personFace(participant, turns));
}

/** The screens that others share. One's own is not shown again: it would show itself in itself. */
export const screenFaces = ({ participants }: ConferenceState): readonly Face[] =>
  participants.flatMap((participant) => {
    const screen = video(participant, 'desktop');
    if (!screen) return [];
    const { key, stream, isFlowing } = screen;
    return [{ ...personFace(participant, new Map()), key, isScreen: true, stream, watch: key, isFlowing, isSpeaking: false }];
  });

export type Arrangement =
  | { readonly kind: 'alone'; readonly self: Face }
  /** One other, large, oneself in the corner. */
  | { readonly kind: 'pair'; readonly big: Face; readonly self: Face }
  | { readonly kind: 'speaker'; readonly big: Face; readonly strip: readonly Face[] }
  | { readonly kind: 'screen'; readonly big: Face; readonly strip: readonly Face[] }
  | { readonly kind: 'tiles'; readonly faces: readonly Face[] };

export interface Choice {
  readonly view: View;
  /** Key of the face that the person wants large. */
  readonly pinned: string | undefined;
  /** Who spoke last: stays large while nobody speaks. */
  readonly lastSpeaker: string | undefined;
}

/** Who speaks, or spoke last and is still there. */
export function speakerAfter(last: string | undefined, participants: readonly Participant[]): string | undefined {
  const now = participants.find(({ isDominantSpeaker }) => isDominantSpeaker);
  if (now) return now.id;
  return participants.some(({ id }) => id === last) ? last : undefined;
}

export function arrange(state: ConferenceState, { view, pinned, lastSpeaker }: Choice): Arrangement {
  const self = selfFace(state);
  const people = peopleFaces(state);
  const screens = screenFaces(state);
  const [first] = people;
  if (!first) return { kind: 'alone', self };
  if (view === 'tiles') return { kind: 'tiles', faces: [...screens, ...people, self] };
  const wished = [...screens, ...people].find(({ key }) => key === pinned);
  const screen = wished ?? screens[0];
  if (screen?.isScreen) {
    return { kind: 'screen', big: screen, strip: [...screens.filter((face) => face !== screen), ...people, self] };
  }
  if (people.length === 1) return screens.length === 0 ? { kind: 'pair', big: first, self } : { kind: 'speaker', big: first, strip: [...screens, self] };
  const big = wished ?? people.find(({ key }) => key === lastSpeaker) ?? first;
  return { kind: 'speaker', big, strip: [self, ...screens, ...people.filter((face) => face !== big)] };
}

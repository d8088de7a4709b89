import type { ConferenceState, Participant, Self, VideoSource } from '../../../../renderer/call/conference/model.ts';

/* Plain states of a conference; streams are never looked into. */

const stream = {} as MediaStream;

export const camera = (key: string): VideoSource => ({ key, kind: 'camera', stream, isFlowing: true });
export const screen = (key: string): VideoSource => ({ key, kind: 'desktop', stream, isFlowing: true });

export const participant = (id: string, more: Partial<Participant> = {}): Participant => ({
  id,
  name: id,
  known: undefined,
  role: 'participant',
  muted: false,
  videos: [],
  handRaisedTs: undefined,
  isDominantSpeaker: false,
  quality: undefined,
  liveText: '',
  mute: undefined,
  remove: undefined,
  ...more,
});

const self: Self = {
  id: 'me',
  name: 'Miriam Brandt',
  role: 'participant',
  muted: false,
  camera: false,
  preview: undefined,
  share: undefined,
  handRaised: false,
  isDominantSpeaker: false,
  quality: undefined,
  isHeld: false,
};

/** Only what the logic of the views reads. */
export const stateOf = (participants: readonly Participant[], own: Partial<Self> = {}): ConferenceState =>
  ({ participants, self: { ...self, ...own }, brief: { self: { name: self.name } } }) as ConferenceState;

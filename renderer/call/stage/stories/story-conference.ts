import { storyNow } from '../../../ui/stories.ts';
import type { CallBrief } from '../../contract.ts';
import type { Conference, ConferenceActions, ConferenceState, Devices, Happening, Participant, Quality, Self } from '../../conference/model.ts';
import { createPictureStreams, type Looks } from './story-pictures.ts';

/* A conference for stories: plain states, nothing behind them. */

const nothing = (): void => undefined;

/** Everything that can be done, doing nothing. */
export const storyActions: ConferenceActions = {
  join: nothing,
  mute: nothing,
  unmute: nothing,
  muteKey: nothing,
  cameraOn: nothing,
  cameraOff: nothing,
  choose: nothing,
  suppressNoise: nothing,
  testSpeaker: nothing,
  share: nothing,
  stopSharing: nothing,
  raiseHand: nothing,
  lowerHand: nothing,
  react: nothing,
  tellLiveText: nothing,
  lock: nothing,
  unlock: undefined,
  watch: nothing,
  leave: nothing,
  rejoin: undefined,
  place: nothing,
  openChat: nothing,
  leaveFocus: nothing,
  copy: nothing,
};

export const quality = (of: Quality['class']): Quality => ({
  class: of,
  roundTripMs: undefined,
  lossPercent: undefined,
  receivedKbps: undefined,
  sentKbps: undefined,
});

const walls = {
  petrol: ['#6b8a93', '#3f5f68'],
  olive: ['#8a845f', '#4f4b36'],
  green: ['#5d806b', '#2f5140'],
  clay: ['#a07a70', '#5f4038'],
  sand: ['#a39a6c', '#625a35'],
  grey: ['#94857e', '#57473f'],
} as const satisfies Readonly<Record<string, readonly [string, string]>>;

const looks: Readonly<Record<string, Looks>> = {
  'Katharina Vollmer': { wall: walls.petrol, skin: '#e5b897', hair: '#4b2e24', clothes: '#e8e1d4' },
  'Holger Steinbach': { wall: walls.olive, skin: '#dba985', hair: '#8d8d89', clothes: '#34506b' },
  'Deniz Aydın': { wall: walls.green, skin: '#bb8057', hair: '#1c1713', clothes: '#7c3a34' },
  'Sabine Kettler': { wall: walls.clay, skin: '#efcdb4', hair: '#b98b4b', clothes: '#345a5d' },
  'Greta Sommerfeld': { wall: walls.sand, skin: '#8a5a3b', hair: '#171210', clothes: '#c9b34c' },
  'Oksana Petrenko': { wall: walls.petrol, skin: '#edc6ab', hair: '#6b4a2d', clothes: '#5b3566' },
  'Miriam Brandt': { wall: walls.grey, skin: '#e6b493', hair: '#2b1d18', clothes: '#2c6b7c' },
};

const streamOf = createPictureStreams();
const userId = (name: string): string => `@${name.toLowerCase().replace(/[^a-z]+/g, '.')}:land.example`;

/** A participant; with a camera where the cast has looks for the name. */
export function storyParticipant(name: string, more: Partial<Participant> = {}): Participant {
  const look = looks[name];
  return {
    id: `id-${name}`,
    name,
    known: { userId: userId(name), name, picture: look && `picture-${name}` },
    role: 'participant',
    muted: false,
    videos: look ? [{ key: `camera-${name}`, kind: 'camera', stream: streamOf(look), isFlowing: true }] : [],
    handRaisedTs: undefined,
    isDominantSpeaker: false,
    quality: quality('good'),
    liveText: '',
    mute: nothing,
    remove: nothing,
    ...more,
  };
}

/** The screen of somebody, beside their camera. */
export const withScreen = (participant: Participant): Participant => ({
  ...participant,
  videos: [...participant.videos, { key: `screen-${participant.id}`, kind: 'desktop', stream: streamOf('table'), isFlowing: true }],
});

const ownLooks = looks['Miriam Brandt'];

export const storySelf = (more: Partial<Self> = {}): Self => ({
  id: 'me',
  name: 'Miriam Brandt',
  role: 'participant',
  muted: false,
  camera: true,
  preview: ownLooks && streamOf(ownLooks),
  share: undefined,
  handRaised: false,
  isDominantSpeaker: false,
  quality: quality('good'),
  isHeld: false,
  ...more,
});

export const storyShare = (sound?: MediaStream): Self['share'] => ({ name: 'Anmeldung_2027_Kap03.xlsx', kind: 'window', stream: streamOf('table'), sound });

const headset: Devices = {
  available: [
    { id: 'headset', label: 'Headset USB (Dockingstation)' },
    { id: 'built-in', label: 'Integriertes Mikrofon' },
  ],
  chosenId: 'headset',
  missingLabel: undefined,
};

export const storyDevices: ConferenceState['devices'] = {
  audioinput: headset,
  audiooutput: headset,
  videoinput: { available: [{ id: 'camera', label: 'Integrierte Kamera' }], chosenId: 'camera', missingLabel: undefined },
};

const brief: CallBrief = {
  callId: 'story-call',
  deployment: {
    host: 'treffen.land.example',
    domain: 'treffen.land.example',
    muc: 'conference.treffen.land.example',
    focus: 'focus.treffen.land.example',
    serviceUrl: 'wss://treffen.land.example/xmpp-websocket',
    library: 'https://treffen.land.example/libs/lib-jitsi-meet.min.js',
  },
  conference: 'klausur',
  title: 'Haushaltsklausur Kapitel 03',
  kind: 'room',
  media: 'video',
  prejoin: true,
  self: { name: 'Miriam Brandt', picture: 'picture-Miriam Brandt' },
  known: {},
  former: {},
  placement: 'stage',
  language: 'de',
  theme: 'light',
  devices: {},
  startMuted: false,
  startCamera: true,
  noiseSuppression: true,
  relayOnly: false,
  chat: true,
  unread: 2,
};

export const directBrief: Partial<CallBrief> = { kind: 'direct', title: 'Holger Steinbach', picture: 'picture-Holger Steinbach', prejoin: false, unread: 0 };

export interface StoryState extends Partial<Omit<ConferenceState, 'brief' | 'self' | 'actions'>> {
  readonly brief?: Partial<CallBrief>;
  readonly self?: Partial<Self>;
  readonly actions?: Partial<ConferenceActions>;
}

/** A conference that stands still in this state; `happenings` come once when somebody listens, `level` is one's voice. */
export function storyConference(given: StoryState, happenings: readonly Happening[] = [], level = 0.3): Conference {
  const state: ConferenceState = {
    phase: 'joined',
    participants: [],
    leftovers: [],
    devices: storyDevices,
    noiseSuppression: true,
    isLocked: false,
    password: undefined,
    isDirect: false,
    connectedTs: storyNow - 751_000,
    talksWhileMuted: false,
    foreignIceHosts: [],
    failure: undefined,
    troubles: [],
    ...given,
    brief: { ...brief, ...given.brief },
    self: storySelf(given.self),
    actions: { ...storyActions, ...given.actions },
  };
  return {
    state: () => state,
    listen: () => nothing,
    listenLevels(listener) {
      listener(new Map([['self', level]]));
      return nothing;
    },
    listenHappenings(listener) {
      happenings.forEach(listener);
      return nothing;
    },
  };
}

import type { JitsiLibrary, LibraryConference, LibraryParticipant, LibraryTrack, Listener, Names, TrackEffect } from '../../../../renderer/call/conference/library/api.ts';

type Emit = (event: string, ...details: readonly unknown[]) => void;

function emitter(): { readonly on: (event: string, listener: Listener) => void; readonly emit: Emit } {
  const listeners = new Map<string, Listener[]>();
  return {
    on: (event, listener) => void listeners.set(event, [...(listeners.get(event) ?? []), listener]),
    emit: (event, ...details) => listeners.get(event)?.forEach((listener) => listener(...(details as never[]))),
  };
}

const named = (names: readonly string[]): Names => Object.fromEntries(names.map((name) => [name, name]));

const conferenceEvents = [
  'CONFERENCE_JOINED', 'CONFERENCE_FAILED', 'CONFERENCE_LEFT', 'TRACK_ADDED', 'TRACK_REMOVED', 'TRACK_MUTE_CHANGED',
  'USER_JOINED', 'USER_LEFT', 'USER_ROLE_CHANGED', 'DISPLAY_NAME_CHANGED', 'PARTICIPANT_PROPERTY_CHANGED', 'KICKED',
  'P2P_STATUS', 'DOMINANT_SPEAKER_CHANGED', 'LOCK_STATE_CHANGED', 'ENDPOINT_MESSAGE_RECEIVED', 'TRACK_AUDIO_LEVEL_CHANGED',
  'CONNECTION_INTERRUPTED', 'CONNECTION_RESTORED',
];

/** The machine's sound as an effect that only says what it would mix in. */
export const fakeMix = (sound: MediaStream): TrackEffect & { readonly sound: MediaStream } => ({
  sound,
  isEnabled: () => true,
  startEffect: (stream) => stream,
  stopEffect: () => undefined,
  isMuted: () => false,
  setMuted: () => undefined,
});

export interface FakeTrack extends LibraryTrack {
  readonly disposed: () => boolean;
  readonly effect: () => TrackEffect | undefined;
}

/** A track of the library's own, around a stream. */
export function fakeTrack(stream: MediaStream, kind: 'microphone' | 'camera' | 'desktop', owner?: string, isMuted = false): FakeTrack {
  let muted = isMuted;
  let disposed = false;
  let effect: TrackEffect | undefined;
  return {
    getType: () => (kind === 'microphone' ? 'audio' : 'video'),
    isLocal: () => owner === undefined,
    isMuted: () => muted,
    mute: async () => void (muted = true),
    unmute: async () => void (muted = false),
    dispose: async () => void (disposed = true),
    disposed: () => disposed,
    setEffect: async (next) => void (effect = next),
    effect: () => effect,
    getOriginalStream: () => stream,
    getTrack: () => stream.getTracks()[0] as MediaStreamTrack,
    getVideoType: () => (kind === 'microphone' ? undefined : kind),
    getParticipantId: () => owner ?? 'self',
    on: () => undefined,
  };
}

export interface FakePerson {
  name: string;
  moderator: boolean;
  tracks: LibraryTrack[];
  readonly properties: Map<string, string>;
}

/** One conference at the fake server, as the page has it. */
export interface FakeConference {
  readonly conference: LibraryConference;
  readonly emit: Emit;
  readonly people: Map<string, FakePerson>;
  readonly sent: LibraryTrack[];
  readonly said: object[];
  /** To one participant alone. */
  readonly whispered: (readonly [to: string, message: object])[];
  readonly commands: string[];
  readonly passwords: (string | undefined)[];
  readonly kicked: string[];
  readonly constraints: unknown[];
  moderates: boolean;
  left: boolean;
}

export interface FakeConnection {
  readonly token: string | null;
  readonly options: Readonly<Record<string, unknown>>;
  readonly emit: Emit;
  readonly conferences: FakeConference[];
  disconnected: boolean;
}

export const person = (name: string, ...tracks: LibraryTrack[]): FakePerson => ({ name, moderator: false, tracks, properties: new Map() });

function toParticipant(id: string, fake: FakePerson): LibraryParticipant {
  return {
    getId: () => id,
    getDisplayName: () => fake.name,
    isModerator: () => fake.moderator,
    getTracks: () => fake.tracks,
    getProperty: (name) => fake.properties.get(name),
  };
}

function fakeConference(number: number, onJoin: (fake: FakeConference) => void): FakeConference {
  const { on, emit } = emitter();
  const fake: FakeConference = {
    emit, people: new Map(), sent: [], said: [], whispered: [], commands: [], passwords: [], kicked: [], constraints: [], moderates: false, left: false,
    conference: {
      on,
      join(password) {
        fake.passwords.push(password);
        onJoin(fake);
      },
      leave: async () => void (fake.left = true),
      myUserId: () => `me${number}`,
      isModerator: () => fake.moderates,
      getParticipants: () => [...fake.people].map(([id, one]) => toParticipant(id, one)),
      addTrack: async (track) => void fake.sent.push(track),
      async replaceTrack(before, after) {
        const at = fake.sent.findIndex((track) => track === before);
        fake.sent.splice(at, 1, ...(after ? [after] : []));
      },
      setDisplayName: (name) => void fake.commands.push(`name=${name}`),
      setLocalParticipantProperty: (name, value) => void fake.commands.push(`${name}=${value}`),
      sendCommand: (name, { value }) => void fake.commands.push(`${name}=${value}`),
      sendMessage: (message, to) => void (to === undefined ? fake.said.push(message) : fake.whispered.push([to, message])),
      muteParticipant: (id) => void fake.commands.push(`mute ${id}`),
      kickParticipant: (id) => void fake.kicked.push(id),
      lock: async (password) => void fake.commands.push(`lock=${password}`),
      setReceiverConstraints: (constraints) => void fake.constraints.push(constraints),
    },
  };
  return fake;
}

export interface FakeLibrary {
  readonly library: JitsiLibrary;
  readonly connections: FakeConnection[];
  /** What becomes of connecting and of joining; both go well unless told otherwise. */
  onConnect: (connection: FakeConnection) => void;
  onJoin: (conference: FakeConference) => void;
  latest(): FakeConference;
}

/** `current`: with source names and tracks from streams, as builds since 2023 have them; without: a build of 2021. */
export function fakeLibrary(generation: 'current' | 'of 2021'): FakeLibrary {
  const connections: FakeConnection[] = [];
  const isCurrent = generation === 'current';
  const fake: FakeLibrary = {
    connections,
    onConnect: ({ emit }) => emit('CONNECTION_ESTABLISHED'),
    onJoin: ({ emit }) => emit('CONFERENCE_JOINED'),
    latest: () => connections.at(-1)?.conferences.at(-1) as FakeConference,
    library: {
      events: {
        conference: named([...conferenceEvents, ...(isCurrent ? ['FORWARDED_SOURCES_CHANGED'] : ['PARTICIPANT_CONN_STATUS_CHANGED'])]),
        connection: named(['CONNECTION_ESTABLISHED', 'CONNECTION_FAILED', 'CONNECTION_DISCONNECTED']),
        track: named(['TRACK_VIDEOTYPE_CHANGED']),
      },
      errors: {
        conference: named(['PASSWORD_REQUIRED', 'NOT_ALLOWED_ERROR', 'CONFERENCE_MAX_USERS', 'CONFERENCE_DESTROYED', 'FOCUS_LEFT', 'ICE_FAILED', 'CONNECTION_ERROR']),
        connection: named(['PASSWORD_REQUIRED', 'OTHER_ERROR', 'CONNECTION_DROPPED_ERROR']),
      },
      JitsiConnection: class {
        private readonly own = emitter();
        private readonly state: FakeConnection;
        constructor(_app: null, token: string | null, options: object) {
          this.state = { token, options: options as never, emit: this.own.emit, conferences: [], disconnected: false };
          connections.push(this.state);
        }
        addEventListener = this.own.on;
        connect = (): void => fake.onConnect(this.state);
        disconnect = (): boolean => (this.state.disconnected = true);
        initJitsiConference = (): LibraryConference => {
          const made = fakeConference(connections.length, (conference) => fake.onJoin(conference));
          this.state.conferences.push(made);
          return made.conference;
        };
      },
      init: () => undefined,
      setLogLevel: () => undefined,
      createLocalTracks: async () => [],
      ...(isCurrent
        ? { createLocalTracksFromMediaStreams: (infos: readonly object[]) => infos.map((info) => fakeTrack((info as { stream: MediaStream }).stream, 'microphone')) }
        : {}),
    },
  };
  return fake;
}

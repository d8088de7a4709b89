/*
 * The part of lib-jitsi-meet that is used, as its current API has it. What builds of other years lack is optional here,
 * and has an adapter in this folder.
 */

export type Listener = (...args: never[]) => void;

/** Stands between a stream and what is sent of it. */
export interface TrackEffect {
  isEnabled(): boolean;
  startEffect(stream: MediaStream): MediaStream;
  stopEffect(): void;
  /** The mute of the track, which is then the effect's affair. */
  isMuted(): boolean;
  setMuted(muted: boolean): void;
}

export interface LibraryTrack {
  getType(): string;
  isLocal(): boolean;
  isMuted(): boolean;
  mute(): Promise<void>;
  unmute(): Promise<void>;
  dispose(): Promise<void>;
  getOriginalStream(): MediaStream | null;
  getTrack(): MediaStreamTrack;
  /** `camera` or `desktop`; undefined for sound. */
  getVideoType(): string | null | undefined;
  getParticipantId(): string;
  /** Not in builds before 2022. */
  getSourceName?(): string | undefined;
  getTrackStreamingStatus?(): string;
  /** Puts an effect in, or takes out the one that is there. */
  setEffect?(effect: TrackEffect | undefined): Promise<void>;
  on(event: string, listener: Listener): void;
}

export interface LibraryParticipant {
  getId(): string;
  getDisplayName(): string | undefined;
  isModerator(): boolean;
  getTracks(): readonly LibraryTrack[];
  getProperty(name: string): string | undefined;
  /** Not in builds since 2022, where each track has its own. */
  getConnectionStatus?(): string;
  isHidden?(): boolean;
}

export interface ReceiverConstraints {
  readonly lastN: number;
  readonly onStageSources?: readonly string[];
  readonly defaultConstraints: { readonly maxHeight: number };
  readonly constraints: Readonly<Record<string, { readonly maxHeight: number }>>;
}

export interface LibraryConference {
  on(event: string, listener: Listener): void;
  join(password?: string): void;
  leave(): Promise<unknown>;
  myUserId(): string;
  isModerator(): boolean;
  getParticipants(): readonly LibraryParticipant[];
  addTrack(track: LibraryTrack): Promise<unknown>;
  replaceTrack(before: LibraryTrack | null, after: LibraryTrack | null): Promise<unknown>;
  setDisplayName(name: string): void;
  setLocalParticipantProperty(name: string, value: string): void;
  sendCommand(name: string, values: { readonly value: string; readonly attributes: Readonly<Record<string, string>> }): void;
  /** An object goes as JSON over XMPP; to everybody, or to the participant `to` alone. */
  sendMessage(message: object, to?: string): void;
  muteParticipant(id: string, media: 'audio' | 'video'): void;
  kickParticipant(id: string): void;
  lock(password: string): Promise<unknown>;
  setReceiverConstraints(constraints: ReceiverConstraints): void;
}

export interface LibraryConnection {
  addEventListener(event: string, listener: Listener): void;
  connect(): void;
  disconnect(): Promise<unknown> | boolean;
  initJitsiConference(name: string, options: object): LibraryConference;
}

export type Names = Readonly<Record<string, string>>;

export interface JitsiLibrary {
  readonly version?: string;
  readonly events: { readonly conference: Names; readonly connection: Names; readonly track: Names };
  readonly errors: { readonly conference: Names; readonly connection: Names };
  readonly JitsiConnection: new (appId: null, token: string | null, options: object) => LibraryConnection;
  init(options: object): void;
  setLogLevel(level: string): void;
  createLocalTracks(options: object): Promise<readonly LibraryTrack[]>;
  /** Since 2023. */
  createLocalTracksFromMediaStreams?(infos: readonly object[]): readonly LibraryTrack[];
}

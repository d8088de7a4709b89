/** The part of lib-jitsi-meet's API that these tests use; it is the same in the build of 2021 and in today's. */

export interface Track {
  getType(): 'audio' | 'video';
  isLocal(): boolean;
  isMuted(): boolean;
  mute(): Promise<void>;
  unmute(): Promise<void>;
  dispose(): Promise<void>;
  getTrack(): MediaStreamTrack;
  attach(element: HTMLMediaElement): void;
  readonly videoType?: string;
  getVideoType?(): string;
  getParticipantId(): string;
}

export interface Participant {
  getId(): string;
  getRole(): string;
  getTracks(): readonly Track[];
}

export interface JitsiConference {
  on(event: string | undefined, listener: (...args: never[]) => void): void;
  addTrack(track: Track): Promise<void>;
  replaceTrack(old: Track, next: Track): Promise<void>;
  join(password?: string): void;
  leave(): Promise<void>;
  lock(password: string): Promise<void>;
  myUserId(): string;
  isModerator(): boolean;
  getParticipants(): readonly Participant[];
  muteParticipant(id: string, media: 'audio' | 'video'): void;
  kickParticipant(id: string, reason?: string): void;
  sendMessage(message: object, to?: string, overBridge?: boolean): void;
  readonly jvbJingleSession?: { readonly peerconnection?: { readonly peerconnection?: RTCPeerConnection } } | null;
  readonly p2pJingleSession?: { readonly peerconnection?: { readonly peerconnection?: RTCPeerConnection } } | null;
}

export interface JitsiConnection {
  addEventListener(event: string | undefined, listener: (...args: never[]) => void): void;
  connect(): void;
  disconnect(): Promise<void>;
  initJitsiConference(name: string, options: object): JitsiConference;
}

export interface JitsiLibrary {
  readonly version: string;
  readonly events: Readonly<Record<'connection' | 'conference', Readonly<Record<string, string>>>>;
  readonly JitsiConnection: new (appId: null, token: string | null, options: object) => JitsiConnection;
  init(options: object): void;
  setLogLevel(level: string): void;
  createLocalTracks(options: object): Promise<readonly Track[]>;
}

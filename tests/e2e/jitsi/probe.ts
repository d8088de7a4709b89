import type { JitsiConference, JitsiConnection, JitsiLibrary, Track } from './library.ts';

/** How somebody comes into a conference. */
export interface Entry {
  readonly host: string;
  readonly conference: string;
  readonly jwt: string | undefined;
  readonly password?: string;
  readonly relayOnly?: boolean;
  /** A direct connection while there are two. */
  readonly direct?: boolean;
  /** Both unless given. */
  readonly devices?: readonly ('audio' | 'video')[];
  /** Of the camera; 360 unless given. */
  readonly height?: number;
  /** Echo, noise and gain are seen to, as in a client for people: then sound arrives changed. */
  readonly cleaned?: boolean;
}

export interface Inbound {
  /** Of this stream in this connection: a new connection's streams have other ones. */
  readonly id: string;
  readonly kind: string;
  readonly frames: number;
  readonly width: number;
  readonly energy: number;
}

/** What a page under test can be told and asked: `window.probe`. */
export interface Probe {
  /** Opens the devices beforehand, as a preview does. */
  open(entry: Entry): Promise<void>;
  /** Resolves when the conference is joined. Rejects with the library's own words. */
  join(entry: Entry): Promise<void>;
  /** Milliseconds from `join` to the first time. */
  readonly marks: Readonly<Record<string, number>>;
  readonly heard: readonly (readonly [event: string, ...details: string[]])[];
  /** Streams that arrive from others, over whichever connection is used now. */
  inbound(): Promise<readonly Inbound[]>;
  conference(): JitsiConference;
  localTrack(kind: 'audio' | 'video'): Track;
  isDirect(): boolean;
  shareScreen(): Promise<void>;
  leave(): Promise<void>;
}

/** Runs in the page, after the library: nothing outside of it is in reach. */
export function installProbe(): void {
  const { JitsiMeetJS: library } = window as unknown as { readonly JitsiMeetJS: JitsiLibrary };
  const marks: Record<string, number> = {};
  const heard: [string, ...string[]][] = [];
  let tracks: readonly Track[] = [];
  let connection: JitsiConnection | undefined;
  let conference: JitsiConference | undefined;
  let direct = false;
  let started = 0;
  const mark = (name: string): void => void (marks[name] ??= performance.now() - started);

  function show(track: Track): void {
    const element = document.body.appendChild(document.createElement(track.getType()));
    element.autoplay = true;
    element.muted = track.getType() === 'video';
    track.attach(element);
    if (element instanceof HTMLVideoElement) element.requestVideoFrameCallback(() => mark('firstFrame'));
  }

  async function connect(options: object, jwt: string | undefined): Promise<JitsiConnection> {
    const opening = new library.JitsiConnection(null, jwt ?? null, options);
    const { CONNECTION_ESTABLISHED, CONNECTION_FAILED } = library.events.connection;
    for (const [event, code] of Object.entries(library.events.connection)) {
      opening.addEventListener(code, (...details) => heard.push([event, ...details.map(String)]));
    }
    await new Promise<void>((resolve, reject) => {
      opening.addEventListener(CONNECTION_ESTABLISHED, resolve);
      opening.addEventListener(CONNECTION_FAILED, (...why) => reject(new Error(`connection failed: ${why.map(String).join(' ')}`)));
      opening.connect();
    });
    return opening;
  }

  function join(name: string, options: object, password: string | undefined): Promise<JitsiConference> {
    if (!connection) throw new Error('not connected');
    const joining = connection.initJitsiConference(name, options);
    const events = library.events.conference;
    for (const [event, code] of Object.entries(events)) {
      if (event === 'TRACK_AUDIO_LEVEL_CHANGED' || event === 'ENDPOINT_STATS_RECEIVED') continue;
      joining.on(code, (...details) => {
        const texts = details.map((detail: unknown) => {
          if (typeof detail === 'string' || detail instanceof Error) return String(detail);
          return JSON.stringify(detail, (_, value: unknown) => (typeof value === 'object' && value !== detail ? null : value));
        });
        heard.push([event, ...texts.map(String)]);
      });
    }
    joining.on(events['P2P_STATUS'], (_: unknown, now: boolean) => void (direct = now));
    joining.on(events['TRACK_ADDED'], (track: Track) => {
      if (!track.isLocal()) show(track);
    });
    return tracks
      .reduce((before, track) => before.then(() => joining.addTrack(track)), Promise.resolve())
      .then(() => new Promise((resolve, reject) => {
        joining.on(events['CONFERENCE_JOINED'], () => resolve(joining));
        joining.on(events['CONFERENCE_FAILED'], (...why) => reject(new Error(`conference failed: ${why.map(String).join(' ')}`)));
        joining.join(password);
      }));
  }

  const current = (): JitsiConference => {
    if (!conference) throw new Error('not in a conference');
    return conference;
  };
  const peerConnection = (): RTCPeerConnection | undefined => {
    const session = direct ? conference?.p2pJingleSession : conference?.jvbJingleSession;
    return session?.peerconnection?.peerconnection;
  };
  const connections: RTCPeerConnection[] = [];
  const connectionNumber = (): string => {
    const used = peerConnection();
    if (used && !connections.includes(used)) connections.push(used);
    return `${conference?.myUserId() ?? ''}-${used ? connections.indexOf(used) : ''}`;
  };
  const localTrack = (kind: string): Track => {
    const found = tracks.find((track) => track.getType() === kind);
    if (!found) throw new Error(`no ${kind}`);
    return found;
  };

  const open: Probe['open'] = async ({ devices = ['audio', 'video'], height = 360, cleaned = false }) => {
    library.setLogLevel('error');
    library.init({ disableAudioLevels: true, disableThirdPartyRequests: true, enableAnalyticsLogging: false, disableAEC: !cleaned });
    const video = { width: { ideal: (height * 16) / 9 }, height: { ideal: height }, frameRate: { ideal: 30, max: 30 } };
    tracks = await library.createLocalTracks({ devices, resolution: height, constraints: { video } });
  };

  const probe: Probe = {
    marks,
    heard,
    open,
    async join(entry) {
      const { host, conference: name, jwt, password, relayOnly = false, direct: mayBeDirect = true } = entry;
      started = performance.now();
      const options = {
        hosts: { domain: host, muc: `conference.${host}`, focus: `focus.${host}` },
        serviceUrl: `wss://${host}/xmpp-websocket?room=${name}`,
        focusUserJid: `focus@focus.${host}`,
        enableWebsocketResume: true,
        openBridgeChannel: 'websocket',
        disableRtx: true,
        disableSimulcast: true,
        enableUnifiedOnChrome: true,
        useTurnUdp: true,
        p2p: { enabled: mayBeDirect, stunServers: [], backToP2PDelay: 1, ...(relayOnly ? { iceTransportPolicy: 'relay' } : {}) },
        ...(relayOnly ? { iceTransportPolicy: 'relay' } : {}),
      };
      if (tracks.length === 0) await open(entry);
      mark('tracks');
      connection = await connect(options, jwt);
      mark('connected');
      conference = await join(name, options, password);
      mark('joined');
    },
    async inbound() {
      const streams: Inbound[] = [];
      const stats = await peerConnection()?.getStats();
      stats?.forEach((entry: { type: string; kind: string; ssrc: number; framesDecoded?: number; frameWidth?: number; totalAudioEnergy?: number }) => {
        if (entry.type !== 'inbound-rtp') return;
        const { kind, ssrc, framesDecoded: frames = 0, frameWidth: width = 0, totalAudioEnergy: energy = 0 } = entry;
        if (frames > 0 || energy > 0) streams.push({ id: `${connectionNumber()}/${ssrc}`, kind, frames, width, energy });
      });
      return streams;
    },
    conference: current,
    localTrack,
    isDirect: () => direct,
    async shareScreen() {
      const shared = await library.createLocalTracks({ devices: ['desktop'] });
      const screen = shared.find((track) => track.getType() === 'video');
      if (!screen) throw new Error('no screen');
      await current().replaceTrack(localTrack('video'), screen);
    },
    async leave() {
      await conference?.leave();
      await connection?.disconnect();
    },
  };
  Object.assign(window, { probe });
}

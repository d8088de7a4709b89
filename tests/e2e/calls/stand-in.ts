import type { CallBrief, CallPageCommand, CallReport } from '../../../renderer/call/contract.ts';

/** One stream that arrives from others. */
export interface Arriving {
  readonly kind: string;
  readonly frames: number;
  readonly width: number;
  readonly height: number;
  /** Grows by what is heard; stays where it is in silence. */
  readonly energy: number;
  /** Seconds of sound that were played; counts on in silence. */
  readonly seconds: number;
}

/** One video that the stage shows. */
export interface Shown {
  /** As `actions.watch` names it; undefined for one's own picture. */
  readonly key: string | undefined;
  /** Presented since the first question for it. */
  readonly frames: number;
  /** In its middle: red, green, blue, 0–255. */
  readonly colour: readonly number[];
}

/** Main, as a test plays it to the page of a call: `window.main`. */
export interface StandIn {
  readonly reports: CallReport[];
  readonly requests: { readonly name: string; readonly args: unknown }[];
  brief(next: CallBrief): void;
  command(command: CallPageCommand['command']): void;
  arriving(): Promise<readonly Arriving[]>;
  shown(): readonly Shown[];
  /** The person lets the machine's sound go along with what they share next. */
  shareSound(): void;
  /** What arrived since the last question, in decibels: what the machine plays at its quietest, voices at their loudest. */
  hearing(): { readonly machine: number; readonly voices: number };
  /** How the microphone was opened whose voice is sent. */
  microphone(): MediaTrackSettings | undefined;
  /** Types of one's own ICE candidates that are in use. */
  ownCandidates(): Promise<readonly string[]>;
}

/** Runs in the page before everything else, with nothing of this module in reach. `tokens` hands out admissions. */
export function installStandIn(): void {
  type Message = { readonly kind: string; readonly id: number; readonly name: string; readonly args: unknown };
  const { port1, port2 } = new MessageChannel();
  const reports: CallReport[] = [];
  const requests: { name: string; args: unknown }[] = [];
  const topics = new Map<string, number>();
  const commands: CallPageCommand[] = [];
  let brief: CallBrief | undefined;
  let withSound = false;
  const connections: RTCPeerConnection[] = [];
  const frames = new WeakMap<HTMLVideoElement, number>();
  const page = window as unknown as { tokenFor(): Promise<string>; main: StandIn };

  const Native = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Native {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.push(this);
    }
  };

  const middle = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const middleOf = (video: HTMLVideoElement): readonly number[] => {
    middle?.drawImage(video, video.videoWidth / 2, video.videoHeight / 2, 1, 1, 0, 0, 1, 1);
    return [...(middle?.getImageData(0, 0, 1, 1).data ?? [])].slice(0, 3);
  };
  // What the machine plays: one deep tone that does not end, as no voice is.
  const playedSound = (): MediaStreamTrack => {
    const context = new AudioContext();
    const out = new MediaStreamAudioDestinationNode(context);
    const tone = new OscillatorNode(context, { frequency: 200 });
    tone.connect(new GainNode(context, { gain: 0.3 })).connect(out);
    tone.start();
    const [track] = out.stream.getAudioTracks();
    if (!track) throw new Error('no tone');
    return track;
  };
  // The screen that was chosen: magenta all over, as no camera's picture is.
  MediaDevices.prototype.getDisplayMedia = async (options = {}) => {
    const screen = Object.assign(document.createElement('canvas'), { width: 800, height: 450 });
    const brush = screen.getContext('2d');
    setInterval(() => {
      if (brush) brush.fillStyle = '#f0f';
      brush?.fillRect(0, 0, screen.width, screen.height);
    }, 100);
    const stream = screen.captureStream(10);
    if (options.audio) stream.addTrack(playedSound());
    return stream;
  };

  // The machine's tone has 200 Hz and goes on; the fake microphone's beeps have that and what is above, with pauses.
  const nothing = { machine: 0, voices: -120 };
  const heard = { ...nothing };
  const ears = new Map<MediaStreamTrack, AnalyserNode>();
  const listenToAll = (): void => {
    for (const { track } of connections.flatMap((connection) => connection.getReceivers())) {
      if (track.kind !== 'audio' || ears.has(track)) continue;
      const context = new AudioContext({ sampleRate: 48_000 });
      const ear = new AnalyserNode(context, { fftSize: 4_096, smoothingTimeConstant: 0 });
      new MediaStreamAudioSourceNode(context, { mediaStream: new MediaStream([track]) }).connect(ear);
      ears.set(track, ear);
      const bins = new Float32Array(ear.frequencyBinCount);
      setInterval(() => {
        ear.getFloatFrequencyData(bins);
        const band = (from: number, to: number): number => Math.max(-120, ...bins.subarray((from * 4_096) / 48_000, (to * 4_096) / 48_000));
        heard.machine = Math.min(heard.machine, band(180, 220));
        heard.voices = Math.max(heard.voices, band(1_000, 3_000));
      }, 40);
    }
  };

  const snapshot = (name: string): void => {
    const id = topics.get(name);
    if (id === undefined) return;
    if (name === 'ground' && brief) port2.postMessage({ kind: 'snapshot', id, state: { head: brief, items: [] } });
    if (name === 'brief' && brief) port2.postMessage({ kind: 'snapshot', id, state: { head: brief, items: [] } });
    if (name === 'commands') port2.postMessage({ kind: 'snapshot', id, state: { head: null, items: [...commands] } });
  };
  const answer = async (name: string): Promise<unknown> => {
    if (name === 'token') return { jwt: await page.tokenFor() };
    if (name === 'screen.choose') return { source: { name: 'Bildschirm', kind: 'screen', audio: withSound } };
    return null;
  };
  port2.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    const { kind, id, name, args } = data;
    if (kind === 'subscribe') {
      topics.set(name, id);
      snapshot(name);
    }
    if (kind !== 'request') return;
    requests.push({ name, args });
    if (name === 'report') reports.push(args as CallReport);
    void answer(name).then((result) => port2.postMessage({ kind: 'result', id, result }));
  });
  port2.start();
  window.addEventListener('load', () => window.postMessage({ einklang: 'call-port' }, window.location.origin, [port1]));

  page.main = {
    reports,
    requests,
    brief(next) {
      brief = next;
      snapshot('ground');
      snapshot('brief');
    },
    command(command) {
      commands.push({ key: String(commands.length + 1), command });
      snapshot('commands');
    },
    shareSound: () => void (withSound = true),
    hearing() {
      listenToAll();
      const told = { ...heard };
      Object.assign(heard, nothing);
      return told;
    },
    microphone: () =>
      connections
        .filter(({ connectionState }) => connectionState === 'connected')
        .flatMap((connection) => connection.getSenders())
        .find(({ track }) => track?.kind === 'audio')
        ?.track?.getSettings(),
    async ownCandidates() {
      const types = new Set<string>();
      for (const connection of connections) {
        const stats = await connection.getStats();
        stats.forEach((entry: Readonly<Record<string, unknown>>) => {
          if (entry['type'] !== 'candidate-pair' || entry['nominated'] !== true) return;
          const own = stats.get(String(entry['localCandidateId'])) as { readonly candidateType: string } | undefined;
          if (own) types.add(own.candidateType);
        });
      }
      return [...types];
    },
    shown: () =>
      [...document.querySelectorAll('video')].map((video) => {
        if (!frames.has(video)) {
          frames.set(video, 0);
          const count = (): void => {
            frames.set(video, (frames.get(video) ?? 0) + 1);
            video.requestVideoFrameCallback(count);
          };
          video.requestVideoFrameCallback(count);
        }
        const key = video.closest<HTMLElement>('[data-watch]')?.dataset['watch'];
        return { key, frames: frames.get(video) ?? 0, colour: middleOf(video) };
      }),
    async arriving() {
      const streams: Arriving[] = [];
      for (const connection of connections) {
        if (connection.connectionState !== 'connected') continue;
        (await connection.getStats()).forEach((entry: Readonly<Record<string, unknown>>) => {
          if (entry['type'] !== 'inbound-rtp') return;
          const number = (name: string): number => Number(entry[name] ?? 0);
          streams.push({ kind: String(entry['kind']), frames: number('framesDecoded'), width: number('frameWidth'), height: number('frameHeight'), energy: number('totalAudioEnergy'), seconds: number('totalSamplesDuration') });
        });
      }
      return streams;
    },
  };
}

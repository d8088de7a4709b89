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
  // The screen that was chosen: magenta all over, as no camera's picture is.
  MediaDevices.prototype.getDisplayMedia = async () => {
    const screen = Object.assign(document.createElement('canvas'), { width: 800, height: 450 });
    const brush = screen.getContext('2d');
    setInterval(() => {
      if (brush) brush.fillStyle = '#f0f';
      brush?.fillRect(0, 0, screen.width, screen.height);
    }, 100);
    return screen.captureStream(10);
  };

  const snapshot = (name: string): void => {
    const id = topics.get(name);
    if (id === undefined) return;
    if (name === 'brief' && brief) port2.postMessage({ kind: 'snapshot', id, state: { head: brief, items: [] } });
    if (name === 'commands') port2.postMessage({ kind: 'snapshot', id, state: { head: null, items: [...commands] } });
  };
  const answer = async (name: string): Promise<unknown> => {
    if (name === 'token') return { jwt: await page.tokenFor() };
    if (name === 'screen.choose') return { source: { name: 'Bildschirm', kind: 'screen' } };
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
      snapshot('brief');
    },
    command(command) {
      commands.push({ key: String(commands.length + 1), command });
      snapshot('commands');
    },
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

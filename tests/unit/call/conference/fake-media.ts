/** A media track and its stream, as far as a conference touches them. */
export function fakeStream(kind: 'audio' | 'video', id: string = crypto.randomUUID()): MediaStream {
  const target = new EventTarget();
  let readyState = 'live';
  const track = Object.assign(target, {
    id,
    kind,
    enabled: true,
    stop: () => void (readyState = 'ended'),
    getSettings: () => ({}),
  });
  Object.defineProperty(track, 'readyState', { get: () => readyState });
  const of = (wanted: string): readonly unknown[] => (wanted === kind ? [track] : []);
  return { id, getTracks: () => [track], getAudioTracks: () => of('audio'), getVideoTracks: () => of('video') } as unknown as MediaStream;
}

export const isLive = (stream: MediaStream | undefined): boolean => stream?.getTracks().every(({ readyState }) => readyState === 'live') ?? false;

export interface FakeDevices {
  readonly mediaDevices: MediaDevices;
  /** Name of the error with which the next requests fail, by kind. */
  readonly errors: Map<'audio' | 'video', string>;
  readonly opened: { readonly kind: 'audio' | 'video'; readonly deviceId: string | undefined; readonly noiseSuppression: boolean | undefined; readonly stream: MediaStream }[];
  /** What is plugged in from now on. */
  plug(devices: readonly { readonly kind: string; readonly deviceId: string; readonly label: string }[]): void;
}

export const headset = { kind: 'audioinput', deviceId: 'headset', label: 'Headset' };
export const builtIn = { kind: 'audioinput', deviceId: 'default', label: 'Built-in' };
export const webcam = { kind: 'videoinput', deviceId: 'webcam', label: 'Webcam' };

export function fakeDevices(): FakeDevices {
  const target = new EventTarget();
  const errors: FakeDevices['errors'] = new Map();
  const opened: FakeDevices['opened'] = [];
  let plugged: readonly object[] = [builtIn, headset, webcam];
  const open = async (constraints: MediaStreamConstraints): Promise<MediaStream> => {
    const kind = constraints.audio ? 'audio' : 'video';
    const error = errors.get(kind);
    if (error !== undefined) throw new DOMException('in the test', error);
    const wanted = constraints[kind] as { readonly deviceId?: { readonly ideal: string }; readonly noiseSuppression?: boolean };
    const stream = fakeStream(kind);
    opened.push({ kind, deviceId: wanted.deviceId?.ideal, noiseSuppression: wanted.noiseSuppression, stream });
    return stream;
  };
  const mediaDevices = Object.assign(target, {
    getUserMedia: open,
    getDisplayMedia: async ({ audio }: DisplayMediaStreamOptions) => {
      const screen = fakeStream('video', 'screen');
      if (!audio) return screen;
      const [sound] = fakeStream('audio', 'loopback').getAudioTracks();
      const sounds = sound ? [sound] : [];
      return Object.assign(screen, { getAudioTracks: () => [...sounds], removeTrack: () => void sounds.pop() });
    },
    getSupportedConstraints: () => ({}),
    enumerateDevices: async () => plugged,
  }) as unknown as MediaDevices;
  return {
    mediaDevices,
    errors,
    opened,
    plug(devices) {
      plugged = devices;
      target.dispatchEvent(new Event('devicechange'));
    },
  };
}

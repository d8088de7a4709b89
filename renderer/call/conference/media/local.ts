import { callFailure } from '../failure.ts';
import type { LibraryTrack } from '../library/api.ts';
import type { TrackKind, TrackMaker } from '../library/tracks.ts';
import type { ConferenceFailure, OwnShare } from '../model.ts';
import { openDevice, type CaptureKind } from './capture.ts';
import type { mixWith } from './mix.ts';
import type { Sent, Slots } from './slots.ts';

/** A stream of ours and, once the library is there, its track. */
interface Source {
  readonly stream: MediaStream;
  readonly track: LibraryTrack | undefined;
}

/** One's own media; they outlive a connection, so that a new one goes on with the same. */
export interface LocalMediaState {
  readonly microphone: MediaStream | undefined;
  readonly camera: MediaStream | undefined;
  readonly share: OwnShare | undefined;
  /** As others see it: who has no microphone is mute. */
  readonly muted: boolean;
  /** As it was chosen, here or by a moderator, whether or not there is a microphone now. */
  readonly wantsMuted: boolean;
  /** Whether the sound of what is shared can go along. */
  readonly canMix: boolean;
}

export interface LocalMedia {
  state(): LocalMediaState;
  /** Whether something comes from such a device. */
  isLive(kind: CaptureKind): boolean;
  /** From now on streams become tracks of this library. */
  useLibrary(maker: TrackMaker): Promise<void>;
  /** All that is sent goes into these slots, also what comes later; undefined: nowhere. */
  attach(slots: Slots | undefined): Promise<void>;
  /** (Re)opens the microphone, muted as it was. */
  openMicrophone(deviceId: string | undefined, noiseSuppression: boolean): Promise<void>;
  setMuted(muted: boolean): Promise<void>;
  /** A moderator has muted the microphone: takes note. */
  wasMuted(): Promise<void>;
  /** On: (re)opens this camera. Off: releases it. */
  setCamera(deviceId: string | undefined, on: boolean): Promise<void>;
  share(share: OwnShare | undefined): Promise<void>;
  /** Releases microphone and camera, not what is shared. */
  release(): Promise<void>;
  stop(): void;
}

export interface LocalMediaOptions {
  readonly source: Pick<MediaDevices, 'getUserMedia'>;
  readonly timeoutMs: number;
  readonly mixWith: typeof mixWith;
  readonly changed: () => void;
  /** A device that failed, or that works again. */
  readonly trouble: (kind: CaptureKind, failure: ConferenceFailure | undefined) => void;
  /** A track ended by itself: unplugged, or the system's own "stop sharing". */
  readonly ended: (kind: TrackKind) => void;
}

const trackOf = { audioinput: 'microphone', videoinput: 'camera' } as const satisfies Record<CaptureKind, TrackKind>;

export const stopStream = (stream: MediaStream): void => stream.getTracks().forEach((track) => track.stop());

const live = (stream: MediaStream | undefined): MediaStream | undefined =>
  stream?.getTracks().some(({ readyState }) => readyState === 'live') ? stream : undefined;

export function createLocalMedia({ source, timeoutMs, mixWith, changed, trouble, ended }: LocalMediaOptions): LocalMedia {
  const sources = new Map<TrackKind, Source>();
  let shown: OwnShare | undefined;
  let muted = true;
  let suppressed = true;
  let maker: TrackMaker | undefined;
  let slots: Slots | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  /** One change after the other: the library mixes up those that overlap. */
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const result = turn.then(act);
    turn = result.catch(() => undefined);
    return result;
  };

  const toTrack = async (stream: MediaStream, kind: TrackKind): Promise<LibraryTrack | undefined> => {
    const track = await maker?.(stream, kind);
    if (kind === 'microphone' && shown?.sound) await track?.setEffect?.(mixWith(shown.sound));
    return track;
  };

  const sent = (): Sent => ({
    microphone: sources.get('microphone')?.track,
    camera: sources.get('camera')?.track,
    desktop: sources.get('desktop')?.track,
  });

  /** Puts a stream in the place of what is there, if anything, in the conference too. */
  async function put(kind: TrackKind, stream: MediaStream | undefined): Promise<void> {
    const before = sources.get(kind);
    if (stream) {
      stream.getTracks().forEach((track) => {
        if (kind === 'microphone') track.enabled = !muted;
        track.addEventListener('ended', () => {
          if (sources.get(kind)?.stream === stream) ended(kind);
        });
      });
      sources.set(kind, { stream, track: await toTrack(stream, kind) });
    } else sources.delete(kind);
    try {
      if (kind === 'microphone') await applyMuted(); // it may have been muted meanwhile
      await slots?.place(sent());
    } finally {
      if (before) {
        await before.track?.dispose().catch(() => undefined);
        stopStream(before.stream);
      }
      changed();
    }
  }

  const isLive = (kind: CaptureKind): boolean => live(sources.get(trackOf[kind])?.stream) !== undefined;

  /** Chromium opens a microphone that is in use only as it is in use (measured): it is let go of before it changes. */
  function letGo(): void {
    const { stream } = sources.get('microphone') ?? {};
    if (!stream) return;
    stopStream(stream);
    changed(); // so that nobody else goes on listening to it
  }

  async function open(kind: CaptureKind, deviceId: string | undefined, noiseSuppression = true): Promise<void> {
    const track = trackOf[kind];
    if (kind === 'audioinput' && noiseSuppression !== suppressed) {
      suppressed = noiseSuppression;
      letGo();
    }
    try {
      const stream = await openDevice(source, { kind, deviceId, noiseSuppression }, timeoutMs);
      trouble(kind, undefined);
      await put(track, stream);
    } catch (error) {
      trouble(kind, callFailure(error));
      if (isLive(kind)) changed();
      else await put(track, undefined).catch(() => undefined); // nothing is sent: others are to see that
    }
  }

  /** Brings the microphone to what is wanted, at once: it waits for nothing that is under way. */
  const applyMuted = async (): Promise<void> => {
    const { stream, track } = sources.get('microphone') ?? {};
    if (track) await (muted ? track.mute() : track.unmute()); // it tells the others only what it changes itself
    else stream?.getTracks().forEach((own) => (own.enabled = !muted));
  };
  const setMuted = async (next: boolean): Promise<void> => {
    muted = next;
    changed();
    await applyMuted();
  };

  return {
    isLive,
    state: () => ({
      microphone: live(sources.get('microphone')?.stream),
      camera: sources.get('camera')?.stream,
      share: shown,
      muted: muted || !sources.has('microphone'),
      wantsMuted: muted,
      canMix: sources.get('microphone')?.track?.setEffect !== undefined,
    }),
    useLibrary: (next) =>
      inTurn(async () => {
        maker = next;
        for (const [kind, { stream }] of sources) sources.set(kind, { stream, track: await toTrack(stream, kind) });
        await applyMuted();
      }),
    attach: (next) =>
      inTurn(async () => {
        slots = next;
        await slots?.place(sent());
      }),
    openMicrophone: (deviceId, noiseSuppression) => inTurn(() => open('audioinput', deviceId, noiseSuppression)),
    setMuted,
    async wasMuted() {
      const { track } = sources.get('microphone') ?? {};
      if (track && track.isMuted() !== muted) await setMuted(track.isMuted());
    },
    setCamera: (deviceId, on) => inTurn(() => (on ? open('videoinput', deviceId) : put('camera', undefined))),
    share: (next) =>
      inTurn(async () => {
        const before = shown?.sound;
        shown = next;
        if (before) stopStream(before);
        await put('desktop', next?.stream);
        const { sound } = next ?? {};
        if (sound !== before) await sources.get('microphone')?.track?.setEffect?.(sound && mixWith(sound));
      }),
    release: () =>
      inTurn(async () => {
        await put('camera', undefined);
        await put('microphone', undefined);
      }),
    stop() {
      slots = undefined;
      for (const { stream, track } of sources.values()) {
        stopStream(stream);
        track?.dispose().catch(() => undefined);
      }
      if (shown?.sound) stopStream(shown.sound);
      sources.clear();
      shown = undefined;
    },
  };
}

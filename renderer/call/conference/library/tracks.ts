import type { JitsiLibrary, LibraryTrack } from './api.ts';
import { failCall } from './load.ts';

export type TrackKind = 'microphone' | 'camera' | 'desktop';
export type TrackMaker = (stream: MediaStream, kind: TrackKind) => Promise<LibraryTrack>;

/** The two ways in which pages get media; the adapter for older builds stands in for them. */
export type MediaSource = Pick<MediaDevices, 'getUserMedia' | 'getDisplayMedia'>;

/** How builds ask for a screen under Electron; `streamId` comes back in their `getUserMedia`. */
interface PickerGlobal {
  readonly document?: unknown;
  JitsiMeetScreenObtainer?: {
    readonly openDesktopPicker: (
      options: unknown,
      chosen: (streamId: string, streamType: string, withAudio: boolean) => void,
      failed: (error: unknown) => void,
    ) => void;
  };
}

const mediaType = (kind: TrackKind): 'audio' | 'video' => (kind === 'microphone' ? 'audio' : 'video');

/** For builds that take no streams: while one asks for media, the page answers with the stream that is there already. */
function createLendingMaker(library: JitsiLibrary, source: MediaSource, global: PickerGlobal): TrackMaker {
  let turn: Promise<unknown> = Promise.resolve();

  async function lend(stream: MediaStream, kind: TrackKind): Promise<LibraryTrack> {
    const answer = { value: () => Promise.resolve(stream), configurable: true, writable: true };
    Object.defineProperties(source, { getUserMedia: answer, getDisplayMedia: answer });
    try {
      const devices = [kind === 'desktop' ? 'desktop' : mediaType(kind)];
      const tracks = await library.createLocalTracks({ devices });
      const track = tracks.find((candidate) => candidate.getType() === mediaType(kind));
      if (!track) throw failCall('call-internal', `no ${kind} from a stream`);
      return track;
    } finally {
      // The real ones are the prototype's.
      Reflect.deleteProperty(source, 'getUserMedia');
      Reflect.deleteProperty(source, 'getDisplayMedia');
    }
  }

  global.JitsiMeetScreenObtainer = {
    openDesktopPicker: (_options, chosen) => chosen('lent', 'window', false),
  };
  return (stream, kind) => {
    const track = turn.then(() => lend(stream, kind));
    turn = track.catch(() => undefined);
    return track;
  };
}

/** Wraps streams of ours, so that devices, permissions and failures are handled in one place, whatever the build. */
export function createTrackMaker(library: JitsiLibrary, source: MediaSource, global: PickerGlobal): TrackMaker {
  if (!library.createLocalTracksFromMediaStreams) return createLendingMaker(library, source, global);
  const create = library.createLocalTracksFromMediaStreams.bind(library);
  return async (stream, kind) => {
    const videoType = kind === 'microphone' ? {} : { videoType: kind };
    const [track] = create([{ stream, sourceType: 'device', mediaType: mediaType(kind), ...videoType }]);
    if (!track) throw failCall('call-internal', `no ${kind} from a stream`);
    return track;
  };
}

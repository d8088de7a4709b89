import type { PortClient } from '../../base/port-client.ts';
import type { CallPageContract } from '../contract.ts';
import type { OwnShare } from './model.ts';

/**
 * The machine's sound as it is, but for what this program plays of it: others would hear themselves. Chromium before
 * 141 cannot leave that out; there the echo cancellation takes away most of it, and it is off for screens by default.
 */
const soundOf = ({ restrictOwnAudio = false }: MediaTrackSupportedConstraints): MediaTrackConstraints => ({
  restrictOwnAudio: true,
  echoCancellation: !restrictOwnAudio,
  noiseSuppression: false,
  autoGainControl: false,
});

declare global {
  // Of the Screen Capture specification; the compiler's library does not have it yet.
  interface MediaTrackSupportedConstraints {
    restrictOwnAudio?: boolean;
  }
  interface MediaTrackConstraintSet {
    restrictOwnAudio?: boolean;
  }
}

/**
 * Main's picker says what is to be shared, then the browser's own function gives just that. `canMix`: there is a voice
 * with which the machine's sound can go along. Undefined: the person thought better of it. Rejects as
 * `getDisplayMedia` does.
 */
export async function chooseShare(
  client: PortClient<CallPageContract>,
  mediaDevices: Pick<MediaDevices, 'getDisplayMedia' | 'getSupportedConstraints'>,
  canMix: boolean,
): Promise<OwnShare | undefined> {
  const { source } = await client.request('screen.choose', { audio: canMix });
  if (!source) return undefined;
  const stream = await mediaDevices.getDisplayMedia({
    video: { frameRate: { ideal: 15, max: 30 } },
    audio: source.audio && soundOf(mediaDevices.getSupportedConstraints()),
  });
  for (const track of stream.getVideoTracks()) track.contentHint = 'detail'; // text stays sharp, motion may suffer
  // Apart: the library would send the sound as a voice of its own, of which there may be one.
  const sounds = stream.getAudioTracks();
  for (const track of sounds) stream.removeTrack(track);
  const { name, kind } = source;
  return { name, kind, stream, sound: sounds.length > 0 ? new MediaStream(sounds) : undefined };
}

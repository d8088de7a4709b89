import type { TrackEffect } from '../library/api.ts';

/**
 * The machine's sound beside the microphone's in one track, as a conference takes one voice from each. The library's
 * mute then means the microphone: the sound of what is shared goes on, and no more than that.
 */
export function mixWith(sound: MediaStream): TrackEffect {
  let context: AudioContext | undefined;
  let voice: MediaStreamTrack | undefined;
  return {
    isEnabled: () => true,
    startEffect(stream) {
      context = new AudioContext();
      voice = stream.getAudioTracks()[0];
      const mixed = new MediaStreamAudioDestinationNode(context);
      for (const mediaStream of [stream, sound]) new MediaStreamAudioSourceNode(context, { mediaStream }).connect(mixed);
      return mixed.stream;
    },
    stopEffect: () => void context?.close(),
    isMuted: () => voice?.enabled !== true,
    setMuted(muted) {
      if (voice) voice.enabled = !muted;
    },
  };
}

/** How loud a microphone is. */
export interface Meter {
  stop(): void;
}

export type CreateMeter = (stream: MediaStream, heard: (level: number) => void) => Meter;

const everyMs = 100;
/** Speech has 0.02 to 0.3 as a root mean square; a meter shows the decibels from -60 to -10. */
const toLevel = (square: number): number => Math.min(1, Math.max(0, (10 * Math.log10(square + 1e-9) + 60) / 50));

/** Listens with a track of its own, so that it also notices who speaks while muted. */
export const createMeter: CreateMeter = (stream, heard) => {
  const track = stream.getAudioTracks()[0]?.clone();
  if (!track) return { stop: () => undefined };
  track.enabled = true;
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: 2_048 });
  new MediaStreamAudioSourceNode(context, { mediaStream: new MediaStream([track]) }).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    heard(toLevel(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length));
  }, everyMs);
  return {
    stop() {
      clearInterval(timer);
      track.stop();
      void context.close();
    },
  };
};

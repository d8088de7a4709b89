/* The ring, made of tones and not of a file: three pure intervals that rise, a pause, and again. */

export interface Note {
  /** Seconds from the beginning. */
  readonly at: number;
  readonly seconds: number;
  /** Hertz. */
  readonly pitch: number;
}

const ground = 440;
/** Ground, fifth and octave: what sounds as one. */
const figure = [1, 3 / 2, 2, 3 / 2] as const;
const noteSeconds = 0.22;
const everySeconds = 2.4;
const loudness = 0.16;

/** The notes that begin within so many seconds. */
export function ringNotes(seconds: number): readonly Note[] {
  const times = Math.max(0, Math.ceil(seconds / everySeconds));
  return Array.from({ length: times }, (_, turn) =>
    figure.map((ratio, index) => ({ at: turn * everySeconds + index * noteSeconds, seconds: noteSeconds * 1.6, pitch: ground * ratio })),
  ).flat();
}

/** Rings for so many seconds, or until the returned function is called. */
export function ring(context: AudioContext, seconds: number): () => void {
  const out = context.createGain();
  out.gain.value = loudness;
  out.connect(context.destination);
  const start = context.currentTime + 0.05;
  for (const { at, seconds: length, pitch } of ringNotes(seconds)) {
    const oscillator = context.createOscillator();
    const envelope = context.createGain();
    oscillator.type = 'triangle';
    oscillator.frequency.value = pitch;
    envelope.gain.setValueAtTime(0, start + at);
    envelope.gain.linearRampToValueAtTime(1, start + at + 0.02);
    envelope.gain.exponentialRampToValueAtTime(0.001, start + at + length);
    oscillator.connect(envelope).connect(out);
    oscillator.start(start + at);
    oscillator.stop(start + at + length);
  }
  void context.resume();
  return () => void context.close();
}

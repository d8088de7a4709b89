/** Plays others' voices on the chosen speaker. Elements stand in no document: they are heard all the same. */
export interface Speaker {
  /** `key` names the voice; undefined ends it. */
  play(key: string, stream: MediaStream | undefined): void;
  /** Where to: a device's ID, or undefined for the system's default. */
  use(deviceId: string | undefined): void;
  /** Nothing is heard while held. */
  hold(held: boolean): void;
  /** Two short tones. Resolves when they are over. */
  test(): Promise<void>;
  stop(): void;
}

/** 440 and 660 Hz, 0.3 s each, softly in and out. */
async function playTones(deviceId: string | undefined): Promise<void> {
  const context = new AudioContext(deviceId === undefined ? {} : { sinkId: deviceId });
  try {
    const gain = new GainNode(context, { gain: 0 });
    gain.connect(context.destination);
    for (const [index, frequency] of [440, 660].entries()) {
      const start = context.currentTime + 0.05 + index * 0.4;
      const tone = new OscillatorNode(context, { frequency });
      tone.connect(gain);
      gain.gain.setTargetAtTime(0.3, start, 0.02);
      gain.gain.setTargetAtTime(0, start + 0.3, 0.02);
      tone.start(start);
      tone.stop(start + 0.4);
      if (index === 1) await new Promise((resolve) => tone.addEventListener('ended', resolve));
    }
  } finally {
    await context.close();
  }
}

declare global {
  // Chromium has it since 110; the compiler's library does not.
  interface AudioContextOptions {
    sinkId?: string;
  }
}

export function createSpeaker(createElement: () => HTMLAudioElement): Speaker {
  const voices = new Map<string, HTMLAudioElement>();
  let sink: string | undefined;
  let isHeld = false;
  const toSink = (element: HTMLAudioElement): void => {
    // A speaker that has just gone: the system's default is used, and the next list of devices says which.
    element.setSinkId(sink ?? '').catch(() => undefined);
  };

  return {
    play(key, stream) {
      const playing = voices.get(key);
      if (playing?.srcObject === (stream ?? null)) return;
      if (playing) playing.srcObject = null;
      voices.delete(key);
      if (!stream) return;
      const element = createElement();
      element.autoplay = true;
      element.muted = isHeld;
      element.srcObject = stream;
      toSink(element);
      voices.set(key, element);
    },
    use(deviceId) {
      if (deviceId === sink) return;
      sink = deviceId;
      for (const element of voices.values()) toSink(element);
    },
    hold(held) {
      isHeld = held;
      for (const element of voices.values()) element.muted = held;
    },
    test: () => playTones(sink),
    stop() {
      for (const element of voices.values()) element.srcObject = null;
      voices.clear();
    },
  };
}

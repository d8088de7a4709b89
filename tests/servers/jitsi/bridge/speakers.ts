/** Who speaks, by the audio levels in the packets (RFC 6464: 0 is loudest, 127 is silence). */
export interface Speakers {
  heard(endpoint: string, level: number): void;
  forget(endpoint: string): void;
  /** The dominant speaker now; undefined until somebody spoke. To be asked every 300 ms: levels fade with each time. */
  dominant(): string | undefined;
}

const silence = 127;
const audible = 70;
const clearlyLouder = 10;

export function createSpeakers(): Speakers {
  const levels = new Map<string, number>();
  let current: string | undefined;
  const levelOf = (endpoint: string): number => levels.get(endpoint) ?? silence;

  return {
    heard: (endpoint, level) => levels.set(endpoint, levelOf(endpoint) * 0.9 + level * 0.1),
    forget(endpoint) {
      levels.delete(endpoint);
      if (current === endpoint) current = undefined;
    },
    dominant() {
      for (const [endpoint, level] of levels) {
        const faded = Math.min(silence, level + 2);
        levels.set(endpoint, faded);
        const toBeat = current === undefined ? silence : levelOf(current) - clearlyLouder;
        if (endpoint !== current && faded < audible && faded < toBeat) current = endpoint;
      }
      return current;
    },
  };
}

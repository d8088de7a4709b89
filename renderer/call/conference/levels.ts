import { createEmitter, type Unsubscribe } from '../../base/listen.ts';
import type { CreateMeter, Meter } from './media/meter.ts';
import type { StateStore } from './store.ts';

/** Loudness of everybody, oneself as `self`. */
export interface Levels {
  hear(id: string, level: number): void;
  /** From now on this is one's own microphone. */
  follow(microphone: MediaStream | undefined): void;
  listen(listener: (levels: ReadonlyMap<string, number>) => void): Unsubscribe;
}

/** Louder than this is speech, not the room. */
const speech = 0.5;
const speaksAfterMs = 300;

export function createLevels(store: StateStore, createMeter: CreateMeter, now: () => number): Levels {
  const emitter = createEmitter<ReadonlyMap<string, number>>();
  const levels = new Map<string, number>();
  let meter: Meter | undefined;
  let followed: MediaStream | undefined;
  let loudSince: number | undefined;

  const hear = (id: string, level: number): void => {
    levels.set(id, level);
    emitter.emit(new Map(levels));
  };

  return {
    hear,
    follow(microphone) {
      if (microphone === followed) return;
      meter?.stop();
      [followed, meter, loudSince] = [microphone, undefined, undefined];
      if (!microphone) return hear('self', 0);
      meter = createMeter(microphone, (level) => {
        const { muted } = store.get().self;
        hear('self', muted ? 0 : level);
        loudSince = muted && level >= speech ? (loudSince ?? now()) : undefined;
        store.set({ talksWhileMuted: loudSince !== undefined && now() - loudSince >= speaksAfterMs });
      });
    },
    listen: emitter.listen,
  };
}

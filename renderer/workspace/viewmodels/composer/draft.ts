import type { Unsubscribe } from '../../../base/listen.ts';
import type { Clock } from '../clock.ts';
import { requestThrough, type Engine } from '../engine.ts';

export interface Draft {
  /** What waited in the store; undefined where it could not be read. */
  readonly stored: Promise<string | undefined>;
  /** Writes soon. */
  readonly changed: (text: string) => void;
  /** Writes now what has not been written yet: the room or the window is about to go. */
  readonly flush: () => void;
}

/** From the first unwritten stroke, not from the last: who types without a pause loses no more than this in a crash. */
const writeAfterMs = 400;
/** The contract's limit; a longer text is kept up to here. */
const longestDraft = 60_000;

/** The draft of one room. Nothing is written before what was stored has been read: it would be lost. */
export function createDraft(engine: Engine, roomId: string, clock: Clock): Draft {
  let waiting: string | undefined;
  let stop: Unsubscribe = () => undefined;
  let read = false;

  const flush = (): void => {
    stop();
    if (waiting === undefined || !read) return;
    const text = waiting.slice(0, longestDraft);
    waiting = undefined;
    // A draft that cannot be written stands in the composer still, and the next change writes it again.
    requestThrough(engine, 'draft.write', { roomId, text }).catch(() => undefined);
  };

  const stored = requestThrough(engine, 'draft.read', { roomId }).then(
    ({ text }) => text,
    () => undefined,
  );
  void stored.then(() => {
    read = true;
    if (waiting !== undefined) flush();
  });

  return {
    stored,
    changed: (text) => {
      const wasWritten = waiting === undefined;
      waiting = text;
      if (wasWritten) stop = clock.after(writeAfterMs, flush);
    },
    flush,
  };
}

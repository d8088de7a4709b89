import { createEmitter, type Unsubscribe } from '../../base/listen.ts';
import type { ConferenceState } from './model.ts';

/** The one state of a conference. Changes that follow each other fast are told once, when `schedule` says. */
export interface StateStore {
  get(): ConferenceState;
  /** Takes over the fields that differ. */
  set(change: Partial<ConferenceState>): void;
  /** Something that `derive` looks at besides has changed. */
  touch(): void;
  listen(listener: (state: ConferenceState) => void): Unsubscribe;
}

const differs = (state: ConferenceState, change: Partial<ConferenceState>): boolean =>
  (Object.keys(change) as (keyof ConferenceState)[]).some((key) => !Object.is(state[key], change[key]));

/** `derive` says what follows from the rest, after every change. */
export function createStateStore(
  initial: ConferenceState,
  derive: (state: ConferenceState) => Partial<ConferenceState>,
  schedule: (tell: () => void) => void,
): StateStore {
  const emitter = createEmitter<ConferenceState>();
  let state = initial;
  let scheduled = false;
  const touch = (): void => {
    const derived = derive(state);
    if (differs(state, derived)) state = { ...state, ...derived };
    if (scheduled) return;
    scheduled = true;
    schedule(() => {
      scheduled = false;
      emitter.emit(state);
    });
  };
  return {
    get: () => state,
    set(change) {
      if (!differs(state, change)) return;
      state = { ...state, ...change };
      touch();
    },
    touch,
    listen: emitter.listen,
  };
}

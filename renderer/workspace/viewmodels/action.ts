import { batch, signal, type ReadonlySignal } from '@preact/signals';
import { toFailure, type Failure } from '../../base/failure.ts';

/** One thing a person does that takes a while: it runs once at a time, and says why it failed. */
export interface Action<Args extends readonly unknown[] = []> {
  readonly busy: ReadonlySignal<boolean>;
  readonly failure: ReadonlySignal<Failure | undefined>;
  readonly run: (...args: Args) => void;
}

/** Calls `act` and remembers how it went; a call while one is under way does nothing. */
export function createAction<Args extends readonly unknown[]>(act: (...args: Args) => Promise<unknown>): Action<Args> {
  const busy = signal(false);
  const failure = signal<Failure | undefined>(undefined);
  return {
    busy,
    failure,
    run: (...args) => {
      if (busy.peek()) return;
      batch(() => {
        busy.value = true;
        failure.value = undefined;
      });
      act(...args)
        .catch((error: unknown) => void (failure.value = toFailure(error)))
        .finally(() => void (busy.value = false));
    },
  };
}

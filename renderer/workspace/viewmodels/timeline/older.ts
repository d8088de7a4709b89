import { computed, signal, type ReadonlySignal } from '@preact/signals';
import { toFailure, type Failure } from '../../../base/failure.ts';
import type { TimelineHead } from '../../../engine/contract.ts';
import { requestThrough, type Engine } from '../engine.ts';

/** How it stands with the history above what is there. */
export type OlderState =
  | { readonly state: 'more' | 'loading' | 'start' }
  | { readonly state: 'failed'; readonly failure: Failure };

export interface Older {
  readonly state: ReadonlySignal<OlderState>;
  /** The view is near the top. Asks once at a time, and not again after a failure. */
  readonly wanted: () => void;
  /** The person asks again after a failure. */
  readonly retry: () => void;
}

export function createOlder(engine: Engine, roomId: string, head: ReadonlySignal<TimelineHead | undefined>): Older {
  const asking = signal(false);
  /** Counts until the engine says something newer about this timeline. */
  const refused = signal<{ readonly failure: Failure; readonly head: TimelineHead | undefined } | undefined>(undefined);

  const state = computed((): OlderState => {
    const known = head.value;
    if (!known || known.loadingOlder || asking.value) return { state: 'loading' };
    if (known.atStart) return { state: 'start' };
    const failure = refused.value?.head === known ? refused.value.failure : known.olderFailure;
    return failure ? { state: 'failed', failure } : { state: 'more' };
  });

  const ask = (): void => {
    asking.value = true;
    refused.value = undefined;
    requestThrough(engine, 'timeline.older', { roomId })
      .catch((error: unknown) => void (refused.value = { failure: toFailure(error), head: head.peek() }))
      .finally(() => void (asking.value = false));
  };

  return {
    state,
    wanted: () => {
      if (state.peek().state === 'more') ask();
    },
    retry: () => {
      if (state.peek().state === 'failed') ask();
    },
  };
}

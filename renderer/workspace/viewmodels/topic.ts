import { batch, signal, type ReadonlySignal } from '@preact/signals';
import type { Failure } from '../../base/failure.ts';
import type { Unsubscribe } from '../../base/listen.ts';
import type { Engine, EngineArgsOfTopic, EngineTopic, EngineTopicState } from './engine.ts';

/** A topic of the engine as signals. `state` is undefined until the first snapshot and keeps its last value after a failure. */
export interface TopicModel<State> {
  readonly state: ReadonlySignal<State | undefined>;
  readonly failure: ReadonlySignal<Failure | undefined>;
  readonly dispose: Unsubscribe;
}

/** Follows a topic until it is disposed of. */
export function followTopic<K extends EngineTopic>(
  engine: Engine,
  name: K,
  params: EngineArgsOfTopic<K>,
): TopicModel<EngineTopicState<K>> {
  const state = signal<EngineTopicState<K> | undefined>(undefined);
  const failure = signal<Failure | undefined>(undefined);
  const dispose = engine.follow(name, params, {
    state: (next) =>
      batch(() => {
        state.value = next;
        failure.value = undefined;
      }),
    closed: (reason) => void (failure.value = reason),
  });
  return { state, failure, dispose };
}

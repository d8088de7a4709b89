import { signal, type ReadonlySignal } from '@preact/signals';
import type { Failure } from '../../base/failure.ts';
import type { PortClient } from '../../base/port-client.ts';
import type { PortContract, StateOf, TopicName } from '../../base/port-types.ts';

/** A topic of a port as signals. The last state stays while the other side is away. */
export interface Topic<State> {
  /** Undefined until the first snapshot. */
  readonly state: ReadonlySignal<State | undefined>;
  /** Why it could not be opened or ended; undefined again with the next state. */
  readonly failure: ReadonlySignal<Failure | undefined>;
  dispose(): void;
}

export function followTopic<C extends PortContract, K extends TopicName<C>>(
  client: PortClient<C>,
  name: K,
  params: C['topics'][K]['params'],
): Topic<StateOf<C, K>> {
  const state = signal<StateOf<C, K> | undefined>(undefined);
  const failure = signal<Failure | undefined>(undefined);
  const dispose = client.follow(name, params, {
    state: (next) => {
      state.value = next;
      failure.value = undefined;
    },
    closed: (reason) => {
      failure.value = reason;
    },
  });
  return { state, failure, dispose };
}

import { computed, type ReadonlySignal } from '@preact/signals';
import type { Environment } from '../../../../preload/contract.ts';
import type { Unsubscribe } from '../../../base/listen.ts';
import { createAction, type Action } from '../action.ts';
import { requestThrough, type Engine } from '../engine.ts';
import { followTopic } from '../topic.ts';

/** Whether the person is left alone, and why. */
export interface QuietModel {
  /** Set by the person, for everybody to see. */
  readonly doNotDisturb: ReadonlySignal<boolean>;
  readonly setDoNotDisturb: Action<[on: boolean]>;
  /** When the quiet hours end that it is now (UTC milliseconds); undefined outside of them. */
  readonly untilTs: ReadonlySignal<number | undefined>;
  readonly dispose: Unsubscribe;
}

export function createQuietModel({ engine, environment }: {
  readonly engine: Engine;
  readonly environment: ReadonlySignal<Environment | undefined>;
}): QuietModel {
  const topic = followTopic(engine, 'ownPresence', {});
  return {
    doNotDisturb: computed(() => topic.state.value?.head.doNotDisturb ?? false),
    setDoNotDisturb: createAction((on: boolean) => requestThrough(engine, 'presence.doNotDisturb', { on })),
    untilTs: computed(() => environment.value?.quietUntilTs),
    dispose: topic.dispose,
  };
}

import type { EngineTopic, EngineTopicState, Engine } from '../viewmodels/engine.ts';
import type { Clock } from '../viewmodels/clock.ts';
import { storyNow } from './stories.ts';

/** For stories: an engine whose topics stand still, and which answers requests with what it was given, or never. */
export function stillEngine(
  topics: { readonly [K in EngineTopic]?: EngineTopicState<K> },
  answers: Readonly<Record<string, unknown>> = {},
): Engine {
  return {
    request: (name) => (name in answers ? Promise.resolve(answers[name] as never) : new Promise(() => undefined)),
    follow: (name, _params, listener) => {
      const state = topics[name];
      if (state) listener.state(state);
      return () => undefined;
    },
  };
}

/** A clock that shows the time of the stories and whose timers run at once. */
export const stillClock: Clock = {
  now: () => storyNow,
  after: (_ms, run) => {
    const timer = setTimeout(run, 0);
    return () => clearTimeout(timer);
  },
};

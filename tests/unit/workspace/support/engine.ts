import { fail, type FailureError } from '../../../../renderer/base/failure.ts';
import type { Engine, EngineArgs, EngineRequest, EngineResult, EngineTopic, EngineTopicState } from '../../../../renderer/workspace/viewmodels/engine.ts';

/** A request that the view model has made and that the test answers. */
export interface Asked<K extends EngineRequest = EngineRequest> {
  readonly name: K;
  readonly args: EngineArgs<K>;
  answer(result: EngineResult<K>): Promise<void>;
  refuse(error: FailureError | string): Promise<void>;
}

export interface FakeEngine extends Engine {
  /** Requests of this name, in the order they came. */
  asked<K extends EngineRequest>(name: K): readonly Asked<K>[];
  /** The arguments of the requests of this name. */
  args<K extends EngineRequest>(name: K): readonly EngineArgs<K>[];
  /** Sends a state of a topic to all that follow it. */
  say<K extends EngineTopic>(name: K, state: EngineTopicState<K>): void;
  close(name: EngineTopic, code: string): void;
  following(name: EngineTopic): number;
}

/** Lets everything that hangs on settled promises run. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

/** The engine at the other end of the port: it answers what the test says, when the test says it. */
export function createFakeEngine(): FakeEngine {
  const all: Asked[] = [];
  const listeners = new Map<object, { name: EngineTopic; state: (state: never) => void; closed: (code: string) => void }>();
  return {
    request: (name, args) =>
      new Promise((resolve, reject) => {
        const settled = async (run: () => void): Promise<void> => {
          run();
          await settle();
        };
        const asked = {
          name,
          args,
          answer: (result: EngineResult<typeof name>) => settled(() => resolve(result)),
          refuse: (error: FailureError | string) => settled(() => reject(typeof error === 'string' ? fail(error) : error)),
        };
        all.push(asked);
      }),
    follow: (name, _params, listener) => {
      const key = {};
      listeners.set(key, {
        name,
        state: listener.state,
        closed: (code) => listener.closed?.({ code }),
      });
      return () => void listeners.delete(key);
    },
    asked: <K extends EngineRequest>(name: K) => all.filter((asked) => asked.name === name) as unknown as readonly Asked<K>[],
    args: <K extends EngineRequest>(name: K) =>
      all.filter((asked) => asked.name === name).map(({ args }) => args as EngineArgs<K>),
    say: (name, state) => {
      for (const listener of listeners.values()) if (listener.name === name) listener.state(state as never);
    },
    close: (name, code) => {
      for (const listener of listeners.values()) if (listener.name === name) listener.closed(code);
    },
    following: (name) => [...listeners.values()].filter((listener) => listener.name === name).length,
  };
}

import { FailureError } from '../../base/failure.ts';
import type { PortClient } from '../../base/port-client.ts';
import type { RequestName, StateOf, TopicName } from '../../base/port-types.ts';
import type { EngineContract } from '../../engine/contract.ts';

/** The engine as every view model knows it. */
export type Engine = PortClient<EngineContract>;
export type EngineTopic = TopicName<EngineContract>;
export type EngineTopicState<K extends EngineTopic> = StateOf<EngineContract, K>;
export type EngineArgsOfTopic<K extends EngineTopic> = EngineContract['topics'][K]['params'];
export type EngineRequest = RequestName<EngineContract>;
export type EngineArgs<K extends EngineRequest> = EngineContract['requests'][K]['args'];
export type EngineResult<K extends EngineRequest> = EngineContract['requests'][K]['result'];

/**
 * A request whose answer was lost with the engine is made again: commands are idempotent, and the port waits until the
 * engine is back. Rejects with the failure of the last of `tries`.
 */
export async function requestThrough<K extends EngineRequest>(
  engine: Engine,
  name: K,
  args: EngineArgs<K>,
  tries = 3,
): Promise<EngineResult<K>> {
  try {
    return await engine.request(name, args);
  } catch (error) {
    const lost = error instanceof FailureError && error.failure.code === 'engine-restarted';
    if (!lost || tries <= 1) throw error;
    return requestThrough(engine, name, args, tries - 1);
  }
}

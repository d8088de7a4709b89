import type { z } from 'zod';
import type { Reply, WorkspaceArgs, WorkspaceRequestName, WorkspaceResult } from '../preload/contract.ts';
import type { ringingRequests, RingingResults } from '../preload/contract/calls.ts';
import type { pickerRequests, PickerResults } from '../preload/contract/picker.ts';
import { fail, toFailure } from '../renderer/base/failure.ts';
import type { Log } from './log.ts';
import type { IncomingMessage, Wall } from './walls/wall.ts';

export type WorkspaceHandlers = {
  readonly [K in WorkspaceRequestName]: (args: WorkspaceArgs<K>) => WorkspaceResult<K> | Promise<WorkspaceResult<K>>;
};

export type PickerHandlers = {
  readonly [K in keyof typeof pickerRequests]: (args: z.infer<(typeof pickerRequests)[K]>) => PickerResults[K];
};

export type RingingHandlers = {
  readonly [K in keyof typeof ringingRequests]: (args: z.infer<(typeof ringingRequests)[K]>) => Promise<RingingResults[K]>;
};

/** What is done for the requests of all roles; which of them a role may make, the walls know. */
export type Handlers = WorkspaceHandlers & Partial<PickerHandlers & RingingHandlers>;

/** Through all walls, one after the other; a wall that refuses throws. */
export const passWalls = (walls: readonly Wall[], message: IncomingMessage): IncomingMessage =>
  walls.reduce((passed, wall) => wall.message?.(passed) ?? passed, message);

/** What a page gets for a request: never a rejection, because Electron would strip what it carries. */
export async function answer(
  walls: readonly Wall[],
  handlers: Handlers,
  message: IncomingMessage,
  log: Log,
): Promise<Reply<unknown>> {
  try {
    const { name, args } = passWalls(walls, message);
    const handle = handlers[name as keyof Handlers] as ((args: unknown) => unknown) | undefined;
    if (typeof handle !== 'function') throw fail('unknown-name', String(name));
    return { ok: true, result: await handle(args) };
  } catch (error) {
    const failure = toFailure(error);
    log.warn(`request ${String(message.name)}: ${failure.code} ${failure.detail ?? ''}`);
    return { ok: false, failure };
  }
}

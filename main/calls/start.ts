import { callRequests, noCall } from '../../preload/contract/calls.ts';
import { fail } from '../../renderer/base/failure.ts';
import type { CallHandlers } from './handlers.ts';

export interface Calls {
  readonly handlers: CallHandlers;
}

/** Everything about calls, put together. */
export function startCalls(): Calls {
  const refuse = (): never => {
    throw fail('not-ready', 'calls');
  };
  const handlers = Object.fromEntries(Object.keys(callRequests).map((name) => [name, refuse]));
  return { handlers: { ...handlers, 'call.read': () => noCall } as unknown as CallHandlers };
}

import type { Logger } from 'matrix-js-sdk/lib/logger.js';
import type { Log } from './log.ts';

/**
 * The SDK's log without what it says about persons, rooms and events: only the fixed text of warnings and errors,
 * which comes first, and the kind of error.
 */
export function createSdkLogger(log: Log): Logger {
  const text = (message: unknown[]): string => (typeof message[0] === 'string' ? message[0] : 'unnamed');
  const error = (message: unknown[]): string => {
    const found = message.find((part) => part instanceof Error);
    return found ? ` (${found.name})` : '';
  };
  const quiet = (): void => undefined;
  return {
    getChild: () => createSdkLogger(log),
    trace: quiet,
    debug: quiet,
    info: quiet,
    warn: (...message) => log.warn(`sdk: ${text(message)}${error(message)}`),
    error: (...message) => log.error(`sdk: ${text(message)}${error(message)}`),
  };
}

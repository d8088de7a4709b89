import { toFailure } from '../../base/failure.ts';
import type { Host } from './host.ts';

/**
 * Log lines of the engine. They name what happened, never what was said, nor persons, rooms, events or addresses:
 * whatever looks like one of these is masked, since texts of errors are not ours.
 */
export interface Log {
  info(text: string, error?: unknown): void;
  warn(text: string, error?: unknown): void;
  error(text: string, error?: unknown): void;
}

const identifiers = /[@!$#+][\w./=+-]+(?::[\w.:[\]-]+)?/g;
const addresses = /\b[a-z][a-z0-9+.-]*:\/\/[^\s"')]+/gi;
const limit = 1_000;

/** A text without identifiers and addresses, cut to a line's length. */
export function scrub(text: string): string {
  return text.replace(addresses, '<address>').replace(identifiers, '<id>').slice(0, limit);
}

/** The log that main keeps. A line that cannot be delivered is lost: the engine never waits for its log. */
export function createLog(host: Host): Log {
  const write = (level: 'info' | 'warn' | 'error', text: string, error?: unknown): void => {
    const failure = error === undefined ? undefined : toFailure(error);
    const line = failure ? `${text}: ${failure.code}${failure.detail === undefined ? '' : ` ${failure.detail}`}` : text;
    host.request('log.write', { level, text: scrub(line) }).catch(() => undefined);
  };
  return {
    info: (text, error) => write('info', text, error),
    warn: (text, error) => write('warn', text, error),
    error: (text, error) => write('error', text, error),
  };
}

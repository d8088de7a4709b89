import { appendFileSync, renameSync, rmSync, statSync } from 'node:fs';

export type LogLevel = 'info' | 'warn' | 'error';

/** Technical happenings of one profile. What people write, and what a credential is, never goes in. */
export interface Log {
  info(text: string): void;
  warn(text: string): void;
  error(text: string): void;
  /** Removes the files; the next line starts a new one. */
  erase(): void;
}

/** The last guard, should a text carry a token all the same: Synapse's tokens, headers, and tokens in addresses. */
const secrets = /\b(?:sy[tr]_[\w-]+|mat_\w+)|(?<=\bBearer\s+)\S+|(?<=\baccess_token=)[^&\s]+/gi;
/** Line breaks and escape sequences would let one text forge another entry. */
const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** One line of the file. */
export function logLine(at: Date, level: LogLevel, text: string): string {
  return `${at.toISOString()} ${level.padEnd(5)} ${text.replace(secrets, '[…]').replace(controls, ' ').slice(0, 4_000)}\n`;
}

const sizeOf = (path: string): number => {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
};

/** A log in two files: `path` and, once that is full, the one before it (`path.1`). A disk that is full costs a line, no more. */
export function openLog(path: string, limitBytes = 1_000_000, now: () => Date = () => new Date()): Log {
  const older = `${path}.1`;
  const write = (level: LogLevel, text: string): void => {
    try {
      if (sizeOf(path) > limitBytes) renameSync(path, older);
      appendFileSync(path, logLine(now(), level, text), { mode: 0o600 });
    } catch {
      // Nowhere left to say it.
    }
  };
  return {
    info: (text) => write('info', text),
    warn: (text) => write('warn', text),
    error: (text) => write('error', text),
    erase: () => {
      rmSync(path, { force: true });
      rmSync(older, { force: true });
    },
  };
}

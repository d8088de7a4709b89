import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Log } from '../../../main/log.ts';
import type { Unsubscribe } from '../../../renderer/base/listen.ts';

/** A folder that goes with its test. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'einklang-main-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 }));
  return folder;
}

/** A log that only remembers. */
export function memoryLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  const add = (level: string) => (text: string) => void lines.push(`${level} ${text}`);
  return { lines, info: add('info'), warn: add('warn'), error: add('error'), erase: () => void lines.splice(0) };
}

/** A clock that stands until it is told to go on; timers that fall due meanwhile ring in their order. */
export function handClock() {
  let time = 0;
  let timers: { readonly at: number; readonly then: () => void }[] = [];
  return {
    now: () => time,
    after: (ms: number, then: () => void): Unsubscribe => {
      const timer = { at: time + ms, then };
      timers.push(timer);
      return () => void (timers = timers.filter((other) => other !== timer));
    },
    pass: (ms: number): void => {
      const end = time + ms;
      for (;;) {
        const [next] = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (!next) break;
        time = next.at;
        timers = timers.filter((timer) => timer !== next);
        next.then();
      }
      time = end;
    },
    waiting: () => timers.length,
  };
}

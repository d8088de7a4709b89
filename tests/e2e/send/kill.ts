import { once } from 'node:events';
import type { Person } from '../support/person.ts';

/** Ends the program and all its processes at once, as `kill -9` or a power cut would. */
export async function killNine({ app }: Person): Promise<void> {
  const main = app.process();
  if (main.pid === undefined) throw new Error('The program has no process');
  const ended = once(main, 'exit');
  process.kill(-main.pid, 'SIGKILL'); // Playwright starts it as the leader of a process group of its own
  await ended;
}

/** When the program is killed, seen from the message that is on its way. */
export type Moment =
  /** So many milliseconds after Enter, wherever that is. */
  | { readonly kind: 'after-enter'; readonly ms: number }
  /** The composer has let go of the text: from here on the message has to be in the store. */
  | { readonly kind: 'composer-empty' }
  /** The request is on its way and has not reached the server. */
  | { readonly kind: 'request-held' }
  /** The server has accepted the message and its answer has not come back. */
  | { readonly kind: 'answer-held' }
  /** As before, and the next start finds no network. */
  | { readonly kind: 'answer-held-then-offline' }
  /** As before, and the next start finds its access token gone. */
  | { readonly kind: 'answer-held-then-expired' }
  /** The answer has just come back. */
  | { readonly kind: 'answered' };

const times = (count: number, moment: Moment): readonly Moment[] => Array<Moment>(count).fill(moment);

/** 50 kills, 24 of them between the server's acceptance and its answer. */
export const moments: readonly Moment[] = [
  ...[0, 1, 2, 4, 8, 16, 32, 64, 128, 256].map((ms) => ({ kind: 'after-enter', ms }) as const),
  ...times(6, { kind: 'composer-empty' }),
  ...times(6, { kind: 'request-held' }),
  ...times(11, { kind: 'answer-held' }),
  { kind: 'answer-held-then-offline' },
  ...times(11, { kind: 'answer-held' }),
  { kind: 'answer-held-then-expired' },
  ...times(4, { kind: 'answered' }),
];

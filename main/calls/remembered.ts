import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { deviceChoice } from '../../renderer/call/contract.ts';
import { createTurns, writeFileAtomically } from '../atomic-file.ts';
import type { Log } from '../log.ts';

/** What a person chose before a call, devices by their labels (their IDs change with each call), and what was heard of calls. */
const schema = z.strictObject({
  devices: deviceChoice,
  muted: z.boolean(),
  camera: z.boolean(),
  noiseSuppression: z.boolean().default(true),
  /** The deployment that the homeserver prefers, so that a link to it is known without asking anybody. */
  preferred: z.strictObject({ serverName: z.string().max(255), host: z.string().max(255) }).optional(),
});
export type Remembered = z.infer<typeof schema>;

const nothing: Remembered = { devices: {}, muted: false, camera: true, noiseSuppression: true };

export interface RememberedFile {
  current(): Remembered;
  change(part: Partial<Remembered>): void;
}

/** A file that is not there or cannot be read gives what holds without a choice. */
export function openRemembered(path: string, log: Log): RememberedFile {
  const inTurn = createTurns();
  let current = nothing;
  try {
    current = schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    // Chosen anew at the next call.
  }
  return {
    current: () => current,
    change: (part) => {
      const next = { ...current, ...part };
      if (JSON.stringify(next) === JSON.stringify(current)) return;
      current = next;
      inTurn(() => writeFileAtomically(path, `${JSON.stringify(next)}\n`)).catch((error: unknown) =>
        log.warn(`calls: choice of devices: ${String(error)}`),
      );
    },
  };
}

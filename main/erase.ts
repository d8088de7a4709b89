import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Session } from 'electron';
import { secretNames } from '../preload/contract.ts';
import { removeFile, writeFileAtomically } from './atomic-file.ts';
import type { Keychain } from './credentials/keychain.ts';
import type { KeyFile } from './key-file.ts';
import type { Log } from './log.ts';

export interface EraseParts {
  readonly sessions: readonly Session[];
  readonly keychain: Keychain;
  readonly keyFile: KeyFile;
  readonly log: Log;
  /** A file that is there from the first step to the last, so that an erase that was cut off is known again. */
  readonly mark: string;
  /** Further files of the profile that an account leaves a trace in. */
  readonly files: readonly string[];
}

/**
 * Removes what an account has left in a profile; whoever calls it has closed the engine. A step that fails does not
 * keep the others from being done. What stays are the person's choices for the program (language, theme).
 * A keychain that waits for its person is not waited for here: whatever asks it next comes after these removals.
 */
export async function eraseProfile({ sessions, keychain, keyFile, log, mark, files }: EraseParts): Promise<void> {
  log.erase();
  const report = (error: unknown): void => log.error(`erase: ${String(error)}`);
  await writeFileAtomically(mark, '').catch(report);
  for (const name of secretNames) void keychain.remove(name).catch(report);
  const steps = [
    keyFile.remove(),
    ...files.map((file) => rm(file, { force: true })),
    ...sessions.flatMap((session) => [session.clearStorageData(), session.clearCache(), session.clearAuthCache()]),
  ];
  for (const result of await Promise.allSettled(steps)) {
    if (result.status === 'rejected') report(result.reason);
  }
  await removeFile(mark).catch(report);
}

/** Brings an erase to its end that a crash or a power cut has interrupted; to be called before the engine starts. */
export async function finishErasing(parts: EraseParts): Promise<void> {
  if (!existsSync(parts.mark)) return;
  await eraseProfile(parts);
}

import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startSynapse, type Synapse } from '../../tests/servers/synapse.ts';
import { fillRooms, openRooms, type Account } from './history.ts';
import { people } from './organisation.mjs';

export interface Organisation {
  readonly synapse: Synapse;
  /** The people in the order of `organisation.mjs`; the first two sit in front of the windows. */
  readonly accounts: readonly Account[];
  /** It was founded by this start. */
  readonly isNew: boolean;
}

const secondsPerDay = 86_400;
const clockFolder = fileURLToPath(new URL('clock', import.meta.url));

/** On the loopback only, and said on screen; a password that a person can type while trying things out. */
const password = 'Musterstadt-2027';

/**
 * Starts the organisation's Synapse on `folder` and, the first time, invents its past. A folder that an earlier run
 * left half filled is made anew.
 */
export async function startOrganisation(folder: string, progress: (text: string) => void): Promise<Organisation> {
  const filled = join(folder, 'filled');
  const isNew = !existsSync(filled);
  if (isNew) await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const clock = join(folder, 'seconds-behind');
  await writeFile(clock, String(isNew ? 10 * secondsPerDay : 0));
  const synapse = await startSynapse({
    folder,
    serverName: 'musterstadt.example',
    env: { PYTHONPATH: clockFolder, EINKLANG_CLOCK_FILE: clock },
  });
  const accounts = people.map(({ id, name }) => ({ id, name, password, userId: `@${id}:${synapse.serverName}` }));
  if (isNew) {
    await found(synapse, accounts, clock, progress).catch(async (error: unknown) => {
      await synapse.stop();
      throw error;
    });
    await writeFile(filled, '');
  }
  return { synapse, accounts, isNew };
}

async function found(
  synapse: Synapse,
  accounts: readonly Account[],
  clock: string,
  progress: (text: string) => void,
): Promise<void> {
  progress(`registers ${accounts.length} people`);
  for (const { id, name } of accounts) {
    const user = await synapse.register(id, { password, displayName: name });
    await user.logout();
  }
  progress('opens the rooms, ten days ago');
  const rooms = await openRooms(synapse, accounts);
  await writeFile(clock, '0');
  progress('writes their history');
  await fillRooms(synapse, accounts, rooms);
}

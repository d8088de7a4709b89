import { mkdirSync } from 'node:fs';
import { app } from 'electron';
import { profileFolder, profileFromArguments } from './profile.ts';
import { joinFeatures, quietFeatures, quietSwitches, refusedSwitches } from './switches.ts';

/** What a start was asked for, once it may go on. */
export interface Started {
  readonly profile: string;
  readonly folder: string;
}

function leave(sentence: string, code: number): undefined {
  process.stderr.write(`${sentence}\n`);
  app.exit(code);
  return undefined;
}

/**
 * The first steps, in the one order that works: profile, folder, lock, switches. `undefined` where this start ends
 * here: a name that is none, a switch that a released program refuses, or another instance that has been told.
 */
export function takeProfile(argv: readonly string[], released: boolean): Started | undefined {
  const refused = released ? refusedSwitches.filter((name) => app.commandLine.hasSwitch(name)) : [];
  if (refused.length > 0) return leave(`Refused: --${refused.join(', --')}`, 2);
  let profile: string;
  try {
    profile = profileFromArguments(argv);
  } catch (error) {
    return leave(error instanceof Error ? error.message : String(error), 2);
  }
  const folder = profileFolder(app.getPath('appData'), profile);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  app.setPath('userData', folder);
  if (!app.requestSingleInstanceLock()) return leave(`The profile "${profile}" is open already.`, 0);
  // Chromium has nothing to encrypt here; asking the keychain for a key of its own, it could put a question before a
  // person.
  app.commandLine.appendSwitch('password-store', 'basic');
  for (const name of quietSwitches) app.commandLine.appendSwitch(name);
  const features = joinFeatures(app.commandLine.getSwitchValue('disable-features'), quietFeatures);
  app.commandLine.appendSwitch('disable-features', features);
  return { profile, folder };
}

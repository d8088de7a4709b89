import { join } from 'node:path';

/** The profile of a start that names none. */
export const defaultProfile = 'default';

/** Lower case only (folders on Windows know no other), nothing that means something in a path. */
const profileName = /^[a-z0-9](?:[a-z0-9_-]{0,30}[a-z0-9])?$/;

/**
 * The profile that a command line asks for: `--profile NAME` or `--profile=NAME`.
 * Throws an Error with a sentence for the terminal where the name cannot be one.
 */
export function profileFromArguments(argv: readonly string[]): string {
  const at = argv.findIndex((argument) => argument === '--profile' || argument.startsWith('--profile='));
  const argument = argv[at];
  if (argument === undefined) return defaultProfile;
  const name = argument === '--profile' ? (argv[at + 1] ?? '') : argument.slice('--profile='.length);
  if (profileName.test(name)) return name;
  throw new Error(
    `--profile ${JSON.stringify(name)}: 1 to 32 of a-z, 0-9, "-" and "_", a letter or digit first and last`,
  );
}

/** One folder a profile, below what the system gives to programs (`~/.config`, `%APPDATA%`). */
export function profileFolder(appData: string, profile: string): string {
  return join(appData, 'einklang', 'profiles', profile);
}

import { chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { electronBinary, root } from './paths.mjs';
import { ask } from './run.mjs';

/** Debian's `nobody`: no account is made for tests on anybody's machine. */
const plainId = '65534';
const dropRoot = ['--reuid', plainId, '--regid', plainId, '--clear-groups'];
/**
 * Shows the clone `$1` at `$2`, entry by entry, in a mount namespace of its own, and runs the rest from there: for a
 * clone in a folder that only root may enter.
 */
const showElsewhere = `
clone=$1 view=$2; shift 2
for entry in "$clone"/* "$clone"/.[!.]*; do
  place="$view/\${entry##*/}"
  if [ -d "$entry" ]; then mkdir "$place"; else : > "$place"; fi
  mount --bind "$entry" "$place"
done
cd "$view" && exec "$@"`;

/** Makes the folders of a desktop session below `home`. @param {string} home @returns {Record<string, string>} */
export function makeHome(home) {
  const folders = {
    HOME: home,
    TMPDIR: join(home, 'tmp'),
    XDG_RUNTIME_DIR: join(home, 'run'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_STATE_HOME: join(home, 'state'),
  };
  for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folders;
}

/**
 * How to run a command so that Electron's sandbox can be on. For a person: as it is. For root: as `nobody`, with a home
 * of its own in the temporary folder.
 * @param {string} command @param {readonly string[]} args paths into the clone are led to where that user sees it
 * @param {readonly string[]} [writable] folders handed to that user
 * @returns {{ command: string, args: string[], env: NodeJS.ProcessEnv, dispose: () => void }} `dispose` removes the home
 */
export function asPlainUser(command, args, writable = []) {
  if (process.getuid?.() !== 0) return { command, args: [...args], env: process.env, dispose: () => undefined };
  const home = mkdtempSync(join(tmpdir(), 'einklang-home-'));
  const folders = makeHome(home);
  for (const folder of [...Object.values(folders), ...writable]) chownSync(folder, Number(plainId), Number(plainId));
  const env = { ...process.env, ...folders, USER: 'nobody', LOGNAME: 'nobody' };
  const dispose = () => rmSync(home, { recursive: true, force: true });
  if (ask('setpriv', [...dropRoot, 'test', '-r', electronBinary]) !== undefined) {
    return { command: 'setpriv', args: [...dropRoot, command, ...args], env, dispose };
  }
  const view = join(home, 'einklang');
  mkdirSync(view);
  const inView = [command, ...args].map((text) => text.replaceAll(root, view));
  const shown = ['--mount', 'sh', '-c', showElsewhere, 'sh', root, view];
  return { command: 'unshare', args: [...shown, 'setpriv', ...dropRoot, ...inView], env, dispose };
}

import { chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { electronBinary } from './paths.mjs';
import { ask } from './run.mjs';

/** Debian's `nobody`: no account is made for tests on anybody's machine. */
const plainId = '65534';
const dropRoot = ['--reuid', plainId, '--regid', plainId, '--clear-groups'];
/** For a clone in a folder that only root may enter; Chromium's sandbox drops this in every renderer all the same. */
const keepReading = ['--inh-caps', '+dac_read_search', '--ambient-caps', '+dac_read_search'];

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
 * @param {string} command @param {readonly string[]} args
 * @param {readonly string[]} [writable] folders handed to that user
 * @returns {{ command: string, args: string[], env: NodeJS.ProcessEnv, dispose: () => void }} `dispose` removes the home
 */
export function asPlainUser(command, args, writable = []) {
  if (process.getuid?.() !== 0) return { command, args: [...args], env: process.env, dispose: () => undefined };
  const home = mkdtempSync(join(tmpdir(), 'einklang-home-'));
  const folders = makeHome(home);
  for (const folder of [...Object.values(folders), ...writable]) chownSync(folder, Number(plainId), Number(plainId));
  const reachable = ask('setpriv', [...dropRoot, 'test', '-r', electronBinary]) !== undefined;
  return {
    command: 'setpriv',
    args: [...dropRoot, ...(reachable ? [] : keepReading), command, ...args],
    env: { ...process.env, ...folders, USER: 'nobody', LOGNAME: 'nobody' },
    dispose: () => rmSync(home, { recursive: true, force: true }),
  };
}

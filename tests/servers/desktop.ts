import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { makeHome } from '../../scripts/lib/plain-user.mjs';
import { end, until } from './processes.ts';

const exec = promisify(execFile);

/** A real gnome-keyring that answers, one that waits for its password, or no keyring on the session bus at all. */
export type KeyringState = 'unlocked' | 'locked' | 'absent';

/** A screen without hardware and a session bus with a keyring: what a program under test needs of a desktop. */
export interface Desktop {
  /** Environment for programs on this desktop, with a home of its own. */
  readonly env: Readonly<Record<string, string>>;
  readonly home: string;
  /** Takes the keyring to another state; what is stored in it stays. */
  setKeyring(state: KeyringState): Promise<void>;
  dispose(): Promise<void>;
}

export interface DesktopOptions {
  readonly keyring?: KeyringState;
  readonly width?: number;
  readonly height?: number;
  /** Keeps home and keyring here; without it they go with the desktop. */
  readonly home?: string;
  /** The environment that leads to a screen that is there; without it one without hardware is started. */
  readonly screen?: Readonly<Record<string, string>>;
}

const password = 'keyring-password';

/** Nothing on this bus starts by itself but the prompter, so that `absent` stays absent. */
const busConfig = (folder: string): string => `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${folder}/bus</listen>
  <servicedir>${folder}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;

const prompters = ['org.gnome.keyring.SystemPrompter.service', 'org.gnome.keyring.PrivatePrompter.service'];

async function startScreen(
  width: number,
  height: number,
  env: NodeJS.ProcessEnv,
): Promise<[ChildProcess, Readonly<Record<string, string>>]> {
  const options = ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp', '-noreset'];
  const screen = spawn('Xvfb', options, { env, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = await Promise.race([
    once(screen.stdio[3] as Readable, 'data').then(([data]) => String(data).trim()),
    once(screen, 'exit').then(([code]) => Promise.reject(new Error(`Xvfb ended with ${String(code)}`))),
  ]);
  return [screen, { DISPLAY: `:${number}` }];
}

async function startBus(folder: string, env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  await writeFile(join(folder, 'bus.conf'), busConfig(folder));
  await Promise.all(prompters.map((name) => copyFile(join('/usr/share/dbus-1/services', name), join(folder, name))));
  const bus = spawn('dbus-daemon', ['--config-file', join(folder, 'bus.conf'), '--nofork', '--nopidfile', '--print-address=1'], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await Promise.race([
    once(bus.stdout, 'data'),
    once(bus, 'exit').then(([code]) => Promise.reject(new Error(`dbus-daemon ended with ${String(code)}`))),
  ]);
  return bus;
}

/** True while somebody on the bus answers for the keychain. */
async function hasSecrets(env: NodeJS.ProcessEnv): Promise<boolean> {
  const call = ['--session', '--dest=org.freedesktop.DBus', '--print-reply=literal', '/org/freedesktop/DBus'];
  const query = ['org.freedesktop.DBus.NameHasOwner', 'string:org.freedesktop.secrets'];
  const { stdout } = await exec('dbus-send', [...call, ...query], { env });
  return stdout.includes('true');
}

async function startKeyring(unlock: boolean, env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const options = ['--foreground', '--components=secrets', ...(unlock ? ['--unlock'] : [])];
  const daemon = spawn('gnome-keyring-daemon', options, { env, stdio: ['pipe', 'ignore', 'ignore'] });
  (daemon.stdin).end(unlock ? password : '');
  await until('gnome-keyring answers on the session bus', () => hasSecrets(env));
  return daemon;
}

/**
 * Unlocks the running daemon over its control socket, as signing in to a desktop does (gnome-keyring's pam module):
 * a zero byte, then length, operation 1 (unlock), the password's length and the password, all big-endian.
 */
async function unlockRunning(runtimeFolder: string): Promise<void> {
  const secret = Buffer.from(password);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(12 + secret.length, 1);
  head.writeUInt32BE(1, 5);
  head.writeUInt32BE(secret.length, 9);
  const socket = connect(join(runtimeFolder, 'keyring/control'));
  socket.write(Buffer.concat([head, secret]));
  const [answer] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  if (answer.readUInt32BE(4) !== 0) throw new Error(`The keyring refused its password: ${answer.toString('hex')}`);
}

/**
 * Starts a desktop of its own: screen, session bus, keyring, home. Not for root: Electron's sandbox is off there.
 * @throws Error where a part of it does not start
 */
export async function startDesktop(options: DesktopOptions = {}): Promise<Desktop> {
  const home = options.home ?? (await mkdtemp(join(tmpdir(), 'einklang-desktop-')));
  const folders = makeHome(home);
  const run = join(home, 'run');
  const own = { ...folders, DBUS_SESSION_BUS_ADDRESS: `unix:path=${run}/bus`, XDG_CURRENT_DESKTOP: 'GNOME', LANG: 'C.UTF-8' };
  const [screen, shown] = options.screen
    ? [undefined, options.screen]
    : await startScreen(options.width ?? 1280, options.height ?? 900, { ...process.env, ...own });
  const env = { ...own, ...shown };
  const processEnv = { ...process.env, ...env };
  const bus = await startBus(run, processEnv);
  let keyring: ChildProcess | undefined;
  let current: KeyringState = 'absent';
  let existed = false;

  async function stopKeyring(): Promise<void> {
    if (!keyring) return;
    await end(keyring);
    keyring = undefined;
    await until('the keychain has left the bus', async () => !(await hasSecrets(processEnv)));
  }

  async function setKeyring(state: KeyringState): Promise<void> {
    if (current === 'locked' && state === 'unlocked') {
      await unlockRunning(run);
    } else {
      await stopKeyring();
      if (state === 'locked' && !existed) await setKeyring('unlocked').then(stopKeyring);
      if (state !== 'absent') {
        keyring = await startKeyring(state === 'unlocked', processEnv);
        existed = true;
      }
    }
    current = state;
  }

  await setKeyring(options.keyring ?? 'unlocked');

  return {
    env,
    home,
    setKeyring,
    async dispose() {
      if (keyring) await end(keyring);
      await end(bus);
      if (screen) await end(screen);
      if (options.home === undefined) await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }); // a program's children end after it
    },
  };
}

import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Desktop } from '../../servers/desktop.ts';
import { until } from '../../servers/processes.ts';

const exec = promisify(execFile);

/** The process of this desktop's password prompt; it stays a while after a question. */
async function prompter({ env }: Desktop): Promise<string | undefined> {
  const address = env['DBUS_SESSION_BUS_ADDRESS'] ?? '';
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const read = (name: string): Promise<string> => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '');
    if ((await read('cmdline')).includes('gcr-prompter') && (await read('environ')).includes(`=${address}`)) return pid;
  }
  return undefined;
}

/** The question's window, while it stands on the screen. */
async function question(desktop: Desktop): Promise<string | undefined> {
  const pid = await prompter(desktop);
  if (pid === undefined) return undefined;
  const { stdout } = await xdotool(desktop, 'search', '--onlyvisible', '--pid', pid).catch(() => ({ stdout: '' }));
  return stdout.split('\n').find((line) => line !== '');
}

const xdotool = ({ env }: Desktop, ...args: readonly string[]): Promise<{ stdout: string }> =>
  exec('xdotool', [...args], { env: { ...process.env, ...env } });

/** Resolves once the desktop asks for the keyring's password. */
export const prompted = (desktop: Desktop): Promise<string> =>
  until('the desktop asks for the keyring\'s password', () => question(desktop));

/** Presses these keys in the question's window until it has gone. */
async function press(desktop: Desktop, keys: readonly (readonly string[])[]): Promise<void> {
  await prompted(desktop);
  const answered = async (): Promise<boolean> => {
    const window = await question(desktop);
    if (window === undefined) return true;
    await xdotool(desktop, 'windowfocus', window).catch(() => undefined); // it may go in between
    for (const args of keys) await xdotool(desktop, ...args);
    return false;
  };
  await until('the question is answered', answered, { everyMs: 500 });
}

export const giveKeyringPassword = (desktop: Desktop): Promise<void> =>
  press(desktop, [['type', 'keyring-password'], ['key', 'Return']]);

export const declineKeyring = (desktop: Desktop): Promise<void> => press(desktop, [['key', 'Escape']]);

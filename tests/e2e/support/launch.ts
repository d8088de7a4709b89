import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { _electron, type ElectronApplication } from 'playwright-core';
import { electronBinary, root } from '../../../scripts/lib/paths.mjs';
import type { Desktop } from '../../servers/desktop.ts';

export interface LaunchOptions {
  /** Where the program keeps everything: configuration, data, cache. Kept between launches, searched by tests. */
  readonly profileDir: string;
  /** Screen, session bus and keychain it runs on (`startDesktop`). */
  readonly desktop: Desktop;
  /** The program's own arguments and Chromium's. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The app's folder or main file; the program itself unless given. */
  readonly app?: string;
}

/**
 * Starts the built program in real Electron with the sandbox on and resolves with Playwright's handle.
 * `app.process()` is Electron's own main process: killing it is a crash of the program.
 * @throws Error as root: without a plain user there is no sandbox to test (`npm run test:e2e` sees to it)
 */
export async function launchApp(options: LaunchOptions): Promise<ElectronApplication> {
  if (process.getuid?.() === 0) throw new Error('End-to-end tests run as a plain user: use `npm run test:e2e`.');
  const { profileDir, desktop } = options;
  const folders = {
    XDG_CONFIG_HOME: join(profileDir, 'config'),
    XDG_CACHE_HOME: join(profileDir, 'cache'),
  };
  for (const folder of Object.values(folders)) await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = process.env['PATH'] ?? '/usr/bin:/bin';
  const launch = (timeout: number): Promise<ElectronApplication> =>
    _electron.launch({
      executablePath: electronBinary,
      args: [options.app ?? root, ...(options.args ?? [])],
      cwd: desktop.home,
      env: { PATH: path, TZ: 'Europe/Berlin', ...desktop.env, ...folders, ...options.env },
      chromiumSandbox: true, // Playwright's own default switches it off
      timeout,
    });
  // Now and then Playwright waits for ever for the debugger that has long been there; it ends the program then.
  return launch(25_000).catch(() => launch(60_000));
}

/** What the kernel says of a process, from `/proc`. */
export interface ProcessState {
  readonly args: readonly string[];
  readonly uid: number;
  /** 2: system calls are filtered by the sandbox. */
  readonly seccomp: number;
}

export async function processState(pid: number): Promise<ProcessState> {
  const [status, args] = await Promise.all([
    readFile(`/proc/${pid}/status`, 'utf8'),
    readFile(`/proc/${pid}/cmdline`, 'utf8'),
  ]);
  const field = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? NaN);
  return { args: args.split('\0').filter((arg) => arg !== ''), uid: field('Uid'), seccomp: field('Seccomp') };
}

import { spawn, type ChildProcess } from 'node:child_process';
import { chromium, type Page } from 'playwright-core';

/** A Chromium of its own on a profile that outlives it, so that it can be killed as a machine kills it. */
export interface RunningChromium {
  /** A new tab at this address. */
  open(url: string): Promise<Page>;
  /** kill -9 to all its processes at once. */
  kill(): Promise<void>;
  /** An orderly end. */
  quit(): Promise<void>;
}

const quiet = [
  '--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
];

export async function startChromium(profile: string): Promise<RunningChromium> {
  const child = spawn(
    process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    [...quiet, `--user-data-dir=${profile}`, '--remote-debugging-port=0', 'about:blank'],
    { detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ended = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
  const browser = await chromium.connectOverCDP(await endpoint(child));
  const killGroup = async (): Promise<void> => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, 'SIGKILL');
    await ended;
    await browser.close().catch(() => undefined);
  };
  return {
    async open(url) {
      const page = await (browser.contexts()[0] ?? (await browser.newContext())).newPage();
      await page.goto(url);
      return page;
    },
    kill: killGroup,
    async quit() {
      const session = await browser.newBrowserCDPSession();
      await session.send('Browser.close').catch(() => undefined);
      const patience = setTimeout(() => void killGroup(), 10_000);
      await ended;
      clearTimeout(patience);
    },
  };
}

/** Where its debugging port listens: it says so on its error output. */
function endpoint(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`Chromium ended (${code}): ${said.slice(-800)}`)));
    child.stderr?.on('data', (data: Buffer) => {
      said += data.toString();
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
  });
}

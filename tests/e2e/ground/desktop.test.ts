import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { electronDist } from '../../../scripts/lib/paths.mjs';
import { startDesktop, type Desktop } from '../../servers/desktop.ts';
import { end, until } from '../../servers/processes.ts';
import { launchApp, processState } from '../support/launch.ts';

const exec = promisify(execFile);
const keytarModule = createRequire(import.meta.url).resolve('@github/keytar');
const emptyApp = new URL('./empty-app', import.meta.url).pathname;

describe('the desktop under the tests', () => {
  let desktop: Desktop;
  let profileDir: string;

  beforeAll(async () => {
    desktop = await startDesktop();
    profileDir = await mkdtemp(join(tmpdir(), 'einklang-profile-'));
  });

  afterAll(async () => {
    await desktop.dispose();
    await rm(profileDir, { recursive: true, force: true });
  });

  it('runs Electron as a plain user, with every renderer in the sandbox', async () => {
    const app = await launchApp({ profileDir, desktop, app: emptyApp });
    const window = await app.firstWindow();
    expect(await window.locator('h1').textContent()).toBe('Einklang');
    const main = app.process().pid ?? 0;
    const renderer = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0);
    expect(await app.evaluate(() => process.pid)).toBe(main);

    const state = await processState(renderer);
    expect(state.seccomp).toBe(2);
    expect(state.uid).toBe(process.getuid?.());
    expect(state.uid).not.toBe(0);
    expect(state.args.join(' ')).toContain('--type=renderer');
    for (const pid of [main, renderer]) {
      expect((await processState(pid)).args.filter((arg) => arg.includes('no-sandbox'))).toEqual([]);
    }
    expect((await processState(main)).args[0]).toContain(electronDist);
    await app.close();
  });

  it('has a real keychain: unlocked it answers, locked it waits for a person, absent it says so', { timeout: 30_000 }, async () => {
    const keytar = (script: string): ChildProcess => {
      const code = `import(${JSON.stringify(keytarModule)}).then(({ default: keytar }) => keytar.${script}).then(console.log)`;
      const env = { ...process.env, ...desktop.env };
      return spawn(process.execPath, ['-e', code], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    };
    const answer = async (child: ChildProcess): Promise<string> => {
      const chunks: string[] = [];
      for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => chunks.push(String(chunk)));
      await once(child, 'close');
      return chunks.join('');
    };
    const read = "getPassword('probe', 'anna')";

    await answer(keytar("setPassword('probe', 'anna', 'geheim')"));
    expect(await answer(keytar(read))).toBe('geheim\n');

    await desktop.setKeyring('absent');
    expect(await answer(keytar(read))).toMatch(/Error/);

    await desktop.setKeyring('locked');
    const waiting = keytar(read);
    await until('the desktop asks for the keyring\'s password', () => exec('pgrep', ['-f', 'gcr-prompter']).then(() => true, () => false));
    expect(waiting.exitCode).toBe(null);
    await end(waiting);

    await desktop.setKeyring('unlocked');
    expect(await answer(keytar(read))).toBe('geheim\n');
  });
});

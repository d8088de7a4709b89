import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jitsiParts } from '../../../../scripts/lib/paths.mjs';
import { end, freePort, isListening, isRunning, notOutlivingUs, until } from '../../processes.ts';
import { prosodyConfig, type ProsodySettings } from './config.ts';

export interface Prosody {
  readonly httpPort: number;
  readonly componentPort: number;
  start(): Promise<void>;
  /** Ends the process; rooms and sessions are in its memory and go with it. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  log(): Promise<string>;
}

/** Debian's package has its folder in the first lines of the program; this one is unpacked elsewhere. */
async function writeProgram(file: string): Promise<void> {
  const text = await readFile(join(jitsiParts, 'usr/bin/prosody'), 'utf8');
  await writeFile(file, text.replaceAll("'/usr/lib/prosody", `'${join(jitsiParts, 'usr/lib/prosody')}`));
}

/** Debian's Prosody as a child of this process, all of it below `folder`. It runs when this resolves. */
export async function startProsody(
  settings: Omit<ProsodySettings, 'modules' | 'httpPort' | 'componentPort'>,
): Promise<Prosody> {
  const { folder } = settings;
  const [httpPort, componentPort] = await Promise.all([freePort(), freePort()]);
  const modules = [join(import.meta.dirname, 'modules'), join(jitsiParts, 'usr/lib/prosody/modules')];
  const [program, config] = [join(folder, 'prosody.lua'), join(folder, 'prosody.cfg.lua')];
  await mkdir(join(folder, 'data'), { recursive: true });
  await writeFile(config, prosodyConfig({ ...settings, modules, httpPort, componentPort }), { mode: 0o600 });
  await writeProgram(program);
  let child: ChildProcess | undefined;
  const log = (): Promise<string> => readFile(join(folder, 'prosody.log'), 'utf8').catch(() => '');

  async function start(): Promise<void> {
    const args = [program, '--config', config, '-F'];
    const started = notOutlivingUs(spawn('lua5.4', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] }));
    child = started;
    let said = '';
    for (const stream of [started.stdout, started.stderr]) {
      stream.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4000)));
    }
    await until('Prosody listens for clients and for the focus', async () => {
      if (!isRunning(started)) throw new Error(`Prosody ended (${started.exitCode}): ${said}\n${await log()}`);
      return (await isListening(httpPort)) && isListening(componentPort);
    });
  }

  const stop: Prosody['stop'] = async (signal) => {
    if (child) await end(child, signal);
  };
  await start();
  return { httpPort, componentPort, start, stop, log };
}

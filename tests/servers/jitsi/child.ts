import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toolNode } from '../../../scripts/lib/node.mjs';
import { end, isRunning } from '../processes.ts';

/** One of the deployment's own processes: a script of these folders under Node. */
export interface Child {
  pid(): number | undefined;
  start(): Promise<void>;
  /** Resolves when it next says that it is ready; at once where it does not run. */
  nextReady(): Promise<void>;
  stop(signal?: NodeJS.Signals): Promise<void>;
  log(): Promise<string>;
}

const readyPatienceMs = 15_000;

/** Starts `<script>` beside this file and waits until it has said `ready`. Its output goes to `logFile`. */
export async function startChild(script: string, args: readonly string[], logFile: string): Promise<Child> {
  let child: ChildProcess | undefined;
  const log = (): Promise<string> => readFile(logFile, 'utf8').catch(() => '');

  async function start(): Promise<void> {
    const output = openSync(logFile, 'a');
    const started = spawn(toolNode(), ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, script), ...args], {
      stdio: ['ignore', output, output, 'ipc'],
    });
    closeSync(output);
    child = started;
    const problem = await new Promise<string | undefined>((resolve) => {
      const patience = setTimeout(() => resolve('was not ready in time'), readyPatienceMs);
      started.once('message', () => resolve(undefined));
      started.once('exit', (code, signal) => resolve(`ended with ${code ?? signal}`));
      started.once('exit', () => clearTimeout(patience));
      started.once('message', () => clearTimeout(patience));
    });
    if (problem === undefined) return;
    await end(started, 'SIGKILL');
    throw new Error(`${script} ${problem}:\n${await log()}`);
  }

  await start();
  return {
    pid: () => child?.pid,
    start,
    async nextReady() {
      if (child && isRunning(child)) await Promise.race([once(child, 'message'), once(child, 'exit')]);
    },
    stop: async (signal) => {
      if (child) await end(child, signal);
    },
    log,
  };
}

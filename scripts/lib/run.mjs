import { spawn, spawnSync } from 'node:child_process';

/** @typedef {{ cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean }} RunOptions */

/**
 * Runs a command to its end. `quiet` keeps its output back unless it fails.
 * @param {string} command @param {readonly string[]} args @param {RunOptions} [options]
 * @returns {Promise<void>} rejects with the last lines of output when the exit code is not 0
 */
export function run(command, args, { cwd, env, quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'] });
    let output = '';
    /** @param {Buffer} chunk */
    const keep = (chunk) => void (output = (output + chunk.toString()).slice(-8000));
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`${command} ${args.join(' ')} ended with ${signal ?? `exit code ${code}`}\n${output.trimEnd()}`));
    });
  });
}

/**
 * What a short command prints, without the last line break; `undefined` where it fails or is not there.
 * @param {string} command @param {readonly string[]} args
 */
export function ask(command, args) {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return status === 0 ? stdout.trimEnd() : undefined;
}

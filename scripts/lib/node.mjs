import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { packagedNode } from './paths.mjs';
import { Trouble } from './say.mjs';

/** vitest, i18next, the SDK and others want this one. */
const wanted = 22;

/** The Node that tools run under: the packaged one, the same for everybody and readable by every user, where there is one. */
export const toolNode = () => (existsSync(packagedNode) ? packagedNode : process.execPath);

/**
 * Where this process's Node is too old, does the whole script again under the packaged one and exits as that did.
 * Returns only where Node is new enough.
 */
export async function continueOnNewNode() {
  if (Number.parseInt(process.versions.node, 10) >= wanted) return;
  if (!existsSync(packagedNode)) {
    throw new Trouble(
      `Node ${process.versions.node} is too old, and a newer one comes as an npm package for Linux on x64 only.`,
      `Install Node ${wanted} or newer for this machine and run the same command again.`,
    );
  }
  const env = { ...process.env, PATH: `${dirname(packagedNode)}:${process.env.PATH ?? ''}` };
  const child = spawn(packagedNode, process.argv.slice(1), { stdio: 'inherit', env });
  // Ctrl+C reaches the child by itself; this process has to outlive it to hand on its exit code.
  process.on('SIGINT', () => undefined);
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal));
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode, signal) => resolve(exitCode ?? (signal === 'SIGINT' ? 130 : 1)));
  });
  process.exit(code);
}

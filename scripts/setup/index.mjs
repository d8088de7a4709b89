import { continueOnNewNode } from '../lib/node.mjs';
import { Trouble } from '../lib/say.mjs';
import { ensureDebianPackages } from './debian.mjs';
import { ensureNpmPackages } from './npm.mjs';

/**
 * Brings everything that a command needs; fast where it is there already. Every script of package.json calls this
 * before it imports anything but Node's own modules. Where Node is too old the script starts over under a newer one.
 * @param {'tools' | 'everything'} [need] `tools`: enough to check and build; `everything`: also to run
 */
export async function setUp(need = 'everything') {
  if (process.versions.node.localeCompare('20.19', 'en', { numeric: true }) < 0) {
    throw new Trouble(`Node ${process.versions.node} is too old.`, 'Install Node 20.19 or newer.');
  }
  await ensureNpmPackages();
  await continueOnNewNode();
  if (need === 'tools') return;
  await ensureDebianPackages();
  const [{ ensureElectron }, { ensureSynapse }, { ensureJitsi }] = await Promise.all([
    import('./electron.mjs'),
    import('./synapse.mjs'),
    import('./jitsi.mjs'),
  ]);
  await ensureElectron();
  await ensureSynapse();
  await ensureJitsi();
}

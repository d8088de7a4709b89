import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root, runtime, synapseEnv } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { step, Trouble } from '../lib/say.mjs';

const requirements = join(root, 'tests/servers/requirements.txt');
const stampFile = join(synapseEnv, '.einklang-stamp');
/** Debian's own: a version manager's Python in the path may be of another version than the pinned wheels. */
const python = '/usr/bin/python3';

const stamp = () => createHash('sha256').update(readFileSync(requirements)).digest('hex');

/** Makes Synapse's virtual environment from wheels, each checked against its pinned hash. Needs `python3-venv`. */
export async function ensureSynapse() {
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp()) return;
  await step('Synapse', 'the real Matrix server that tests and demo talk to; from PyPI, hashes checked, once', async () => {
    await mkdir(runtime, { recursive: true });
    await rm(synapseEnv, { recursive: true, force: true });
    try {
      await run(python, ['-m', 'venv', synapseEnv], { quiet: true });
      const pip = ['-m', 'pip', '--quiet', '--disable-pip-version-check', '--no-input', 'install'];
      const pinned = ['--require-hashes', '--only-binary', ':all:', '--no-deps', '-r', requirements];
      await run(join(synapseEnv, 'bin/python'), [...pip, ...pinned], { quiet: true });
    } catch (error) {
      throw new Trouble(
        `Synapse could not be installed: ${error instanceof Error ? error.message : String(error)}`,
        'Check that `pip download six` works here (a mirror is set with `pip config set global.index-url …`).',
      );
    }
    await run('chmod', ['-R', 'a+rX', synapseEnv], { quiet: true }); // tests run as another user than set-up
    await chmod(runtime, 0o755);
    await writeFile(stampFile, stamp());
  });
}

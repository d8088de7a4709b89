import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { jitsiParts, runtime } from '../lib/paths.mjs';
import { run } from '../lib/run.mjs';
import { step, Trouble } from '../lib/say.mjs';

/**
 * lib-jitsi-meet is on npm in this build of 2021 only, which is for tests. Its dependencies would be fetched from git,
 * and the bundle needs none of them but jQuery: so both are unpacked instead of being installed.
 */
const bundles = [
  {
    spec: '@lyno/lib-jitsi-meet@2.6726.2',
    integrity: 'sha512-cTrKBgy4ZHD6vyFTOAOx5ylyzjWs3ft6MLhmchu9zRq7uLr8omD4lE2fmSfoyoSqMjFc/3sU9XLYXiJ21hqQuw==',
    file: 'lib-jitsi-meet.min.js',
  },
  {
    spec: 'jquery@3.6.0',
    integrity: 'sha512-JVzAR/AjBvVt2BmYhxRCSYysDsPcssdmTFnzyLEts9qNwmjmu4JTAMYubEfwVOSwpQ1I1sKKFcxhZCI2buerfw==',
    file: 'dist/jquery.min.js',
  },
];

const stampFile = join(jitsiParts, '.einklang-stamp');
const stamp = () => createHash('sha256').update(readFileSync(fileURLToPath(import.meta.url))).digest('hex');

/**
 * Unpacks Debian's own packages, checked by apt, without installing them: an installed one would start a service on the
 * person's machine, and stay. Any user may do it. @param {string} work
 */
async function unpackServers(work) {
  const download = () => run('apt-get', ['-q', 'download', 'prosody', 'coturn'], { cwd: work, quiet: true });
  try {
    await download().catch(async () => {
      const update = ['apt-get', '-q', 'update']; // the lists of packages may never have been fetched
      await (process.getuid?.() === 0 ? run('env', update, { quiet: true }) : run('sudo', update));
      await download();
    });
  } catch (error) {
    throw new Trouble(
      `Debian's prosody and coturn could not be fetched: ${error instanceof Error ? error.message : String(error)}`,
      'Check that `apt-get download prosody coturn` works here.',
    );
  }
  for (const name of await readdir(work)) {
    if (name.endsWith('.deb')) await run('dpkg-deb', ['--extract', join(work, name), join(work, 'parts')], { quiet: true });
  }
}

/** @param {string} work */
async function unpackBundles(work) {
  const libs = join(work, 'parts/libs');
  await mkdir(libs, { recursive: true });
  for (const { spec, integrity, file } of bundles) {
    const place = await mkdtemp(join(work, 'npm-'));
    await run('npm', ['pack', '--silent', '--prefer-offline', spec], { cwd: place, quiet: true }).catch((error) => {
      throw new Trouble(`The npm package ${spec} could not be fetched: ${error.message}`, 'Check that your npm registry or mirror serves it.');
    });
    const archive = join(place, (await readdir(place))[0] ?? 'missing.tgz');
    const found = `sha512-${createHash('sha512').update(await readFile(archive)).digest('base64')}`;
    if (found !== integrity) {
      throw new Trouble(`${spec} is not the package that was reviewed (${found}).`, 'Do not use it. Ask who runs your npm registry why it differs.');
    }
    await run('tar', ['-xzf', archive, '-C', libs, '--transform=s,.*/,,', `package/${file}`], { quiet: true });
  }
}

/** Fetches what a Jitsi deployment for tests and the demo is made of. Needs npm, and Debian's apt and dpkg. */
export async function ensureJitsi() {
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp()) return;
  await step('Jitsi', 'Debian\'s Prosody and coturn and a lib-jitsi-meet from npm, for calls; unpacked, nothing is installed', async () => {
    await mkdir(runtime, { recursive: true });
    await chmod(runtime, 0o755);
    const work = await mkdtemp(join(runtime, 'jitsi-'));
    try {
      await unpackServers(work);
      await unpackBundles(work);
      await run('chmod', ['-R', 'a+rX', join(work, 'parts')], { quiet: true }); // tests run as another user than set-up
      await writeFile(join(work, 'parts/.einklang-stamp'), stamp());
      await rm(jitsiParts, { recursive: true, force: true });
      await rename(join(work, 'parts'), jitsiParts);
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  });
}

import { existsSync } from 'node:fs';
import { ask, run } from '../lib/run.mjs';
import { step, Trouble } from '../lib/say.mjs';

/** Debian's packages and what each is for. */
const packages = {
  // Electron's own libraries
  'libasound2': 'sound',
  'libgbm1': 'drawing',
  'libgtk-3-0': 'windows',
  'libnss3': 'certificates',
  'libxss1': 'idle time',
  'libxtst6': 'input',
  // the desktop that the tests and the headless demo bring along
  'dbus': 'the session bus',
  'gnome-keyring': 'a real keychain',
  'libsecret-1-0': 'the keychain\'s interface',
  'xvfb': 'a screen without hardware',
  'xdotool': 'answers the keychain\'s question as a person would',
  'fonts-open-sans': 'the same letters on every machine',
  'fonts-noto-color-emoji': 'emoji',
  'chromium': 'opens the store\'s tests and the gallery\'s pages, with a file system of its own to kill',
  // what Prosody and coturn need; the two themselves are unpacked, not installed (`jitsi.mjs`)
  'lua5.4': 'runs Prosody, the conference\'s XMPP server',
  'lua-bitop': 'for Prosody',
  'lua-expat': 'for Prosody',
  'lua-filesystem': 'for Prosody',
  'lua-sec': 'for Prosody',
  'lua-socket': 'for Prosody',
  'libicu72': 'for Prosody',
  'libevent-core-2.1-7': 'for coturn, which relays media',
  'libevent-extra-2.1-7': 'for coturn',
  'libevent-openssl-2.1-7': 'for coturn',
  'libevent-pthreads-2.1-7': 'for coturn',
  'libhiredis0.14': 'for coturn',
  'libmariadb3': 'for coturn',
  'libpq5': 'for coturn',
  'libsqlite3-0': 'for coturn',
  // tools
  'libnss3-tools': 'certutil, for the test certificate authority',
  'openssl': 'test certificates',
  'python3-venv': 'a place for Synapse, the real Matrix server',
  'unzip': 'to unpack Electron',
};

/** @returns {string[]} */
function missing() {
  const names = Object.keys(packages);
  const states = ask('sh', ['-c', 'dpkg-query -W -f \'${Package} ${db:Status-Status}\\n\' "$@" 2>/dev/null; true', 'sh', ...names]);
  const installed = new Set((states ?? '').split('\n').filter((line) => line.endsWith(' installed')).map((line) => line.split(' ')[0]));
  return names.filter((name) => !installed.has(name));
}

/** Installs those of Debian's packages that are missing, as root or through sudo. */
export async function ensureDebianPackages() {
  if (!existsSync('/usr/bin/dpkg-query')) {
    throw new Trouble(
      'This set-up knows Debian 12 and its relatives only; there is no dpkg here.',
      `Install the counterparts of these packages yourself, then a dpkg-free set-up has to be written: ${Object.keys(packages).join(', ')}.`,
    );
  }
  const names = missing();
  if (names.length === 0) return;
  const asRoot = process.getuid?.() === 0;
  const install = ['apt-get', 'install', '-y', '--no-install-recommends', ...names];
  if (!asRoot && ask('sh', ['-c', 'command -v sudo']) === undefined) {
    throw new Trouble(`These Debian packages are missing: ${names.join(', ')}.`, `As root: ${install.join(' ')}`);
  }
  const why = names.map((name) => `${name} (${packages[/** @type {keyof typeof packages} */ (name)]})`).join(', ');
  await step(`Debian packages${asRoot ? '' : ' (sudo may ask for your password)'}`, why, async () => {
    const command = asRoot ? 'env' : 'sudo';
    const apt = ['DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', '-o', 'DPkg::Lock::Timeout=300'];
    try {
      await run(command, [...apt, 'update'], { quiet: asRoot });
      await run(command, [...apt, ...install.slice(1)], { quiet: asRoot });
    } catch (error) {
      throw new Trouble(
        `apt-get could not install them: ${error instanceof Error ? error.message : String(error)}`,
        `Check that this machine reaches a Debian mirror, then as root: ${install.join(' ')}`,
      );
    }
  });
}

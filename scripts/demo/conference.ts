import { readdir, readFile, writeFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeVoice } from '../../tests/e2e/support/calls/voice.ts';
import { startJitsi, type Jitsi } from '../../tests/servers/jitsi/jitsi.ts';
import type { Synapse } from '../../tests/servers/synapse.ts';
import { resolverRules, trustAuthority } from '../../tests/servers/tls.ts';

/** The organisation's Jitsi as the windows have to know it; plain JSON. */
export interface DemoConference {
  readonly host: string;
  /** Of its web server, on the loopback. */
  readonly port: number;
  /** The authority of its certificate, in PEM. */
  readonly authority: string;
}

const authorityName = 'Einklang Demo Jitsi';

/** The name never leaves this machine: `.example` belongs to nobody, and the programs are led to the loopback. */
export const startConference = (synapse: Synapse): Promise<Jitsi> => startJitsi({ synapse, host: 'jitsi.musterstadt.example' });

export const describeConference = async ({ host, port, authority }: Jitsi): Promise<DemoConference> => ({
  host,
  port,
  authority: await readFile(authority.caFile, 'utf8'),
});

/** True where this machine has a camera and a microphone that the person may use. */
async function hasDevices(): Promise<boolean> {
  const [video, sound] = await Promise.all(['/dev', '/dev/snd'].map((folder) => readdir(folder).catch(() => [])));
  return (video ?? []).some((name) => name.startsWith('video')) && (sound ?? []).some((name) => /^pcm.*c$/.test(name));
}

export interface CallSetting {
  /** For the command line of the program of the `nth` person, who keeps things in `folder`. */
  argsFor(folder: string, nth: number): Promise<readonly string[]>;
  readonly env: Readonly<Record<string, string>>;
  readonly devices: 'real' | 'fake';
}

/**
 * Lets programs whose home is `home` call each other: they trust the authority, find the host, and are told by a policy
 * where calls take place. Without devices of the machine's own, or with `mayUseDevices` off, Chromium's fake camera and a voice of
 * tones for each.
 */
export async function prepareCalls(
  { host, port, authority }: DemoConference,
  home: string,
  mayUseDevices: boolean,
): Promise<CallSetting> {
  const policies = join(home, 'policies');
  const caFile = join(home, 'jitsi-ca.pem');
  await mkdir(policies, { recursive: true });
  await writeFile(caFile, authority);
  await writeFile(join(policies, 'calls.json'), JSON.stringify({ 'calls.domain': host, 'calls.relays': ['127.0.0.1'] }));
  await trustAuthority(caFile, authorityName, home);
  const devices = mayUseDevices && (await hasDevices()) ? 'real' : 'fake';
  const shared = [resolverRules([[host, port]]), '--allow-loopback-in-peer-connection'];
  return {
    async argsFor(folder, nth) {
      if (devices === 'real') return shared;
      await mkdir(folder, { recursive: true });
      const voice = join(folder, 'voice.wav');
      await writeVoice(voice, nth);
      return [...shared, '--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${voice}`];
    },
    env: { EINKLANG_POLICY_DIR: policies },
    devices,
  };
}

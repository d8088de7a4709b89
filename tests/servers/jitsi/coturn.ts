import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { jitsiParts } from '../../../scripts/lib/paths.mjs';
import { end, freePort, isRunning, until } from '../processes.ts';

/** What went through a relay: packets and bytes that clients sent to it and got from it. */
export interface RelayedTraffic {
  readonly username: string;
  readonly receivedPackets: number;
  readonly receivedBytes: number;
  readonly sentPackets: number;
  readonly sentBytes: number;
}

export interface Coturn {
  readonly host: string;
  readonly port: number;
  readonly secret: string;
  /** The allocations that are there now, as coturn's own command line tells them. */
  sessions(): Promise<readonly RelayedTraffic[]>;
  log(): string;
  stop(): Promise<void>;
}

const host = '127.0.0.1';

/** Asks coturn's command line over its telnet port and resolves with the text of the answer. */
async function askCommandLine(port: number, password: string, command: string): Promise<string> {
  const socket = createConnection(port, host).setEncoding('utf8');
  let said = '';
  socket.on('data', (text) => (said += String(text)));
  const says = (what: RegExp): Promise<boolean> => until(`coturn's command line says ${what}`, () => what.test(said), { timeoutMs: 5000, everyMs: 10 });
  try {
    await says(/password/i);
    socket.write(`${password}\r\n`);
    await says(/>\s*$/);
    said = '';
    socket.write(`${command}\r\n`);
    await says(/Total sessions: \d+[\s\S]*>\s*$/);
    return said;
  } finally {
    socket.destroy();
  }
}

export function readSessions(text: string): readonly RelayedTraffic[] {
  return text.split(/\bid=\d+, user /).slice(1).map((session) => {
    const number = (name: string): number => Number(new RegExp(`\\b${name}=(\\d+)`).exec(session)?.[1] ?? 0);
    return {
      username: /<([^>]*)>/.exec(session)?.[1] ?? '',
      receivedPackets: number('rp'),
      receivedBytes: number('rb'),
      sentPackets: number('sp'),
      sentBytes: number('sb'),
    };
  });
}

/** Debian's coturn on the loopback, for UDP and TCP, with the shared secret that Prosody makes passwords of. */
export async function startCoturn(folder: string, secret: string, realm: string): Promise<Coturn> {
  const [port, cliPort] = [await freePort(), await freePort()];
  const config = [
    `listening-ip=${host}`, `listening-port=${port}`, `relay-ip=${host}`, 'allow-loopback-peers',
    'use-auth-secret', `static-auth-secret=${secret}`, `realm=${realm}`, 'fingerprint',
    'no-tls', 'no-dtls', 'no-multicast-peers', 'no-rfc5780', `cli-ip=${host}`, `cli-port=${cliPort}`, `cli-password=${secret}`,
    `userdb=${join(folder, 'turn.db')}`, `pidfile=${join(folder, 'turn.pid')}`, 'log-file=stdout', 'simple-log', 'verbose',
  ];
  const file = join(folder, 'turnserver.conf');
  await writeFile(file, `${config.join('\n')}\n`, { mode: 0o600 });
  const child = spawn(join(jitsiParts, 'usr/bin/turnserver'), ['-c', file], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.on('error', (error) => (said += error.message));

  await until('coturn listens', async () => {
    if (!isRunning(child)) throw new Error(`coturn ended (${child.exitCode}):\n${said}`);
    const socket = createConnection(port, host);
    return once(socket, 'connect').then(() => true, () => false).finally(() => socket.destroy());
  });

  return {
    host,
    port,
    secret,
    sessions: async () => readSessions(await askCommandLine(cliPort, secret, 'ps')),
    log: () => said,
    stop: () => end(child, 'SIGTERM', 2000),
  };
}

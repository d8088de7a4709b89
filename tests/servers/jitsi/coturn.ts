import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jitsiParts } from '../../../scripts/lib/paths.mjs';
import { end, freePort, isListening, isRunning, notOutlivingUs, until } from '../processes.ts';

/** What went through the relay, all clients together: what it received of them, and what it sent to them. */
export interface RelayedTraffic {
  /** Ways through the relay that clients hold at this moment. */
  readonly openAllocations: number;
  readonly receivedPackets: number;
  readonly receivedBytes: number;
  readonly sentPackets: number;
  readonly sentBytes: number;
}

export interface Coturn {
  readonly host: string;
  readonly port: number;
  readonly secret: string;
  /** Since its start. coturn counts up in steps of 2,048 packets (10 s of a small video), and exactly when a client has gone. */
  relayed(): RelayedTraffic;
  log(): string;
  stop(): Promise<void>;
}

const host = '127.0.0.1';
const usage = /: (?:peer )?usage: .*\brp=(\d+), rb=(\d+), sp=(\d+), sb=(\d+)/g;

export function sumUsage(log: string): RelayedTraffic {
  const lines = [...log.matchAll(usage)].filter(([line]) => !line.includes('peer usage'));
  const sum = (column: number): number => lines.reduce((total, numbers) => total + Number(numbers[column]), 0);
  const count = (pattern: RegExp): number => log.match(pattern)?.length ?? 0;
  const openAllocations = count(/ session \d+: new, /g) - count(/ session \d+: delete: /g);
  return { openAllocations, receivedPackets: sum(1), receivedBytes: sum(2), sentPackets: sum(3), sentBytes: sum(4) };
}

/** Debian's coturn on the loopback, for UDP and TCP, with the shared secret that Prosody makes passwords of. */
export async function startCoturn(folder: string, secret: string, realm: string): Promise<Coturn> {
  const port = await freePort();
  const config = [
    `listening-ip=${host}`, `listening-port=${port}`, `relay-ip=${host}`, 'allow-loopback-peers',
    'use-auth-secret', `static-auth-secret=${secret}`, `realm=${realm}`, 'fingerprint',
    'no-cli', 'no-tls', 'no-dtls', 'no-multicast-peers', 'no-rfc5780',
    `userdb=${join(folder, 'turn.db')}`, `pidfile=${join(folder, 'turn.pid')}`, 'log-file=stdout', 'simple-log', 'verbose',
  ];
  const file = join(folder, 'turnserver.conf');
  await writeFile(file, `${config.join('\n')}\n`, { mode: 0o600 });
  const program = join(jitsiParts, 'usr/bin/turnserver');
  const child = notOutlivingUs(spawn(program, ['-c', file], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] }));
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.on('error', (error) => (said += error.message));

  await until('coturn listens', async () => {
    if (!isRunning(child)) throw new Error(`coturn ended (${child.exitCode}):\n${said}`);
    return isListening(port);
  });

  return { host, port, secret, relayed: () => sumUsage(said), log: () => said, stop: () => end(child, 'SIGTERM', 2000) };
}

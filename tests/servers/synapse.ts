import { spawn, type ChildProcess } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synapseEnv } from '../../scripts/lib/paths.mjs';
import { createTestUser, matrixRequest, type TestUser } from './client.ts';
import { end, freePort, isRunning, until } from './processes.ts';
import { homeserverConfig, logConfig, newIdentity, serviceConfig } from './synapse-config.ts';
import type { SynapseIdentity, SynapseOptions } from './synapse-config.ts';

/** What it takes to make accounts on a running Synapse; plain data, so that it can be handed to other processes. */
export interface SynapseAddress {
  readonly url: string;
  readonly serverName: string;
  readonly sharedSecret: string;
  /** Acts as any user and sets times: `?user_id=@a:server&ts=ms` on client API calls. */
  readonly serviceToken: string;
}

/** A real Synapse with its own folder, SQLite and port. It runs when `startSynapse` resolves. */
export interface Synapse extends SynapseAddress {
  readonly folder: string;
  pid(): number | undefined;
  /** `registerOn` this server. */
  register(name: string, options?: RegisterOptions): Promise<TestUser>;
  /** Ends the process; data and port stay. SIGKILL is a power cut. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** Starts again on the same data and port after `stop`. */
  start(): Promise<void>;
  /** What it logged from level WARNING on. */
  log(): Promise<string>;
  /** Ends it and removes its folder, unless the folder was given. */
  dispose(): Promise<void>;
}

export interface RegisterOptions {
  readonly password?: string;
  readonly displayName?: string;
  readonly admin?: boolean;
  /** A person, unless given; Synapse leaves `support` out of its user directory, as services should be. */
  readonly type?: 'support';
  readonly deviceId?: string;
}

async function readyFolder(options: SynapseOptions): Promise<{ folder: string; identity: SynapseIdentity }> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'einklang-synapse-')));
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'identity.json');
  const identity: SynapseIdentity = existsSync(file)
    ? (JSON.parse(await readFile(file, 'utf8')) as SynapseIdentity)
    : newIdentity(options.serverName ?? 'musterstadt.test', options.port ?? (await freePort()));
  const files: Record<string, string> = {
    'identity.json': JSON.stringify(identity),
    'signing.key': identity.signingKey,
    'homeserver.yaml': JSON.stringify(homeserverConfig(folder, identity, options), null, 2),
    'service.yaml': JSON.stringify(serviceConfig(identity)),
    'log.yaml': JSON.stringify(logConfig(folder)),
  };
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text, { mode: 0o600 })));
  return { folder, identity };
}

const isHealthy = (url: string): Promise<boolean> =>
  fetch(`${url}/health`).then(
    (response) => response.ok,
    () => false,
  );

/**
 * Makes an account by the shared secret and signs it in (device `TEST`, password `<name>-password` unless given).
 * Synapse's admin API: a nonce, then the account with an HMAC over all fields.
 */
export async function registerOn(
  { url, serverName, sharedSecret }: SynapseAddress,
  name: string,
  { password = `${name}-password`, displayName, admin = false, type, deviceId = 'TEST' }: RegisterOptions = {},
): Promise<TestUser> {
  const path = '/_synapse/admin/v1/register';
  const { nonce } = await matrixRequest<{ nonce: string }>(url, 'GET', path);
  const fields = [nonce, name, password, admin ? 'admin' : 'notadmin', ...(type ? [type] : [])].join('\0');
  const mac = createHmac('sha1', sharedSecret).update(fields).digest('hex');
  await matrixRequest(url, 'POST', path, { body: { nonce, username: name, password, admin, user_type: type, mac } });
  const user = await createTestUser(url, `@${name}:${serverName}`, password, deviceId);
  if (displayName !== undefined) await user.setDisplayName(displayName);
  return user;
}

export async function startSynapse(options: SynapseOptions = {}): Promise<Synapse> {
  const { folder, identity } = await readyFolder(options);
  const { serverName, sharedSecret, serviceToken } = identity;
  const url = `http://127.0.0.1:${identity.port}`;
  const address: SynapseAddress = { url, serverName, sharedSecret, serviceToken };
  let child: ChildProcess | undefined;

  const log = (): Promise<string> => readFile(join(folder, 'homeserver.log'), 'utf8').catch(() => '');

  async function start(): Promise<void> {
    const started = spawn(
      join(synapseEnv, 'bin/python'),
      ['-m', 'synapse.app.homeserver', '--config-path', join(folder, 'homeserver.yaml')],
      { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ...options.env } },
    );
    child = started;
    let complaints = '';
    started.stderr.on('data', (chunk: Buffer) => (complaints = (complaints + chunk.toString()).slice(-4000)));
    await until(`Synapse answers at ${url}`, async () => {
      if (!isRunning(started)) throw new Error(`Synapse ended (${started.exitCode}): ${complaints}\n${await log()}`);
      return isHealthy(url);
    });
  }

  async function stop(signal?: NodeJS.Signals): Promise<void> {
    if (child) await end(child, signal);
  }

  async function dispose(): Promise<void> {
    await stop('SIGKILL');
    if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
  }

  await start().catch(async (error: unknown) => {
    await dispose();
    throw error;
  });

  return {
    ...address,
    folder,
    pid: () => child?.pid,
    register: (name, registerOptions) => registerOn(address, name, registerOptions),
    stop,
    start,
    log,
    dispose,
  };
}

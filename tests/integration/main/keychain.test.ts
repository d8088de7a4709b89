import { execFile, fork } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createKeychain, type Keychain } from '../../../main/credentials/keychain.ts';
import { createKeychainProcess, type KeychainWorker } from '../../../main/credentials/keychain-process.ts';
import type { AnswerMessage, CredentialAnswer } from '../../../main/credentials/messages.ts';
import { after } from '../../../main/timer.ts';
import { startDesktop, type Desktop } from '../../servers/desktop.ts';
import { until } from '../../servers/processes.ts';

const exec = promisify(execFile);
const child = new URL('./keychain-child.mjs', import.meta.url).pathname;

let desktop: Desktop;
let service = 0;

function startWorker(): KeychainWorker {
  const worker = fork(child, { env: { ...process.env, ...desktop.env, LC_ALL: 'C.UTF-8' } });
  const waiting = new Map<number, (answer: CredentialAnswer) => void>();
  let lastId = 0;
  worker.on('message', (message) => {
    const { id, answer } = message as AnswerMessage;
    waiting.get(id)?.(answer);
  });
  return {
    ended: () => worker.exitCode !== null || worker.killed,
    end: () => void worker.kill(),
    call: (call) =>
      new Promise((resolve) => {
        const id = ++lastId;
        waiting.set(id, resolve);
        worker.send({ id, call });
      }),
  };
}

/** A keychain of a profile as main composes it, with what it said of its state. */
function openKeychain(): { readonly keychain: Keychain; readonly states: string[] } {
  const keychainProcess = createKeychainProcess(startWorker);
  const keychain = createKeychain({ service: `einklang/test-${service}`, call: keychainProcess.call, after });
  const states: string[] = [];
  keychain.listen((state) => states.push(state));
  onTestFinished(() => {
    keychain.end();
    keychainProcess.end();
  });
  return { keychain, states };
}

/** True while a question stands on this desktop's screen; there is no other window. */
const isAsking = (env: NodeJS.ProcessEnv): Promise<boolean> =>
  exec('xdotool', ['search', '--onlyvisible', '--name', '.'], { env }).then(
    ({ stdout }) => stdout !== '',
    () => false,
  );

/** What comes of a call while a person answers the questions that it brings up, pressing keys until it is through. */
async function answered<T>(call: Promise<T>, keys: readonly (readonly string[])[]): Promise<T> {
  const env = { ...process.env, ...desktop.env };
  let through = false;
  const end = (): void => void (through = true);
  call.then(end, end);
  await until(
    'the call is through',
    async () => {
      if (!through && (await isAsking(env))) for (const args of keys) await exec('xdotool', [...args], { env });
      return through;
    },
    { everyMs: 300 },
  );
  return call;
}
const typing = [
  ['type', 'keyring-password'],
  ['key', 'Return'],
];
const declining = [['key', 'Escape']];

describe('a real gnome-keyring', () => {
  beforeAll(async () => {
    desktop = await startDesktop();
  });
  afterAll(() => desktop.dispose());
  beforeEach(async () => {
    service += 1;
    await desktop.setKeyring('absent');
    await desktop.setKeyring('unlocked');
  });

  it('unlocked: keeps each secret of each profile', async () => {
    const { keychain, states } = openKeychain();
    expect(await keychain.read('store-key')).toBe(undefined);
    await keychain.write('store-key', 'Schlüssel 🔑');
    await keychain.write('access-token', 'x'.repeat(2_500));
    expect(await openKeychain().keychain.read('store-key')).toBe('Schlüssel 🔑');
    expect(await keychain.read('access-token')).toBe('x'.repeat(2_500));
    await keychain.remove('store-key');
    expect(await keychain.read('store-key')).toBe(undefined);
    service += 1;
    expect(await openKeychain().keychain.read('access-token')).toBe(undefined);
    expect(states.filter((state) => state === 'missing' || state === 'refused')).toEqual([]);
  });

  it('locked: is waited for, and goes on once a person has unlocked it', async () => {
    await openKeychain().keychain.write('store-key', 'v');
    await desktop.setKeyring('locked');
    const { keychain, states } = openKeychain();
    const value = keychain.read('store-key');
    await until('the state says so', () => keychain.state() === 'waiting');
    expect(await answered(value, typing)).toBe('v');
    expect(states).toEqual(['waiting', 'ready']);
  });

  it('locked and declined: refused, whether a secret is in it or not; nothing is taken for new', async () => {
    await openKeychain().keychain.write('store-key', 'v');
    await desktop.setKeyring('locked');
    for (const name of ['store-key', 'crypto-key'] as const) {
      const { keychain, states } = openKeychain();
      expect(await answered(keychain.read(name).catch(String), declining)).toContain('keychain-refused');
      expect(states.at(-1)).toBe('refused');
    }
    const { keychain } = openKeychain();
    expect(await answered(keychain.read('store-key'), typing)).toBe('v');
  });

  it('absent: is missing, is noticed when it comes, and has kept what it had', async () => {
    const { keychain, states } = openKeychain();
    await keychain.write('store-key', 'v');
    await desktop.setKeyring('absent');
    await expect(keychain.read('store-key')).rejects.toThrow('keychain-missing');
    await desktop.setKeyring('unlocked');
    await until('the keychain is back', () => keychain.state() === 'ready');
    expect(await keychain.read('store-key')).toBe('v');
    expect(states.filter((state) => state !== 'waiting')).toEqual(['missing', 'ready']);
  });
});

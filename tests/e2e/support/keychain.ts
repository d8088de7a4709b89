import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import type { Desktop } from '../../servers/desktop.ts';
import { until } from '../../servers/processes.ts';

const exec = promisify(execFile);
const keytar = createRequire(import.meta.url).resolve('@github/keytar');

/** One call of keytar in a process of its own on this desktop; resolves with its answer. */
async function call<T>({ env }: Desktop, name: string, ...args: readonly string[]): Promise<T> {
  const code = `require(${JSON.stringify(keytar)}).${name}(...${JSON.stringify(args)}).then((answer) => console.log(JSON.stringify(answer ?? null)))`;
  const { stdout } = await exec(process.execPath, ['-e', code], { env: { ...process.env, ...env } });
  return JSON.parse(stdout) as T;
}

type Found = readonly { readonly account: string; readonly password: string }[];

const service = (profile: string): string => `einklang/${profile}`;

/** Everything that a profile has in the keychain, by its name. */
export async function readKeychain(desktop: Desktop, profile: string): Promise<Readonly<Record<string, string>>> {
  // An item that the program replaces in this moment makes the whole listing fail.
  const list = (): Promise<Found | undefined> => call<Found>(desktop, 'findCredentials', service(profile)).catch(() => undefined);
  const found = await until('the keychain lists what it has', list);
  return Object.fromEntries(found.map(({ account, password }) => [account, password]));
}

export const writeKeychain = (desktop: Desktop, profile: string, name: string, value: string): Promise<void> =>
  call(desktop, 'setPassword', service(profile), name, value);

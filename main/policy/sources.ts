import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { PolicySource } from './resolve.ts';

const fileSchema = z.record(z.string(), z.unknown());

export interface PolicyFolders {
  readonly machine: string;
  readonly user: string;
}

/** Where policies lie on Linux; what is below `/etc` only an administrator can write. */
export const linuxPolicyFolders = (appData: string): PolicyFolders => ({
  machine: '/etc/einklang/policies',
  user: join(appData, 'einklang', 'policies'),
});

function readPolicyFile(path: string): PolicySource['content'] {
  try {
    return { values: fileSchema.parse(JSON.parse(readFileSync(path, 'utf8'))) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

function listPolicyFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => join(folder, name));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    // The folder is there and shut: its first reading says so.
    return [folder];
  }
}

/** All `*.json` of both folders, by name. A folder that is not there holds nothing; one that is shut is a problem. */
export function readPolicyFolders({ machine, user }: PolicyFolders): readonly PolicySource[] {
  const read = (level: PolicySource['level'], folder: string): readonly PolicySource[] =>
    listPolicyFiles(folder).map((path) => ({ level, origin: path, content: readPolicyFile(path) }));
  return [...read('user', user), ...read('machine', machine)];
}

/**
 * The policies of this machine and this person. Reading the Windows registry is not built yet: there, nothing is
 * prescribed. An unpackaged build takes another folder in the place of `/etc` from EINKLANG_POLICY_DIR, for tests;
 * from a package nobody gets past what the machine prescribes by a variable.
 */
export function readPolicies(appData: string, packaged: boolean): readonly PolicySource[] {
  if (process.platform !== 'linux') return [];
  const folders = linuxPolicyFolders(appData);
  const override = packaged ? undefined : process.env['EINKLANG_POLICY_DIR'];
  return readPolicyFolders({ ...folders, machine: override ?? folders.machine });
}

import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const exec = promisify(execFile);

/** A server certificate in PEM with the DNS names it is for. */
export interface Certificate {
  readonly names: readonly string[];
  readonly key: string;
  readonly cert: string;
}

/** A certificate authority that nobody trusts until told to. */
export interface Authority {
  readonly caFile: string;
  issue(...names: string[]): Promise<Certificate>;
  /** Trusts it in a person's NSS database, the only store that Chromium on Linux reads; before the program starts. */
  trustIn(home: string): Promise<void>;
  dispose(): Promise<void>;
}

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

export async function createAuthority(name = 'Einklang Test CA'): Promise<Authority> {
  const folder = await mkdtemp(join(tmpdir(), 'einklang-ca-'));
  const file = (part: string): string => join(folder, part);
  const [caFile, caKey] = [file('ca.pem'), file('ca.key')];
  const purpose = ['-addext', 'keyUsage=critical,keyCertSign,cRLSign'];
  const ca = ['-x509', ...newKey, '-days', '30', '-subj', `/CN=${name}`, '-keyout', caKey, '-out', caFile];
  await exec('openssl', ['req', ...ca, ...purpose]);
  let issued = 0;

  return {
    caFile,
    async issue(...names) {
      const stem = file(`server-${(issued += 1)}`);
      const extensions = `subjectAltName=${names.map((entry) => `DNS:${entry}`).join(',')}\nextendedKeyUsage=serverAuth\n`;
      await writeFile(`${stem}.ext`, extensions);
      const subject = ['-subj', `/CN=${names[0] ?? 'localhost'}`];
      await exec('openssl', ['req', ...newKey, ...subject, '-keyout', `${stem}.key`, '-out', `${stem}.csr`]);
      const signing = ['-CA', caFile, '-CAkey', caKey, '-CAcreateserial', '-days', '30', '-extfile', `${stem}.ext`];
      await exec('openssl', ['x509', '-req', '-in', `${stem}.csr`, ...signing, '-out', `${stem}.pem`]);
      const [key, cert] = await Promise.all([readFile(`${stem}.key`, 'utf8'), readFile(`${stem}.pem`, 'utf8')]);
      return { names, key, cert };
    },
    trustIn: (home) => trustAuthority(caFile, name, home),
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
}

/**
 * Trusts the authority in `caFile` (PEM) in the NSS database of `home`, under `name`: what an earlier run trusted under
 * that name is forgotten.
 */
export async function trustAuthority(caFile: string, name: string, home: string): Promise<void> {
  const database = join(home, '.pki/nssdb');
  await mkdir(database, { recursive: true, mode: 0o700 });
  const where = ['-d', `sql:${database}`];
  await exec('certutil', [...where, '-N', '--empty-password']).catch(() => undefined); // it may be there already
  await exec('certutil', [...where, '-D', '-n', name]).catch(() => undefined);
  await exec('certutil', [...where, '-A', '-t', 'C,,', '-n', name, '-i', caFile]);
}

/** Chromium's switch that leads names to ports of the loopback: `[['matrix.einklang.test', 4711], …]`. */
export const resolverRules = (names: readonly (readonly [name: string, port: number])[]): string =>
  `--host-resolver-rules=${names.map(([name, port]) => `MAP ${name}:443 127.0.0.1:${port}`).join(',')}`;

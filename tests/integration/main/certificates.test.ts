import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isTrustedBy, readSystemRoots } from '../../../main/network/certificates.ts';
import { createAuthority, type Authority, type Certificate } from '../../servers/tls.ts';

const fingerprint = (certificate: Certificate): string => new X509Certificate(certificate.cert).fingerprint256;

describe('a certificate held against the system store', () => {
  let ours: Authority;
  let foreign: Authority;
  let roots: string;
  const servers: ReturnType<typeof createServer>[] = [];

  async function serve(certificate: Certificate): Promise<number> {
    const server = createServer({ key: certificate.key, cert: certificate.cert });
    servers.push(server);
    await new Promise<void>((resolve) => void server.listen(0, 'localhost', resolve));
    return (server.address() as AddressInfo).port;
  }

  beforeAll(async () => {
    [ours, foreign] = await Promise.all([createAuthority('Ours'), createAuthority('Foreign')]);
    roots = await readFile(ours.caFile, 'utf8');
  });
  afterAll(async () => {
    for (const server of servers) server.close();
    await Promise.all([ours.dispose(), foreign.dispose()]);
  });

  it('is trusted where the store vouches for it', async () => {
    const certificate = await ours.issue('localhost');
    expect(await isTrustedBy(roots, 'localhost', await serve(certificate), fingerprint(certificate))).toBe(true);
  });

  it('is not where another authority made it', async () => {
    const certificate = await foreign.issue('localhost');
    expect(await isTrustedBy(roots, 'localhost', await serve(certificate), fingerprint(certificate))).toBe(false);
  });

  it('is not where it is for another name', async () => {
    const certificate = await ours.issue('other.example');
    expect(await isTrustedBy(roots, 'localhost', await serve(certificate), fingerprint(certificate))).toBe(false);
  });

  it('is not where Chromium was shown another one', async () => {
    const [shown, asked] = await Promise.all([foreign.issue('localhost'), ours.issue('localhost')]);
    expect(await isTrustedBy(roots, 'localhost', await serve(asked), fingerprint(shown))).toBe(false);
  });

  it('is not where nobody answers', async () => {
    const certificate = await ours.issue('localhost');
    const port = await serve(certificate);
    servers.pop()?.close();
    expect(await isTrustedBy(roots, 'localhost', port, fingerprint(certificate))).toBe(false);
  });
});

describe('the system store', () => {
  it('is read from the first place that there is', () => {
    expect(readSystemRoots(['/nowhere', new URL(import.meta.url).pathname])).toContain('the first place');
    expect(readSystemRoots(['/nowhere'])).toBe(undefined);
  });
});

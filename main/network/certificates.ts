import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { connect } from 'node:tls';
import type { Session } from 'electron';

/*
 * Chromium on Linux knows its own roots and the user's NSS database, not the system's store, which is where an
 * administration puts its root. A certificate that Chromium refuses for want of a known root, and for nothing else, is
 * held against that store by Node's TLS, which checks the chain, the dates and the name as for any connection.
 */

/** Chromium's ERR_CERT_AUTHORITY_INVALID. */
const unknownRoot = -202;
/** "Chromium's own result" in the callback of a verify procedure. */
const chromiumsResult = -3;
const trusted = 0;
const timeoutMs = 5_000;

const storeFiles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

/** The system's trusted roots as PEM, in the first of the places where distributions keep them. */
export function readSystemRoots(files: readonly string[] = storeFiles): string | undefined {
  for (const file of files) {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      // The next place.
    }
  }
  return undefined;
}

/**
 * Whether the server at this host and port shows, to a connection of its own, the certificate with this fingerprint
 * (SHA-256) and the roots vouch for it under this name.
 */
export function isTrustedBy(roots: string, host: string, port: number, fingerprint: string): Promise<boolean> {
  return new Promise((resolve) => {
    const name = isIP(host) === 0 ? { servername: host } : {};
    const socket = connect({ host, port, ...name, ca: roots, rejectUnauthorized: true, timeout: timeoutMs });
    const end = (result: boolean): void => {
      socket.destroy();
      resolve(result);
    };
    socket.once('secureConnect', () =>
      end(socket.authorized && socket.getPeerX509Certificate()?.fingerprint256 === fingerprint),
    );
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
}

/** `ports`: which https ports of a host the session talks to; Chromium does not tell the verify procedure. */
export function trustSystemStore(session: Session, ports: (host: string) => readonly number[]): void {
  session.setCertificateVerifyProc(({ hostname, certificate, errorCode }, callback) => {
    if (errorCode !== unknownRoot || process.platform !== 'linux') return callback(chromiumsResult);
    const roots = readSystemRoots();
    if (roots === undefined) return callback(chromiumsResult);
    const { fingerprint256 } = new X509Certificate(certificate.data);
    void Promise.all(ports(hostname).map((port) => isTrustedBy(roots, hostname, port, fingerprint256))).then(
      (results) => callback(results.includes(true) ? trusted : chromiumsResult),
    );
  });
}

import type { Failure } from '../../renderer/base/failure.ts';

/** A request that got no answer, by Chromium's name for the reason (`ERR_NAME_NOT_RESOLVED`). */
export class NetError extends Error {
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.name = 'NetError';
    this.reason = reason;
  }
}

/** What a person can do something about. */
export type NetFailureCode =
  'offline' | 'name-not-found' | 'certificate-untrusted' | 'proxy-failed' | 'host-not-allowed' | 'unreachable';

/** Chromium's error name out of any text that holds one: `net::ERR_FAILED`, `Error: net::ERR_FAILED (-2)`. */
export const netErrorName = (text: string): string => /\bERR_[A-Z0-9_]+/.exec(text)?.[0] ?? 'ERR_FAILED';

/** TLS that fails before there is a certificate to judge (another protocol at that port) is a server out of reach. */
const tlsWithoutCertificate = new Set(['ERR_SSL_PROTOCOL_ERROR', 'ERR_SSL_VERSION_OR_CIPHER_MISMATCH']);

function codeOf(name: string, online: boolean): NetFailureCode {
  if (name === 'ERR_INTERNET_DISCONNECTED' || name === 'ERR_NETWORK_CHANGED') return 'offline';
  if (/^ERR_(NAME_(NOT_RESOLVED|RESOLUTION_FAILED)|DNS_\w+|ICANN_\w+)$/.test(name))
    return online ? 'name-not-found' : 'offline';
  if (/^ERR_(CERT_\w+|SSL_\w*(PINNED|CERT)\w*|BAD_SSL_CLIENT_AUTH_CERT)$/.test(name)) return 'certificate-untrusted';
  if (tlsWithoutCertificate.has(name)) return 'unreachable';
  if (/PROXY|TUNNEL|PAC_|SOCKS/.test(name)) return 'proxy-failed';
  if (/^ERR_BLOCKED_BY/.test(name)) return 'host-not-allowed';
  return 'unreachable';
}

/** Chromium's error as what it means. `online`: what the machine says of its network; it is asked only where a name failed. */
export function netFailure(name: string, online: boolean): Failure<NetFailureCode> {
  return { code: codeOf(name, online), detail: name };
}

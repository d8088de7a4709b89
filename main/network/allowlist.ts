import type { Place } from '../walls/wall.ts';

/** Which addresses pages may ask, now. */
export interface Allowlist {
  allows(place: Place, address: string): boolean;
  /** The engine may ask this base URL's host from now on, and no other; `undefined`: none. */
  admitHomeserver(baseUrl: string | undefined): void;
}

/** Not `[::1]`: a content security policy cannot name an IPv6 address, and the engine goes by one. */
const loopback = new Set(['localhost', '127.0.0.1']);

/** Whether a host name (as URL gives it) is this very machine. */
export const isLoopback = (hostname: string): boolean => loopback.has(hostname);

/** https anywhere; http on this machine only. */
export const isSecureAddress = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));

/**
 * `policyHosts` are hosts (with their port where it is not the scheme's own) that a policy names for the engine.
 * `developerTools`: the inspector's own pages may load.
 */
export function createAllowlist(policyHosts: readonly string[], developerTools: boolean): Allowlist {
  let homeserver: string | undefined;
  return {
    admitHomeserver: (baseUrl) => {
      const url = baseUrl === undefined ? undefined : new URL(baseUrl);
      homeserver = url && isSecureAddress(url) ? url.origin : undefined;
    },
    allows: ({ role, origin, sockets }, address) => {
      if (!URL.canParse(address)) return false;
      const url = new URL(address);
      if (url.protocol === 'app:') return url.host === role && role !== 'call';
      if (url.protocol === 'blob:') return url.pathname.startsWith(`${origin}/`);
      if (url.protocol === 'devtools:') return developerTools;
      if (role === 'call') return url.protocol === 'wss:' ? sockets.includes(url.host) : url.origin === origin;
      if (role !== 'engine') return false;
      return url.origin === homeserver || (url.protocol === 'https:' && policyHosts.includes(url.host));
    },
  };
}

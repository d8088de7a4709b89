import { fail } from '../../renderer/base/failure.ts';
import { isLoopback, isSecureAddress } from './allowlist.ts';

/** What a person typed to name a server. `origin` has no slash at its end. */
export interface TypedServer {
  readonly serverName: string;
  readonly origin: string;
}

/** A Matrix server name: a host name or an IP literal, and perhaps a port (spec, appendices, "Server name"). */
const hostAndPort = /^(?:\[[\da-f:.]+\]|[^\s/?#@:[\]\\]+)(?::\d{1,5})?$/iu;
const hostLabel = /^[a-z\d_](?:[a-z\d_-]{0,61}[a-z\d_])?$/;

const isHostName = (hostname: string): boolean =>
  hostname.startsWith('[') ||
  (hostname.length <= 253 &&
    hostname
      .replace(/\.$/, '')
      .split('.')
      .every((label) => hostLabel.test(label)));

/**
 * Reads a server name (`example.org`, `example.org:8448`), a user ID (`@name:example.org`) or an address
 * (`https://matrix.example.org`). Without a scheme it means https, on this machine http.
 * Throws `invalid-server-name`, or `insecure-address` for http to any other machine.
 */
export function parseServer(typed: string): TypedServer {
  const text = typed.trim().replace(/^@[^:\s]*:/, '');
  const withScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(text);
  if (!withScheme && !hostAndPort.test(text)) throw fail('invalid-server-name', 'neither a name nor an address');
  const guess = withScheme ? text : `https://${text}`;
  if (!URL.canParse(guess)) throw fail('invalid-server-name', 'not an address');
  const url = new URL(guess);
  if (!withScheme && isLoopback(url.hostname)) url.protocol = 'http:';
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw fail('invalid-server-name', url.protocol);
  if (url.username !== '' || url.password !== '' || !isHostName(url.hostname))
    throw fail('invalid-server-name', 'no host name');
  if (!isSecureAddress(url)) throw fail('insecure-address', url.origin);
  return { serverName: url.host, origin: url.origin };
}

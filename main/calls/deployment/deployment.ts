import type { Deployment } from '../../../renderer/call/contract.ts';

/** XMPP names of a deployment that does not have the usual ones, by policy. */
export interface XmppNames {
  readonly domain?: string | undefined;
  readonly muc?: string | undefined;
  readonly focus?: string | undefined;
  readonly serviceUrl?: string | undefined;
}

/** A host with its port where that is not 443, in lower case; undefined for what is none. */
export function hostOf(text: string): string | undefined {
  const address = `https://${text.trim()}`;
  if (!URL.canParse(address)) return undefined;
  const { host, username, password, pathname, search, hash } = new URL(address);
  return username + password + search + hash === '' && pathname === '/' && host !== '' ? host : undefined;
}

/**
 * How to reach the deployment at a host, by the names that deployments have unless a policy says otherwise. Nothing is
 * read from its `config.js`, which is a program.
 */
export function deploymentAt(host: string, names: XmppNames = {}, relays: readonly string[] = []): Deployment {
  const domain = names.domain ?? new URL(`https://${host}`).hostname;
  return {
    host,
    domain,
    muc: names.muc ?? `conference.${domain}`,
    focus: names.focus ?? `focus.${domain}`,
    serviceUrl: names.serviceUrl ?? `wss://${host}/xmpp-websocket`,
    library: `https://${host}/libs/lib-jitsi-meet.min.js`,
    ...(relays.length > 0 && { relays }),
  };
}

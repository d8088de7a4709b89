import type { Deployment } from '../../../renderer/call/contract.ts';
import type { Place } from '../../walls/wall.ts';

/** Below this path of the deployment's origin main answers itself, with the page of the call. */
export const ownPath = '/einklang-call/';
/** Chromium itself, not the page, reports here what the page's content security policy has refused. */
export const refusalPath = `${ownPath}refused`;

/** Where the page of a call stands. Throws for a deployment that has no https origin or no wss service. */
export function callPlace({ host, serviceUrl }: Deployment, relayOnly: boolean): Place {
  const { origin, host: own } = new URL(`https://${host}`);
  const service = new URL(serviceUrl);
  if (service.protocol !== 'wss:') throw new Error(`Not a wss: address: ${serviceUrl}`);
  return { role: 'call', origin, sockets: [...new Set([own, service.host])], relayOnly };
}

export const callAddress = ({ origin }: Place): string => `${origin}${ownPath}index.html`;

/** The https ports at which a call talks to a host. */
export function portsOf({ origin, sockets }: Place, hostname: string): readonly number[] {
  const hosts = [new URL(origin).host, ...sockets].map((host) => new URL(`https://${host}`));
  const ports = hosts.filter((each) => each.hostname === hostname).map(({ port }) => (port === '' ? 443 : Number(port)));
  return [...new Set(ports)];
}

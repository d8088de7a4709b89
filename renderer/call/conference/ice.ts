import type { Deployment } from '../contract.ts';

/** What a deployment may ask of the browser's media connections. */
export interface IceRules {
  /** Media only through relays. */
  readonly relayOnly: boolean;
  readonly isOwn: (host: string) => boolean;
  /** Called with the hosts of servers that were taken out. */
  readonly foreign: (hosts: readonly string[]) => void;
  readonly opened: (connection: RTCPeerConnection) => void;
}

/** `stun:host`, `turns:host:port?transport=tcp`, `turn:[::1]:3478`; undefined for anything else. */
export const iceHost = (address: string): string | undefined =>
  /^(?:stun|turn)s?:(?:\[([\da-f:.]+)\]|([^:?[\]]+))(?::\d+)?(?:\?.*)?$/i.exec(address)?.slice(1).find(Boolean)?.toLowerCase();

/** The deployment's own hosts: its name, what is below it, and the relays that policy names. */
export function ownHosts({ host, domain, relays = [] }: Deployment): (candidate: string) => boolean {
  const roots = [new URL(`https://${host}`).hostname, domain.toLowerCase()];
  const named = new Set(relays.map((relay) => relay.toLowerCase()));
  return (candidate) => named.has(candidate) || roots.some((root) => candidate === root || candidate.endsWith(`.${root}`));
}

/** The configuration with nothing foreign left in it. An address that is not understood counts as foreign. */
export function cleanIce(configuration: RTCConfiguration, { relayOnly, isOwn, foreign }: IceRules): RTCConfiguration {
  const refused = new Set<string>();
  const iceServers = (configuration.iceServers ?? []).flatMap((server) => {
    const urls = [server.urls].flat().filter((url) => {
      const host = iceHost(url);
      if (host !== undefined && isOwn(host)) return true;
      refused.add(host ?? url.slice(0, 255));
      return false;
    });
    return urls.length > 0 ? [{ ...server, urls }] : [];
  });
  if (refused.size > 0) foreign([...refused]);
  return { ...configuration, iceServers, ...(relayOnly ? { iceTransportPolicy: 'relay' as const } : {}) };
}

interface PeerGlobal {
  RTCPeerConnection: typeof RTCPeerConnection;
}

/**
 * Holds all peer connections of the page to the rules. It has to be called before the library is loaded, which keeps
 * an honest library honest; what a hostile one may do all the same is a matter of the session's policies.
 */
export function guardPeerConnections(global: PeerGlobal, rules: IceRules): void {
  const Native = global.RTCPeerConnection;
  const Guarded = class RTCPeerConnection extends Native {
    constructor(configuration: RTCConfiguration = {}) {
      super(cleanIce(configuration, rules));
      rules.opened(this);
    }

    override setConfiguration(configuration: RTCConfiguration = {}): void {
      super.setConfiguration(cleanIce(configuration, rules));
    }
  };
  const place = { value: Guarded, writable: false, configurable: false };
  Object.defineProperties(global, { RTCPeerConnection: place, webkitRTCPeerConnection: place });
}

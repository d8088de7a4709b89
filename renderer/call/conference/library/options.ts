import type { CallBrief } from '../../contract.ts';
import type { JitsiLibrary } from './api.ts';

/** Several videos of one person (camera and screen at once) came to all builds with these events, in 2022. */
export const hasSourceNames = ({ events }: JitsiLibrary): boolean => 'FORWARDED_SOURCES_CHANGED' in events.conference;

/** Nothing goes to anybody but the deployment, whatever it would like. */
export const initOptions = { disableAudioLevels: false, disableThirdPartyRequests: true, enableAnalyticsLogging: false, analytics: {} } as const;

/**
 * For the connection and its conference. Everything comes from the brief: the deployment's own `config.js` is never
 * read. `stunServers` has to be there, as an unset one means a public server.
 */
export function connectionOptions(library: JitsiLibrary, { deployment, conference, relayOnly }: CallBrief): object {
  const { domain, muc, focus, serviceUrl } = deployment;
  const separator = serviceUrl.includes('?') ? '&' : '?';
  const policy = relayOnly ? { iceTransportPolicy: 'relay' } : {};
  return {
    hosts: { domain, muc, focus },
    focusUserJid: `focus@${focus}`,
    serviceUrl: `${serviceUrl}${separator}room=${encodeURIComponent(conference)}`,
    enableWebsocketResume: true,
    bridgeChannel: { preferSctp: false },
    openBridgeChannel: 'websocket',
    useTurnUdp: true,
    p2p: { enabled: true, stunServers: [], backToP2PDelay: 1, ...policy },
    ...policy,
    analytics: {},
    disableThirdPartyRequests: true,
    disableAudioLevels: false,
    enableNoAudioDetection: false,
    enableNoisyMicDetection: false,
    enableTalkWhileMuted: false,
    // Builds from before source names negotiate what Chromium since 130 answers differently (measured).
    ...(hasSourceNames(library) ? {} : { disableRtx: true, disableSimulcast: true, enableUnifiedOnChrome: true }),
  };
}

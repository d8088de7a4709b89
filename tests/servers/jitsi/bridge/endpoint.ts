import { randomBytes } from 'node:crypto';
import {
  IceCandidate as WeriftCandidate,
  RTCDtlsFingerprint,
  RTCDtlsParameters,
  RTCDtlsTransport,
  RTCIceGatherer,
  RTCIceParameters,
  RTCIceTransport,
  type RtcpPacket,
  type RtpPacket,
} from 'werift';
import type { Allocation, IceCandidate, Source, Transport } from './contract.ts';

/** One participant at the bridge: one ICE and DTLS-SRTP transport for everything that is sent both ways. */
export interface Endpoint {
  readonly id: string;
  readonly allocation: Allocation;
  sources: readonly Source[];
  isConnected(): boolean;
  /** True for streams that came from here. */
  sends(ssrc: number): boolean;
  connect(transport: Transport): void;
  addCandidates(candidates: readonly IceCandidate[]): void;
  sendRtp(packet: RtpPacket): void;
  sendRtcp(packet: RtcpPacket): void;
  close(): void;
}

export interface Arrivals {
  rtp(packet: RtpPacket): void;
  rtcp(packet: RtcpPacket): void;
  /** The participant has ended the connection. */
  closed(): void;
}

const loopback = '127.0.0.1';
const srtpProfiles: ConstructorParameters<typeof RTCDtlsTransport>[3] = [0x0007, 0x0001]; // AEAD_AES_128_GCM, AES128_CM_SHA1_80

/**
 * Sends for as long as the endpoint is there, and asks nobody for consent (RFC 7675): werift takes an answer for lost that
 * comes half a second late, and after thirty seconds of those it is silent for good, while it still hears the other side.
 * With more work than cores the bridge itself is that late. Who has gone is the focus's to say.
 */
function sendUnasked(connection: RTCIceTransport['connection']): void {
  Object.assign(connection, { queryConsent: () => void Object.assign(connection, { consentFresh: true }) });
}

/** Gathers on the loopback only. `arrivals` hears of every packet that the participant sends. */
export async function openEndpoint(id: string, arrivals: Arrivals): Promise<Endpoint> {
  const certificate = await RTCDtlsTransport.SetupCertificate();
  const gatherer = new RTCIceGatherer({
    useIpv4: true,
    useIpv6: false,
    interfaceAddresses: { udp4: loopback },
    additionalHostAddresses: [loopback],
  });
  const ice = new RTCIceTransport(gatherer);
  ice.connection.iceControlling = true;
  sendUnasked(ice.connection);
  await ice.gather();
  const dtls = new RTCDtlsTransport({}, ice, certificate, srtpProfiles);
  const fingerprint = dtls.localParameters.fingerprints.find(({ algorithm }) => algorithm === 'sha-256');
  if (!fingerprint) throw new Error('werift made no SHA-256 fingerprint');
  const seen = new Set<number>();

  dtls.onRtp.subscribe((packet) => {
    seen.add(packet.header.ssrc);
    arrivals.rtp(packet);
  });
  dtls.onRtcp.subscribe((packet) => arrivals.rtcp(packet));
  dtls.onStateChange.subscribe((state) => {
    if (state === 'closed') arrivals.closed();
  });
  const isConnected = (): boolean => dtls.state === 'connected';
  const ignore = (): undefined => undefined; // somebody who just went away

  const addCandidates: Endpoint['addCandidates'] = (candidates) => {
    for (const { component, foundation, ip, port, priority, protocol, type } of candidates) {
      // Addresses that only the other browser can resolve (mDNS) are learnt from its first packet.
      if (protocol.toLowerCase() !== 'udp' || ip.includes(':') || ip.endsWith('.local')) continue;
      void ice.addRemoteCandidate(new WeriftCandidate(component, foundation, ip, port, priority, 'udp', type));
    }
  };

  return {
    id,
    sources: [],
    allocation: {
      ufrag: ice.localParameters.usernameFragment,
      pwd: ice.localParameters.password,
      fingerprint: { hash: fingerprint.algorithm, value: fingerprint.value },
      setup: 'actpass',
      candidates: ice.localCandidates
        .filter(({ ip }) => ip === loopback)
        .map(({ foundation, component, protocol, priority, ip, port, type }) => ({ foundation, component, protocol, priority, ip, port, type })),
      channelPassword: randomBytes(16).toString('hex'),
    },
    isConnected,
    sends: (ssrc) => seen.has(ssrc),
    connect({ ufrag, pwd, fingerprint: { hash, value }, setup, candidates }) {
      ice.setRemoteParams(new RTCIceParameters({ usernameFragment: ufrag, password: pwd, iceLite: false }));
      dtls.role = setup === 'passive' ? 'client' : 'server';
      dtls.setRemoteParams(new RTCDtlsParameters([new RTCDtlsFingerprint(hash, value)], setup === 'passive' ? 'server' : 'client'));
      addCandidates(candidates);
      ice.start().then(() => dtls.start()).catch((error: unknown) => console.error(`${id} did not connect:`, error));
    },
    addCandidates,
    sendRtp(packet) {
      if (isConnected()) dtls.sendRtp(packet.payload, packet.header).catch(ignore);
    },
    sendRtcp(packet) {
      if (isConnected()) dtls.sendRtcp([packet]).catch(ignore);
    },
    close() {
      dtls.stop().catch(ignore);
      ice.stop().catch(ignore);
    },
  };
}

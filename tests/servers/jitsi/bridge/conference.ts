import { RtcpPayloadSpecificFeedback, RtcpRrPacket, RtcpSourceDescriptionPacket, RtcpSrPacket, RtcpTransportLayerFeedback } from 'werift';
import type { RtcpPacket } from 'werift';
import type { WebSocket } from 'ws';
import { audioLevelExtension, payloadTypes, type Source } from './contract.ts';
import { openChannel, type Channel } from './channel.ts';
import { openEndpoint, type Endpoint } from './endpoint.ts';
import { createSpeakers } from './speakers.ts';

/** One conference at the bridge: every packet goes to everybody else as it came. */
export interface Conference {
  allocate(id: string): Promise<Endpoint>;
  find(id: string): Endpoint | undefined;
  setSources(id: string, sources: readonly Source[]): void;
  /** Takes the endpoint's channel. */
  attach(id: string, socket: WebSocket): void;
  expire(id: string): void;
  isEmpty(): boolean;
  tellSpeaker(): void;
}

interface Member {
  readonly endpoint: Endpoint;
  channel: Channel | undefined;
}

/** Whom a control packet is about: the sender of this stream. Undefined where it is about no particular one. */
function mediaSources(packet: RtcpPacket): readonly number[] {
  if (packet instanceof RtcpRrPacket) return packet.reports.map(({ ssrc }) => ssrc);
  if (packet instanceof RtcpTransportLayerFeedback) return [packet.feedback.mediaSourceSsrc];
  if (packet instanceof RtcpPayloadSpecificFeedback && 'mediaSsrc' in packet.feedback) return [packet.feedback.mediaSsrc];
  return [];
}

export function createConference(): Conference {
  const members = new Map<string, Member>();
  const speakers = createSpeakers();
  let told: string | undefined;
  const others = (id: string): Member[] => [...members.values()].filter(({ endpoint }) => endpoint.id !== id);
  const channels = (all: readonly Member[]): Channel[] => all.flatMap(({ channel }) => channel ?? []);

  function expire(id: string): void {
    const member = members.get(id);
    members.delete(id);
    speakers.forget(id);
    member?.channel?.close();
    member?.endpoint.close();
  }

  function tellSources(): void {
    for (const { endpoint, channel } of members.values()) {
      channel?.forwarded(others(endpoint.id).flatMap((other) => other.endpoint.sources));
    }
  }

  return {
    async allocate(id) {
      expire(id);
      const endpoint: Endpoint = await openEndpoint(id, {
        rtp(packet) {
          const level = packet.header.extensions.find((extension) => extension.id === audioLevelExtension)?.payload[0];
          if (level !== undefined && packet.header.payloadType === payloadTypes.opus) speakers.heard(id, level & 0x7f);
          for (const other of others(id)) other.endpoint.sendRtp(packet);
        },
        rtcp(packet) {
          const isReport = packet instanceof RtcpSrPacket || packet instanceof RtcpSourceDescriptionPacket;
          const sources = isReport ? undefined : mediaSources(packet);
          for (const { endpoint: other } of others(id)) {
            if (sources === undefined || sources.some((ssrc) => other.sends(ssrc))) other.sendRtcp(packet);
          }
        },
        closed() {
          // The focus may never say so: Prosody and its rooms may have gone before.
          if (members.get(id)?.endpoint === endpoint) expire(id);
        },
      });
      members.set(id, { endpoint, channel: undefined });
      return endpoint;
    },
    find: (id) => members.get(id)?.endpoint,
    setSources(id, sources) {
      const member = members.get(id);
      if (!member) return;
      member.endpoint.sources = sources;
      tellSources();
    },
    attach(id, socket) {
      const member = members.get(id);
      if (!member) return socket.close();
      member.channel?.close();
      member.channel = openChannel(socket, {
        message(content, to) {
          const receivers = to === undefined ? others(id) : others(id).filter(({ endpoint }) => endpoint.id === to);
          for (const channel of channels(receivers)) channel.pass(id, content);
        },
        constraints: tellSources,
      });
      tellSources();
      if (told !== undefined) member.channel.dominantSpeaker(told, []);
    },
    expire(id) {
      expire(id);
      tellSources();
    },
    isEmpty: () => members.size === 0,
    tellSpeaker() {
      const speaker = speakers.dominant();
      if (speaker === undefined || speaker === told) return;
      const previous = told === undefined ? [] : [told];
      told = speaker;
      for (const channel of channels([...members.values()])) channel.dominantSpeaker(speaker, previous);
    },
  };
}

import { xml, type Element } from '@xmpp/component';
import { audioLevelExtension, payloadTypes } from '../bridge/contract.ts';
import type { Allocation, IceCandidate, Source, Transport } from '../bridge/contract.ts';

/** Jingle between the focus and an endpoint (XEP-0166 and its family, in Jitsi's dialect). */
export const jingle = 'urn:xmpp:jingle:1';
const rtp = 'urn:xmpp:jingle:apps:rtp:1';
const sourceAttributes = 'urn:xmpp:jingle:apps:rtp:ssma:0';
const iceUdp = 'urn:xmpp:jingle:transports:ice-udp:1';
const dtls = 'urn:xmpp:jingle:apps:dtls:0';
const headerExtension = 'urn:xmpp:jingle:apps:rtp:rtp-hdrext:0';
const feedback = 'urn:xmpp:jingle:apps:rtp:rtcp-fb:0';
const grouping = 'urn:xmpp:jingle:apps:grouping:0';
export const focusNs = 'http://jitsi.org/protocol/focus';

const media = ['audio', 'video'] as const;
const parameter = (name: string, value: string): Element => xml('parameter', { name, value });

function sourceElement({ ssrc, name, videoType, msid, owner }: Source): Element {
  return xml(
    'source',
    { xmlns: sourceAttributes, ssrc: String(ssrc), name, videoType },
    xml('ssrc-info', { xmlns: 'http://jitsi.org/jitmeet', owner }),
    msid === undefined ? undefined : parameter('msid', msid),
  );
}

function transportElement({ ufrag, pwd, fingerprint, setup, candidates }: Transport, channelUrl: string): Element {
  return xml(
    'transport',
    { xmlns: iceUdp, ufrag, pwd },
    xml('rtcp-mux'),
    xml('web-socket', { xmlns: 'http://jitsi.org/protocol/colibri', url: channelUrl }),
    xml('fingerprint', { xmlns: dtls, hash: fingerprint.hash, setup, required: 'false' }, fingerprint.value),
    ...candidates.map(({ component, foundation, ip, port, priority, protocol, type }, index) =>
      xml('candidate', {
        id: `c${index}`, generation: '0', network: '0', component: String(component), foundation, ip,
        port: String(port), priority: String(priority), protocol, type,
      }),
    ),
  );
}

function videoCodec(id: number, name: string, ...parameters: readonly Element[]): Element {
  const kinds = [{ type: 'ccm', subtype: 'fir' }, { type: 'nack' }, { type: 'nack', subtype: 'pli' }];
  return xml(
    'payload-type',
    { id: String(id), name, clockrate: '90000' },
    ...parameters,
    ...kinds.map((kind) => xml('rtcp-fb', { xmlns: feedback, ...kind })),
  );
}

/** Without RTX and simulcast. Two video codecs: with one, builds of 2021 take its number for a number and throw. */
function codecs(kind: 'audio' | 'video'): readonly Element[] {
  if (kind === 'video') return [videoCodec(payloadTypes.vp8, 'VP8'), videoCodec(payloadTypes.vp9, 'VP9', parameter('profile-id', '0'))];
  const opus = { id: String(payloadTypes.opus), name: 'opus', clockrate: '48000', channels: '2' };
  return [
    xml('payload-type', opus, parameter('minptime', '10'), parameter('useinbandfec', '1')),
    xml('rtp-hdrext', { xmlns: headerExtension, id: String(audioLevelExtension), uri: 'urn:ietf:params:rtp-hdrext:ssrc-audio-level' }),
  ];
}

export interface Offer {
  readonly sid: string;
  readonly initiator: string;
  readonly responder: string;
  readonly allocation: Allocation;
  readonly channelUrl: string;
  /** What the others send already. */
  readonly sources: readonly Source[];
}

export function sessionInitiate({ sid, initiator, responder, allocation, channelUrl, sources }: Offer): Element {
  const content = (kind: 'audio' | 'video'): Element =>
    xml(
      'content',
      { creator: 'initiator', name: kind, senders: 'both' },
      xml(
        'description',
        { xmlns: rtp, media: kind },
        ...codecs(kind),
        xml('rtcp-mux'),
        ...sources.filter((source) => source.media === kind).map(sourceElement),
      ),
      transportElement(allocation, channelUrl),
    );
  return xml(
    'jingle',
    { xmlns: jingle, action: 'session-initiate', initiator, responder, sid },
    ...media.map(content),
    xml('group', { xmlns: grouping, semantics: 'BUNDLE' }, ...media.map((name) => xml('content', { name }))),
    xml('bridge-session', { xmlns: focusNs, id: sid }),
  );
}

export const sessionTerminate = (sid: string): Element =>
  xml('jingle', { xmlns: jingle, action: 'session-terminate', sid }, xml('reason', {}, xml('success')));

export function sourceChange(action: 'source-add' | 'source-remove', sid: string, sources: readonly Source[]): Element {
  const contents = media.flatMap((kind) => {
    const own = sources.filter((source) => source.media === kind);
    if (own.length === 0) return [];
    const description = xml('description', { xmlns: rtp, media: kind }, ...own.map(sourceElement));
    return [xml('content', { creator: 'initiator', name: kind, senders: 'both' }, description)];
  });
  return xml('jingle', { xmlns: jingle, action, sid }, ...contents);
}

/** The streams in a client's Jingle; of a group (RTX, simulcast) only the first. */
export function readSources(element: Element, owner: string): readonly Source[] {
  return element.getChildren('content').flatMap((content) =>
    content.getChildren('description').flatMap((description) => {
      const kind = (description.attrs['media'] ?? content.attrs['name']) === 'video' ? 'video' : 'audio';
      const grouped = description.getChildren('ssrc-group').flatMap((group) => group.getChildren('source').slice(1));
      const secondary = new Set(grouped.map(({ attrs }) => attrs['ssrc']));
      return description.getChildren('source').flatMap((source): Source[] => {
        const { ssrc, name, videoType } = source.attrs;
        if (ssrc === undefined || secondary.has(ssrc)) return [];
        const msid = source.getChildren('parameter').find(({ attrs }) => attrs['name'] === 'msid')?.attrs['value'];
        return [{ media: kind, ssrc: Number(ssrc), name, videoType, msid, owner }];
      });
    }),
  );
}

function readCandidate({ attrs }: Element): IceCandidate {
  const { foundation = '', component = '1', protocol = 'udp', priority = '0', ip = '', port = '0', type = 'host' } = attrs;
  return { foundation, component: Number(component), protocol, priority: Number(priority), ip, port: Number(port), type };
}

const transportsOf = (element: Element): Element[] =>
  element.getChildren('content').flatMap((content) => content.getChildren('transport'));

export const readCandidates = (element: Element): readonly IceCandidate[] =>
  transportsOf(element).flatMap((transport) => transport.getChildren('candidate').map(readCandidate));

/** The client's side; undefined where no content has credentials and a fingerprint. */
export function readTransport(element: Element): Transport | undefined {
  for (const transport of transportsOf(element)) {
    const { ufrag, pwd } = transport.attrs;
    const fingerprint = transport.getChild('fingerprint');
    if (ufrag === undefined || pwd === undefined || fingerprint === undefined) continue;
    const { hash = 'sha-256', setup = 'active' } = fingerprint.attrs;
    const candidates = transport.getChildren('candidate').map(readCandidate);
    return { ufrag, pwd, setup, fingerprint: { hash, value: fingerprint.getText() }, candidates };
  }
  return undefined;
}

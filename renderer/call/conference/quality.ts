import type { Quality, QualityClass } from './model.ts';

/** What one incoming track had got by then. */
export interface Incoming {
  readonly packets: number;
  readonly lost: number;
  readonly bytes: number;
}

/** The media connections at one moment; counters as WebRTC's statistics have them. */
export interface Sample {
  /** Milliseconds. */
  readonly at: number;
  readonly roundTripMs: number | undefined;
  readonly sentBytes: number;
  /** Of what was sent, as the other side last reported, 0–1. */
  readonly sentLoss: number | undefined;
  /** Media pass a relay, on this side or on the other. */
  readonly isRelayed: boolean;
  /** By the ID of the media track. */
  readonly incoming: ReadonlyMap<string, Incoming>;
}

/** The fields of `RTCStats` that are used, from W3C's "Identifiers for WebRTC's Statistics API". */
export interface StatsEntry {
  readonly type: string;
  readonly id?: string;
  readonly localCandidateId?: string;
  readonly remoteCandidateId?: string;
  readonly candidateType?: string;
  readonly trackIdentifier?: string;
  readonly packetsReceived?: number;
  readonly packetsLost?: number;
  readonly bytesReceived?: number;
  readonly bytesSent?: number;
  readonly fractionLost?: number;
  readonly nominated?: boolean;
  readonly currentRoundTripTime?: number;
}

const worst = (values: readonly (number | undefined)[]): number | undefined => {
  const known = values.filter((value) => value !== undefined);
  return known.length > 0 ? Math.max(...known) : undefined;
};

export function toSample(at: number, entries: readonly StatsEntry[]): Sample {
  const of = (type: string): readonly StatsEntry[] => entries.filter((entry) => entry.type === type);
  const pairs = of('candidate-pair').filter(({ nominated }) => nominated);
  const relays = new Set(entries.filter(({ candidateType }) => candidateType === 'relay').map(({ id }) => id));
  const roundTrip = worst(pairs.map(({ currentRoundTripTime }) => currentRoundTripTime));
  const incoming = of('inbound-rtp').flatMap((entry): [string, Incoming][] => {
    const { trackIdentifier, packetsReceived = 0, packetsLost = 0, bytesReceived = 0 } = entry;
    return trackIdentifier === undefined ? [] : [[trackIdentifier, { packets: packetsReceived, lost: packetsLost, bytes: bytesReceived }]];
  });
  return {
    at,
    roundTripMs: roundTrip === undefined ? undefined : Math.round(roundTrip * 1_000),
    isRelayed: pairs.some((pair) => relays.has(pair.localCandidateId ?? '') || relays.has(pair.remoteCandidateId ?? '')),
    sentBytes: of('outbound-rtp').reduce((sum, { bytesSent = 0 }) => sum + bytesSent, 0),
    sentLoss: worst(of('remote-inbound-rtp').map(({ fractionLost }) => fractionLost)),
    incoming: new Map(incoming),
  };
}

/** From what people notice: ITU-T G.107 and G.114 put the borders near 3 % and 8 % loss and 300 and 500 ms round trip. */
function classOf(lossPercent: number | undefined, roundTripMs: number | undefined): QualityClass {
  const [loss, delay] = [lossPercent ?? 0, roundTripMs ?? 0];
  if (loss > 8 || delay > 500) return 'poor';
  return loss > 3 || delay > 300 ? 'fair' : 'good';
}

const kbps = (bytes: number, ms: number): number => Math.max(0, Math.round((bytes * 8) / ms));
const rounded = (percent: number): number => Math.round(percent * 10) / 10;

/** One's own way to the other side or to the bridge. */
export function ownQuality(before: Sample, after: Sample): Quality {
  const lossPercent = after.sentLoss === undefined ? undefined : rounded(after.sentLoss * 100);
  return {
    class: classOf(lossPercent, after.roundTripMs),
    roundTripMs: after.roundTripMs,
    lossPercent,
    receivedKbps: undefined,
    sentKbps: kbps(after.sentBytes - before.sentBytes, after.at - before.at),
  };
}

/** How somebody's tracks arrive. Undefined while none of them has been there for the whole time. `expected`: something should come. */
export function theirQuality(before: Sample, after: Sample, trackIds: readonly string[], expected: boolean): Quality | undefined {
  const differences = trackIds.flatMap((id) => {
    const [was, is] = [before.incoming.get(id), after.incoming.get(id)];
    return was && is ? [{ packets: is.packets - was.packets, lost: is.lost - was.lost, bytes: is.bytes - was.bytes }] : [];
  });
  if (differences.length === 0) return undefined;
  const sum = (name: keyof Incoming): number => differences.reduce((total, difference) => total + difference[name], 0);
  const [packets, lost, bytes] = [sum('packets'), Math.max(0, sum('lost')), sum('bytes')];
  const lossPercent = packets + lost > 0 ? rounded((lost / (packets + lost)) * 100) : undefined;
  return {
    class: expected && bytes === 0 ? 'lost' : classOf(lossPercent, after.roundTripMs),
    roundTripMs: after.roundTripMs,
    lossPercent,
    receivedKbps: kbps(bytes, after.at - before.at),
    sentKbps: undefined,
  };
}

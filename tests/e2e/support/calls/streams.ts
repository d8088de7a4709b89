import { until } from '../../../servers/processes.ts';
import type { Caller } from './caller.ts';

/** One track of somebody else's, as it arrives over a connection that is not closed; the numbers grow. */
export interface Stream {
  /** The same for as long as the track comes over the same connection. */
  readonly id: string;
  readonly kind: string;
  /** Pictures that were decoded. */
  readonly frames: number;
  /** Sound that is none of silence. */
  readonly energy: number;
}

/** A picture that the page of a call shows, by its own pixels. */
export interface Shown {
  readonly width: number;
  readonly height: number;
  readonly frames: number;
}

/** How the two ends of a connection that is in use meet: `host` directly, `relay` over coturn. */
export type CandidateType = 'host' | 'srflx' | 'prflx' | 'relay';

/** Every track that arrives at a person. `caller.ts` keeps the connections of the page. */
export async function arrivingAt(caller: Caller): Promise<readonly Stream[]> {
  return (await caller.callPage()).evaluate(async () => {
    const { connections } = window as unknown as { readonly connections?: readonly RTCPeerConnection[] };
    const streams: Stream[] = [];
    for (const [index, connection] of (connections ?? []).entries()) {
      if (connection.connectionState === 'closed') continue; // one that is away for a moment comes back with its numbers
      (await connection.getStats()).forEach((entry: Readonly<Record<string, unknown>>) => {
        if (entry['type'] !== 'inbound-rtp') return;
        streams.push({
          id: `${index} ${String(entry['ssrc'])}`,
          kind: String(entry['kind']),
          frames: Number(entry['framesDecoded'] ?? 0),
          energy: Number(entry['totalAudioEnergy'] ?? 0),
        });
      });
    }
    return streams;
  });
}

/** Resolves once sound of so many others arrives, of each of them, and pictures of those who have a camera on (all unless said). */
export async function seesAndHearsEach(caller: Caller, others: number, timeoutMs = 30_000, cameras = others): Promise<void> {
  const first = new Map((await arrivingAt(caller)).map((stream) => [stream.id, stream]));
  await until(
    `${others} others are heard, and ${cameras} seen`,
    async () => {
      const streams = await arrivingAt(caller);
      const grown = (kind: string, of: 'frames' | 'energy', least: number): number =>
        streams.filter((stream) => stream.kind === kind && stream[of] > (first.get(stream.id)?.[of] ?? 0) + least).length;
      return grown('video', 'frames', 5) >= cameras && grown('audio', 'energy', 0.005) >= others;
    },
    { timeoutMs, everyMs: 200 },
  );
}

/** How many connections for media the page has made so far. */
export async function connectionsOf(caller: Caller): Promise<number> {
  return (await caller.callPage()).evaluate(() => (window as unknown as { readonly connections: readonly unknown[] }).connections.length);
}

/** Which of the page's connections live, by the order in which they were made: one that was made anew has another number. */
export async function liveConnectionsOf(caller: Caller): Promise<readonly number[]> {
  return (await caller.callPage()).evaluate(() => {
    const { connections } = window as unknown as { readonly connections: readonly RTCPeerConnection[] };
    return connections.flatMap(({ connectionState }, number) => (connectionState === 'connected' ? [number] : []));
  });
}

/** The tracks of one's own that go out now, by their IDs: a device that was opened anew has another one. */
export async function sentBy(caller: Caller): Promise<readonly string[]> {
  return (await caller.callPage()).evaluate(() => {
    const { connections } = window as unknown as { readonly connections: readonly RTCPeerConnection[] };
    const live = connections.filter(({ connectionState }) => connectionState === 'connected');
    const tracks = live.flatMap((connection) => connection.getSenders().flatMap(({ track }) => (track?.readyState === 'live' ? [track.id] : [])));
    return [...new Set(tracks)].sort();
  });
}

/** What the videos in the page of a call show. */
export async function shownTo(caller: Caller): Promise<readonly Shown[]> {
  return (await caller.callPage()).evaluate(() =>
    [...document.querySelectorAll('video')].map((video) => ({
      width: video.videoWidth,
      height: video.videoHeight,
      frames: video.getVideoPlaybackQuality().totalVideoFrames,
    })),
  );
}

/** The own end of every connection in use. */
export async function candidatesOf(caller: Caller): Promise<readonly CandidateType[]> {
  return (await caller.callPage()).evaluate(async () => {
    const { connections } = window as unknown as { readonly connections: readonly RTCPeerConnection[] };
    const types: CandidateType[] = [];
    for (const connection of connections) {
      if (connection.connectionState !== 'connected') continue;
      const stats = await connection.getStats();
      const entries = new Map<string, Readonly<Record<string, unknown>>>();
      stats.forEach((entry: Readonly<Record<string, unknown>>) => entries.set(String(entry['id']), entry));
      for (const entry of entries.values()) {
        const pair = entry['type'] === 'transport' ? entries.get(String(entry['selectedCandidatePairId'])) : undefined;
        const own = pair && entries.get(String(pair['localCandidateId']));
        if (own) types.push(own['candidateType'] as CandidateType);
      }
    }
    return types;
  });
}

/** Every end that the page's connections have found for themselves, used or not. */
export async function gatheredBy(caller: Caller): Promise<readonly CandidateType[]> {
  return (await caller.callPage()).evaluate(async () => {
    const { connections } = window as unknown as { readonly connections: readonly RTCPeerConnection[] };
    const types = new Set<CandidateType>();
    for (const connection of connections) {
      if (connection.connectionState === 'closed') continue;
      (await connection.getStats()).forEach((entry: Readonly<Record<string, unknown>>) => {
        if (entry['type'] === 'local-candidate') types.add(entry['candidateType'] as CandidateType);
      });
    }
    return [...types];
  });
}

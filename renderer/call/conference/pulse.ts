import type { Quality } from './model.ts';
import type { Present } from './others.ts';
import { ownQuality, theirQuality, toSample, type Sample, type StatsEntry } from './quality.ts';

/** What is looked at again and again while a conference lasts. */
export interface Pulse {
  readonly self: Quality | undefined;
  readonly others: ReadonlyMap<string, Quality>;
  /** There are others, and still no media connection has come about. */
  readonly isBlocked: boolean;
  readonly isRelayed: boolean;
}

export interface PulseOptions {
  readonly present: () => Present | undefined;
  readonly connections: () => readonly RTCPeerConnection[];
  readonly now: () => number;
  /** Milliseconds with others and without media until that is called blocked. */
  readonly blockedMs: number;
  readonly beat: (pulse: Pulse) => void;
}

const isConnected = ({ connectionState }: RTCPeerConnection): boolean => connectionState === 'connected';

async function entriesOf(connections: readonly RTCPeerConnection[]): Promise<readonly StatsEntry[]> {
  const reports = await Promise.all(connections.map((connection) => connection.getStats()));
  return reports.flatMap((report) => [...report.values()] as StatsEntry[]);
}

/** One look: to be called every few seconds. */
export function createPulse({ present, connections, now, blockedMs, beat }: PulseOptions): () => Promise<void> {
  let last: { readonly of: Present; readonly sample: Sample } | undefined;
  let withoutMediaSince: number | undefined;

  return async () => {
    const at = now();
    const room = present();
    if (!room) {
      [last, withoutMediaSince] = [undefined, undefined];
      return;
    }
    const connected = connections().filter(isConnected);
    const participants = room.conference.getParticipants();
    const lacksMedia = participants.length > 0 && connected.length === 0;
    withoutMediaSince = lacksMedia ? (withoutMediaSince ?? at) : undefined;
    const isBlocked = withoutMediaSince !== undefined && at - withoutMediaSince >= blockedMs;

    const sample = toSample(at, await entriesOf(connected));
    if (present() !== room) return;
    const before = last?.of === room ? last.sample : undefined;
    last = { of: room, sample };
    const others = new Map<string, Quality>();
    for (const participant of before ? participants : []) {
      const tracks = participant.getTracks();
      const quality = before && theirQuality(before, sample, tracks.map((track) => track.getTrack().id), tracks.some((track) => !track.isMuted()));
      if (quality) others.set(participant.getId(), quality);
    }
    beat({ self: before && connected.length > 0 ? ownQuality(before, sample) : undefined, others, isBlocked, isRelayed: sample.isRelayed });
  };
}

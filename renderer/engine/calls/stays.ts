import type { CallEvent } from './read-event.ts';

/** One device in a call, from its join to its leave. */
export interface Stay {
  readonly userId: string;
  readonly deviceId: string;
  readonly endpointId: string | undefined;
  /** UTC milliseconds. */
  readonly joinedTs: number;
  readonly leftTs: number | undefined;
}

/** A device that never said that it has left (taken to pieces, its account gone) is not in the call for ever. */
export const longestStayMs = 12 * 60 * 60_000;

/**
 * Who was in the call when. A leave counts for the device of its own sender only; joining again without a leave (after a
 * crash) goes on with the same stay, under the new endpoint.
 */
export function staysOf(events: readonly CallEvent[]): readonly Stay[] {
  const stays: Stay[] = [];
  const open = new Map<string, number>();
  for (const event of events) {
    if (event.kind !== 'join' && event.kind !== 'leave') continue;
    const { sender: userId, deviceId, ts } = event;
    const device = `${userId} ${deviceId}`;
    const at = open.get(device);
    const current = at === undefined ? undefined : stays[at];
    if (event.kind === 'join') {
      if (at !== undefined && current) stays[at] = { ...current, endpointId: event.endpointId };
      else open.set(device, stays.push({ userId, deviceId, endpointId: event.endpointId, joinedTs: ts, leftTs: undefined }) - 1);
    } else if (at !== undefined && current) {
      stays[at] = { ...current, leftTs: Math.max(ts, current.joinedTs) };
      open.delete(device);
    }
  }
  return stays;
}

/** For how long at least two people were in it, in milliseconds; undefined where there never were two. */
export function togetherMs(stays: readonly Stay[], endedTs: number): number | undefined {
  const people = Map.groupBy(stays, ({ userId }) => userId);
  if (people.size < 2) return undefined;
  const firsts = [...people.values()].map((those) => Math.min(...those.map(({ joinedTs }) => joinedTs))).sort((a, b) => a - b);
  const lasts = [...people.values()].map((those) => Math.max(...those.map(({ leftTs }) => leftTs ?? endedTs))).sort((a, b) => b - a);
  return Math.max(0, (lasts[1] ?? 0) - (firsts[1] ?? 0));
}

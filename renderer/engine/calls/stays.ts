import type { CallEvent } from './read-event.ts';

/** One device in a call, from its join to its leave. */
export interface Stay {
  readonly userId: string;
  readonly deviceId: string;
  readonly endpointId: string | undefined;
  /** Where this device was in the same call before, the latest last: a page that crashed stands in a conference for a while. */
  readonly formerEndpointIds: readonly string[];
  /** UTC milliseconds. */
  readonly joinedTs: number;
  readonly leftTs: number | undefined;
}

/** A device that never said that it has left (taken to pieces, its account gone) is not in the call for ever. */
export const longestStayMs = 12 * 60 * 60_000;

/** More pages than these do not come and go in the time that a server keeps the place of one that crashed. */
const mostFormer = 8;

const without = (ids: readonly string[], endpointId: string | undefined): readonly string[] =>
  ids.filter((id) => id !== endpointId).slice(-mostFormer);

/** The same stay, of a device that was in calls of the same room shortly before; those follow the room's conference. */
export function withEarlier(stay: Stay, before: readonly Stay[]): Stay {
  const earlier = before
    .filter(({ userId, deviceId }) => userId === stay.userId && deviceId === stay.deviceId)
    .flatMap(({ endpointId, formerEndpointIds }) => [...formerEndpointIds, ...(endpointId === undefined ? [] : [endpointId])]);
  return earlier.length === 0 ? stay : { ...stay, formerEndpointIds: without([...earlier, ...stay.formerEndpointIds], stay.endpointId) };
}

/**
 * Who was in the call when. A leave counts for the device of its own sender only; joining again without a leave (after a
 * crash) goes on with the same stay, under the new endpoint.
 */
export function staysOf(events: readonly CallEvent[]): readonly Stay[] {
  const stays: Stay[] = [];
  const open = new Map<string, number>();
  const former = new Map<string, readonly string[]>();
  for (const event of events) {
    if (event.kind !== 'join' && event.kind !== 'leave') continue;
    const { sender: userId, deviceId, ts } = event;
    const device = `${userId} ${deviceId}`;
    const at = open.get(device);
    const current = at === undefined ? undefined : stays[at];
    if (event.kind === 'join') {
      const { endpointId } = event;
      const formerEndpointIds = without(former.get(device) ?? [], endpointId);
      former.set(device, endpointId === undefined ? formerEndpointIds : [...formerEndpointIds, endpointId]);
      if (at !== undefined && current) stays[at] = { ...current, endpointId, formerEndpointIds };
      else open.set(device, stays.push({ userId, deviceId, endpointId, formerEndpointIds, joinedTs: ts, leftTs: undefined }) - 1);
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

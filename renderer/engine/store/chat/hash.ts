/**
 * An event ID as a number of 53 bits, for an index that is small and quick to append to. Not unique, not secret:
 * two FNV-1a lanes with different multipliers, mixed at the end. Rows written with it depend on it: never change it.
 */
export function hashOf(eventId: string): number {
  let low = 0x811c9dc5;
  let high = 0x1b873593;
  for (let at = 0; at < eventId.length; at += 1) {
    const code = eventId.charCodeAt(at);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x5bd1e995);
  }
  low = Math.imul(low ^ (high >>> 15), 0x85ebca6b);
  high = Math.imul(high ^ (low >>> 13), 0xc2b2ae35);
  return ((high ^ (high >>> 16)) & 0x1fffff) * 2 ** 32 + ((low ^ (low >>> 16)) >>> 0);
}

import { numberAt } from '../session/json.ts';
import type { RawEvent, RoomSync } from '../store/api.ts';

/** In `unsigned` of an event that came by a sync: when it was sent, in UTC milliseconds by this machine's clock. */
export const sentTsKey = 'de.einklang.sent_ts';

/**
 * Writes down when each event was sent by the clock that will be asked how long ago that is: a machine whose clock is
 * wrong by a minute would never ring. `unsigned.age` is what the server says, counted from where it was sent.
 */
export const noteArrival = (rooms: readonly RoomSync[], now: number): readonly RoomSync[] =>
  rooms.map((room) => (room.timeline ? { ...room, timeline: { ...room.timeline, events: room.timeline.events.map((event) => noted(event, now)) } } : room));

function noted(event: RawEvent, now: number): RawEvent {
  const { [sentTsKey]: claimed, ...unsigned } = event.unsigned ?? {};
  const age = numberAt(unsigned, 'age');
  if (age !== undefined && age >= 0) return { ...event, unsigned: { ...unsigned, [sentTsKey]: now - age } };
  return claimed === undefined ? event : { ...event, unsigned };
}

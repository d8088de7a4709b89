import type { Unsubscribe } from '../../base/listen.ts';
import type { CallRecord, Person } from '../contract.ts';
import type { StoredEvent } from '../store/api.ts';
import type { CallBook, KnownCall } from './book.ts';
import { readCallEvent } from './read-event.ts';

/** Calls as they are shown afterwards, in timelines, previews and the history. */
export interface CallRecords {
  /** The record of the call that this event began; undefined for every other event, and for a call that gave way. */
  at(event: StoredEvent): CallRecord | undefined;
  of(call: KnownCall): CallRecord;
  listen(listener: (rooms: ReadonlySet<string>) => void): Unsubscribe;
}

const mostParticipants = 100;

export function createCallRecords(book: CallBook): CallRecords {
  const made = new WeakMap<KnownCall, CallRecord>();
  const make = ({ roomId, callId, state }: KnownCall): CallRecord => {
    const { title, kind, peer } = book.rooms.of(roomId);
    const person = (userId: string): Person => book.rooms.person(roomId, userId);
    return {
      key: callId,
      callId,
      roomId,
      title,
      kind,
      peer,
      media: state.ring.media,
      direction: state.own ? 'outgoing' : 'incoming',
      outcome: state.outcome,
      startedTs: state.startedTs,
      durationMs: state.durationMs,
      participants: state.participants.slice(0, mostParticipants).map(person),
    };
  };
  const of = (call: KnownCall): CallRecord => {
    const record = made.get(call) ?? make(call);
    made.set(call, record);
    return record;
  };
  return {
    of,
    at: (event) => {
      const ring = readCallEvent(event);
      if (ring?.kind !== 'ring') return undefined;
      const call = book.find(event.roomId, ring.callId);
      return call?.state.ring.eventId === event.eventId && !book.gaveWay(call) ? of(call) : undefined;
    },
    listen: book.listen,
  };
}

import { createEmitter, type Unsubscribe } from '../../base/listen.ts';
import type { TopicSink } from '../../base/port-server.ts';
import { kept } from '../../base/same.ts';
import type { TopicState } from '../../base/wire.ts';
import type { CallHistoryHead, CallRecord, RunningCall } from '../contract.ts';
import type { ChatStore } from '../store/api.ts';
import type { BookSources, CallBook, KnownCall } from './book.ts';
import type { CallRecords } from './records.ts';
import { callElsewhere, runningCall } from './running.ts';
import type { Stay } from './stays.ts';
import { conferenceOf, widgetType } from './widget.ts';

interface Sources extends Pick<BookSources, 'clock' | 'own'> {
  readonly chat: Pick<ChatStore, 'stateEvents' | 'value' | 'putValue'>;
  readonly book: CallBook;
  readonly records: CallRecords;
  /** Whether what the server knows has been heard in this run, and when that changes. */
  readonly synced: { now(): boolean; listen(listener: () => void): Unsubscribe };
}

/** A call that has ended stays so long, for those who were about to answer. */
const lingerMs = 60_000;
/** For longer than this no server keeps the place of a page that crashed. */
const recentMs = 180_000;
const seenKey = 'calls.seen';

type Follow<Head, Item extends { readonly key: string }> = (params: object, sink: TopicSink<TopicState<Head, Item>>) => Unsubscribe;

/** Topic `calls`: what rings, runs, or has ended a moment ago. */
export function createRunningCalls({ chat, book, own, clock, synced }: Omit<Sources, 'records'>): Follow<null, RunningCall> {
  /** What others began is shown when it is sure that it is not over by now; nobody is woken for an old story. */
  const isShown = ({ roomId, state, overSince, unsettled }: KnownCall): boolean => {
    if (!book.rooms.of(roomId).joined) return false;
    if (overSince !== undefined) return clock.now() < overSince + lingerMs;
    return state.own || state.answer !== undefined || (synced.now() && !unsettled);
  };
  const staysBefore = ({ roomId, callId, state: { startedTs } }: KnownCall): readonly Stay[] =>
    book.calls().flatMap(({ state, ...call }) => {
      const isJustBefore = call.roomId === roomId && call.callId !== callId && state.startedTs <= startedTs && (state.endedTs ?? startedTs) + recentMs > startedTs;
      return isJustBefore ? state.stays : [];
    });
  const running = (call: KnownCall): RunningCall =>
    runningCall(call, book.rooms, own, conferenceOf(chat.stateEvents(call.roomId, widgetType)), staysBefore(call));
  const read = (): readonly RunningCall[] => [
    ...book.calls().filter(isShown).map(running),
    ...[...book.elsewhere()].flatMap(([roomId, [first, ...rest]]) =>
      first && book.rooms.of(roomId).joined ? [callElsewhere(roomId, [first, ...rest], book.rooms, own)] : []),
  ];

  return (_params, sink) => {
    let items: readonly RunningCall[] = [];
    let cancelTimer: Unsubscribe = () => undefined;
    const publish = (): void => {
      const before = new Map(items.map((item) => [item.key, item]));
      items = read().map((item) => kept(before.get(item.key), item));
      sink.publish({ head: null, items });
      cancelTimer();
      const ends = book.calls().flatMap(({ overSince }) => (overSince === undefined ? [] : [overSince + lingerMs])).filter((ts) => ts > clock.now());
      if (ends.length > 0) cancelTimer = clock.after(Math.min(...ends) - clock.now() + 1, publish);
    };
    publish();
    const stops = [book.listen(publish), synced.listen(publish)];
    return () => {
      cancelTimer();
      stops.forEach((stop) => stop());
    };
  };
}

export interface CallHistory {
  /** Topic `callHistory`. */
  readonly follow: Follow<CallHistoryHead, CallRecord>;
  /** The missed calls have been seen, on this machine. */
  seen(): void;
}

export function createCallHistory({ chat, book, records }: Pick<Sources, 'chat' | 'book' | 'records'>): CallHistory {
  const marked = createEmitter<undefined>();
  const seenTs = (): number => {
    const value = chat.value(seenKey);
    return typeof value === 'number' ? value : 0;
  };
  const read = (): readonly CallRecord[] => book.calls().filter((call) => !book.gaveWay(call)).map((call) => records.of(call));
  const isMissed = ({ outcome, direction }: CallRecord): boolean => outcome === 'missed' && direction === 'incoming';
  return {
    follow: (_params, sink) => {
      let head: CallHistoryHead | undefined;
      const publish = (): void => {
        const items = read();
        const seen = seenTs();
        const missed = items.filter((item) => isMissed(item) && item.startedTs > seen).length;
        head = kept(head, { loaded: true, missed });
        sink.publish({ head, items });
      };
      publish();
      const stops = [book.listen(publish), marked.listen(publish)];
      return () => stops.forEach((stop) => stop());
    },
    seen: () => {
      // Not the time of day: what rings at this moment may still be missed.
      chat.putValue(seenKey, Math.max(seenTs(), ...read().filter(isMissed).map(({ startedTs }) => startedTs)));
      marked.emit(undefined);
    },
  };
}

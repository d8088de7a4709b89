import { toFailure, type Failure } from '../../base/failure.ts';
import { createEmitter, type Unsubscribe } from '../../base/listen.ts';
import type { CallRecords } from '../calls/records.ts';
import type { TimelineHead, TimelineItem } from '../contract/timeline.ts';
import type { RoomPeople } from '../people/room-people.ts';
import { powerOf } from '../people/power.ts';
import type { History } from '../session/api.ts';
import type { ChatStore, Gap, QueueStore, StoredEvent } from '../store/api.ts';
import { deriveItems, keepItems } from './derive.ts';
import { createGaps } from './gaps.ts';
import type { ItemContext } from './item.ts';
import { encryptedFrom } from './order.ts';
import { aboutEvents } from './relations.ts';
import { createWindow } from './window.ts';

/** Calls once after the given milliseconds; the answer cancels. */
export type After = (milliseconds: number, run: () => void) => Unsubscribe;

export interface TimelineSources {
  readonly chat: ChatStore;
  readonly queue: Pick<QueueStore, 'messages'>;
  readonly history: Pick<History, 'fill'>;
  readonly people: Pick<RoomPeople, 'find'>;
  readonly calls: Pick<CallRecords, 'at'>;
  readonly own: string;
  readonly now: () => number;
  readonly after: After;
}

export type TimelineView = Omit<TimelineHead, 'readUpTo'> & { readonly items: readonly TimelineItem[] };

/** One room's timeline while somebody reads it. */
export interface RoomTimeline {
  view(): TimelineView;
  readonly changed: (listener: () => void) => Unsubscribe;
  /** Something that the items are made of has changed. */
  refresh(): void;
  /** Failed gaps may be tried again. */
  retry(): void;
  older(): Promise<{ readonly more: boolean }>;
  stop(): void;
}

/** An event that was just received is decrypted within milliseconds: only after this it counts as unreadable. */
const patienceMs = 1_500;
const olderStep = 50;
/** So much is fetched at once for somebody who opens a room. */
const firstScreen = 30;

const topGap = (before: { readonly kind: string } & Partial<Gap>): Gap | undefined =>
  before.kind === 'gap' ? { eventId: before.eventId, token: before.token } : undefined;

export function createRoomTimeline(sources: TimelineSources, roomId: string): RoomTimeline {
  const { chat, queue, history, people, calls, own, now, after } = sources;
  const { emit, listen } = createEmitter<undefined>();
  const window = createWindow(chat, roomId);
  const firstSeen = new Map<string, number>();
  let shown = window.read();
  let items: readonly TimelineItem[] = [];
  let loadingOlder: Promise<{ readonly more: boolean }> | undefined;
  let olderFailure: Failure | undefined;
  let stopped = false;
  let stopWaiting: Unsubscribe | undefined;

  const isThere = (gap: Gap): boolean => {
    const same = (other: Partial<Gap>): boolean => other.eventId === gap.eventId && other.token === gap.token;
    const current = window.read();
    return current.gaps.some(same) || (current.before.kind === 'gap' && same(current.before));
  };
  const gaps = createGaps((token) => history.fill(roomId, token), isThere);

  const context = (): ItemContext => {
    const events = shown.events;
    const about = aboutEvents(events, chat.relationsOf(roomId, events.map((event) => event.eventId)), own);
    const known = new Map(events.map((event) => [event.eventId, event]));
    let power: ReturnType<typeof powerOf> | undefined;
    const wasEncrypted = encryptedFrom(chat, roomId);
    return {
      wasEncrypted,
      reader: { userId: own, displayName: chat.member(roomId, own)?.displayName },
      find: (userId) => people.find(roomId, userId),
      about: (eventId) => about.get(eventId),
      call: calls.at,
      event: (eventId) => known.get(eventId) ?? chat.event(roomId, eventId),
      mayNotifyRoom: (userId) => {
        power ??= powerOf(chat, roomId);
        return power.of(userId) >= power.toNotifyRoom;
      },
    };
  };

  const isPending = (event: StoredEvent): boolean => {
    const since = firstSeen.get(event.eventId) ?? now();
    firstSeen.set(event.eventId, since);
    const left = since + patienceMs - now();
    if (left > 0) stopWaiting ??= after(left, () => {
      stopWaiting = undefined;
      refresh();
    });
    return left > 0;
  };

  const derive = (): void => {
    items = keepItems(items, deriveItems({
      window: shown,
      outgoing: queue.messages({ roomId }),
      context: context(),
      gapState: (gap) => gaps.state(gap),
      isPending,
    }));
  };

  const publish = (): void => {
    if (!stopped) emit(undefined);
  };

  /** The history of an invitation, or of a room that is not there, nobody gives out. */
  const isReadable = (): boolean => {
    const membership = chat.roomRow(roomId)?.membership;
    return membership === 'join' || membership === 'leave';
  };

  /** What is missing before the reader's eyes is fetched: the newest gap of the window, or the first screen. */
  const fetchMissing = (): void => {
    const inner = shown.gaps.at(-1);
    const top = shown.events.length < firstScreen ? topGap(shown.before) : undefined;
    const gap = inner ?? top;
    if (stopped || !gap || gaps.state(gap).state !== 'open' || !isReadable()) return;
    const done = (): void => {
      if (gap === top) window.grow(0);
      refresh();
    };
    gaps.fill(gap).then(done, done);
  };

  const refresh = (): void => {
    if (stopped) return;
    shown = window.read();
    fetchMissing();
    derive();
    publish();
  };

  const loadOlder = async (): Promise<{ readonly more: boolean }> => {
    const enough = items.length + olderStep / 2;
    try {
      for (let round = 0; round < 5 && items.length < enough && shown.before.kind !== 'start' && !stopped; round++) {
        const gap = topGap(shown.before);
        if (gap) await gaps.fill(gap);
        window.grow(olderStep);
        refresh();
      }
      return { more: shown.before.kind !== 'start' };
    } catch (error) {
      olderFailure = toFailure(error);
      throw error;
    } finally {
      loadingOlder = undefined;
      refresh();
    }
  };

  refresh();
  return {
    view: () => ({ roomId, items, atStart: shown.before.kind === 'start', loadingOlder: loadingOlder !== undefined, olderFailure }),
    changed: (listener) => listen(listener),
    refresh,
    retry: () => {
      gaps.reopen();
      refresh();
    },
    older: () => {
      if (loadingOlder) return loadingOlder;
      olderFailure = undefined;
      loadingOlder = Promise.resolve().then(loadOlder);
      publish();
      return loadingOlder;
    },
    stop: () => {
      stopped = true;
      stopWaiting?.();
    },
  };
}

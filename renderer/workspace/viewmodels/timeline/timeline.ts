import { batch, computed, effect, signal, untracked, type ReadonlySignal } from '@preact/signals';
import type { Failure } from '../../../base/failure.ts';
import type { Unsubscribe } from '../../../base/listen.ts';
import type { TimelineItem } from '../../../engine/contract.ts';
import type { Clock } from '../clock.ts';
import { requestThrough, type Engine } from '../engine.ts';
import { followTopic } from '../topic.ts';
import { createAnnouncements, type Announcement } from './announcements.ts';
import { arrivedSince, isFromOthers, missedSince, sentSince } from './items.ts';
import { firstNewLine, moveNewLine } from './new-line.ts';
import { createOlder, type Older } from './older.ts';
import { createReadTracking } from './read-tracking.ts';
import type { RowOf, TimelineRow } from './row.ts';
import { buildRows } from './rows.ts';

export interface TimelineModel {
  readonly roomId: string;
  /** The store has answered. */
  readonly loaded: ReadonlySignal<boolean>;
  readonly rows: ReadonlySignal<readonly TimelineRow[]>;
  readonly failure: ReadonlySignal<Failure | undefined>;
  readonly older: Older;
  /** The view stands at the newest message. */
  readonly atEnd: ReadonlySignal<boolean>;
  /** Others' messages that came below what the person has scrolled to. */
  readonly below: ReadonlySignal<number>;
  readonly announcement: ReadonlySignal<Announcement | undefined>;
  /** The view says what stands before the person's eyes: the key of the lowest item, and whether that is the end. */
  readonly saw: (key: string | undefined, atEnd: boolean) => void;
  /** Folds or unfolds a row of changes. */
  readonly fold: (row: RowOf<'changes'>) => void;
  readonly dispose: Unsubscribe;
}

const nothing: readonly TimelineItem[] = [];

/** The timeline of one open room. `focused`: whether the person looks at the window. */
export function createTimelineModel({ engine, roomId, clock, focused }: {
  readonly engine: Engine;
  readonly roomId: string;
  readonly clock: Clock;
  readonly focused: ReadonlySignal<boolean>;
}): TimelineModel {
  const topic = followTopic(engine, 'timeline', { roomId });
  const head = computed(() => topic.state.value?.head);
  const items = computed(() => topic.state.value?.items ?? nothing);
  const atEnd = signal(true);
  const lastSeen = signal<string | undefined>(undefined);
  const newAfter = signal<string | undefined>(undefined);
  const unfolded = signal<ReadonlySet<string>>(new Set());
  const announcements = createAnnouncements(clock);
  const reading = createReadTracking(items, focused, (eventId) =>
    requestThrough(engine, 'timeline.seen', { roomId, eventId }),
  );

  let known: ReadonlyMap<string, TimelineRow> = new Map();
  const rows = computed(() => {
    const atStart = head.value?.atStart ?? false;
    const next = buildRows(items.value, { atStart, newAfter: newAfter.value, unfolded: unfolded.value }, known);
    known = new Map(next.map((row) => [row.key, row]));
    return next;
  });

  const below = computed(() => {
    if (atEnd.value) return 0;
    const seenAt = items.value.findLastIndex(({ key }) => key === lastSeen.value);
    return seenAt < 0 ? 0 : items.value.slice(seenAt + 1).filter(isFromOthers).length;
  });

  const moveOn = (before: readonly TimelineItem[], after: readonly TimelineItem[]): void => {
    const watching = focused.peek() && atEnd.peek();
    newAfter.value = moveNewLine(newAfter.peek(), before, after, { watching, now: clock.now() });
    announcements.arrived([...arrivedSince(before, after), ...missedSince(before, after)]);
    if (sentSince(before, after).length > 0) announcements.sent();
  };

  let before: readonly TimelineItem[] | undefined;
  const stopFollowing = effect(() => {
    const state = topic.state.value;
    if (!state) return;
    const last = before;
    before = state.items;
    untracked(() =>
      batch(() => {
        if (last) moveOn(last, state.items);
        else newAfter.value = firstNewLine(state.items, state.head.readUpTo);
        if (atEnd.peek()) lastSeen.value = state.items.at(-1)?.key;
      }),
    );
  });

  return {
    roomId,
    loaded: computed(() => head.value !== undefined),
    rows,
    failure: topic.failure,
    older: createOlder(engine, roomId, head),
    atEnd,
    below,
    announcement: announcements.latest,
    saw: (key, end) =>
      batch(() => {
        atEnd.value = end;
        if (end) lastSeen.value = items.peek().at(-1)?.key;
        if (key !== undefined) reading.saw(key);
      }),
    fold: (row) => {
      const next = new Set(unfolded.peek());
      for (const { key } of row.items) {
        if (row.open) next.delete(key);
        else next.add(key);
      }
      unfolded.value = next;
    },
    dispose: () => {
      stopFollowing();
      reading.dispose();
      announcements.dispose();
      topic.dispose();
    },
  };
}

import { fail } from '../../base/failure.ts';
import type { Unsubscribe } from '../../base/listen.ts';
import type { TopicSink } from '../../base/port-server.ts';
import { kept } from '../../base/same.ts';
import type { TopicState } from '../../base/wire.ts';
import type { CallRecords } from '../calls/records.ts';
import type { TimelineHead, TimelineItem } from '../contract/timeline.ts';
import type { RoomPeople } from '../people/room-people.ts';
import type { QueueStore } from '../store/api.ts';
import { readUpTo } from './read-up-to.ts';
import { createRoomTimeline, type RoomTimeline, type TimelineSources } from './room-timeline.ts';

export interface TimelineTopicSources extends TimelineSources {
  readonly queue: Pick<QueueStore, 'messages' | 'listen'>;
  readonly people: Pick<RoomPeople, 'find' | 'release'>;
  readonly calls: Pick<CallRecords, 'at' | 'listen'>;
  /** Called when a request to the server may succeed that failed before. */
  readonly reachable: (listener: () => void) => Unsubscribe;
}

type TimelineState = TopicState<TimelineHead, TimelineItem>;

export interface TimelineTopic {
  /** Topic `timeline`. */
  follow(params: { readonly roomId: string }, sink: TopicSink<TimelineState>): Unsubscribe;
  /** Request `timeline.older`, for all who follow this room's timeline. Rejects as History.fill does, or `not-open`. */
  older(params: { readonly roomId: string }): Promise<{ readonly more: boolean }>;
  stop(): void;
}

interface Open {
  readonly timeline: RoomTimeline;
  followers: number;
}

/** The timelines that are open, each derived once for all windows that follow it. */
export function createTimelineTopic(sources: TimelineTopicSources): TimelineTopic {
  const { chat, queue, people, calls, own, reachable } = sources;
  const open = new Map<string, Open>();

  const stops = [
    chat.listen(({ rooms }) => {
      for (const [roomId, change] of rooms) {
        if (change.timeline || change.members || change.state || change.removed) open.get(roomId)?.timeline.refresh();
      }
    }),
    queue.listen(({ messages }) => {
      for (const roomId of messages) open.get(roomId)?.timeline.refresh();
    }),
    calls.listen((rooms) => {
      for (const roomId of rooms) open.get(roomId)?.timeline.refresh();
    }),
    reachable(() => {
      for (const { timeline } of open.values()) timeline.retry();
    }),
  ];

  const enter = (roomId: string): Open => {
    const entry = open.get(roomId) ?? { timeline: createRoomTimeline(sources, roomId), followers: 0 };
    open.set(roomId, entry);
    entry.followers++;
    return entry;
  };
  const leave = (roomId: string, entry: Open): void => {
    entry.followers--;
    if (entry.followers > 0) return;
    entry.timeline.stop();
    open.delete(roomId);
    people.release(roomId);
  };

  return {
    follow: ({ roomId }, sink) => {
      const entry = enter(roomId);
      const readAtFirst = readUpTo(chat, roomId, own);
      let head: TimelineHead | undefined;
      const publish = (): void => {
        const { items, ...view } = entry.timeline.view();
        head = kept(head, { ...view, readUpTo: readAtFirst });
        sink.publish({ head, items });
      };
      publish();
      const unlisten = entry.timeline.changed(publish);
      let left = false;
      return () => {
        if (left) return;
        left = true;
        unlisten();
        leave(roomId, entry);
      };
    },
    older: async ({ roomId }) => {
      const entry = open.get(roomId);
      if (!entry) throw fail('not-open', 'no window follows this timeline');
      return entry.timeline.older();
    },
    stop: () => {
      for (const stop of stops) stop();
      for (const { timeline } of open.values()) timeline.stop();
      open.clear();
    },
  };
}

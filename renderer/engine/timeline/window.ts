import type { ChatStore, TimelineWindow } from '../store/api.ts';

/** The part of a room's timeline that is held for the readers of a topic. */
export interface GrowingWindow {
  /** Reads anew. What was there stays, new events come on top of it. */
  read(): TimelineWindow;
  /** Lets it begin this many events earlier. */
  grow(events: number): void;
}

export const firstWindow = 50;

/** How many new events at once still only lengthen the window; after more of them it starts anew at the newest. */
const margins = [30, 500] as const;

export function createWindow(chat: Pick<ChatStore, 'timelineWindow'>, roomId: string): GrowingWindow {
  let limit = firstWindow;
  let oldest: string | undefined;
  const readFrom = (first: string): TimelineWindow | undefined => {
    for (const margin of margins) {
      const window = chat.timelineWindow(roomId, { limit: limit + margin, acrossGaps: true });
      const start = window.events.findIndex((event) => event.eventId === first);
      if (start === 0) return window;
      if (start < 0) continue;
      const events = window.events.slice(start);
      const ids = new Set(events.map((event) => event.eventId));
      // A gap right before the first event stays to be seen as what lies before the window.
      const gap = window.gaps.find((each) => each.eventId === first);
      return {
        events,
        gaps: window.gaps.filter((each) => each.eventId !== undefined && each.eventId !== first && ids.has(each.eventId)),
        before: gap ? { kind: 'gap', ...gap } : { kind: 'more' },
      };
    }
    return undefined;
  };
  return {
    read: () => {
      const kept = oldest === undefined ? undefined : readFrom(oldest);
      if (!kept && oldest !== undefined) limit = firstWindow;
      const window = kept ?? chat.timelineWindow(roomId, { limit, acrossGaps: true });
      oldest = window.events[0]?.eventId;
      limit = Math.max(firstWindow, window.events.length);
      return window;
    },
    grow: (events) => {
      limit += events;
      oldest = undefined;
    },
  };
}

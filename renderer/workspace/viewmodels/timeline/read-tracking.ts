import { effect, signal, type ReadonlySignal } from '@preact/signals';
import type { Unsubscribe } from '../../../base/listen.ts';
import type { TimelineItem } from '../../../engine/contract.ts';
import { indexOfEvent, lastEventId } from './items.ts';

export interface ReadTracking {
  /** The view says which item stands lowest before the person's eyes. */
  readonly saw: (key: string) => void;
  readonly dispose: Unsubscribe;
}

/**
 * Reports the latest event that was before the person's eyes in a focused window. It only ever moves on; while one
 * report is on its way the next ones wait and only the last of them is made.
 */
export function createReadTracking(
  items: ReadonlySignal<readonly TimelineItem[]>,
  focused: ReadonlySignal<boolean>,
  report: (eventId: string) => Promise<unknown>,
): ReadTracking {
  const lowest = signal<string | undefined>(undefined);
  let reported: string | undefined;
  let busy = false;

  const send = (eventId: string): void => {
    busy = true;
    reported = eventId;
    const done = (): void => {
      busy = false;
      look();
    };
    report(eventId).then(done, done);
  };

  const look = (): void => {
    const list = items.peek();
    const seenAt = list.findLastIndex(({ key }) => key === lowest.peek());
    if (busy || !focused.peek() || seenAt < 0) return;
    const eventId = lastEventId(list.slice(0, seenAt + 1));
    if (eventId !== undefined && indexOfEvent(list, eventId) > indexOfEvent(list, reported)) send(eventId);
  };

  const stop = effect(() => {
    // An own message gets its event ID later, and focus comes and goes: look again at each.
    void [items.value, focused.value, lowest.value];
    look();
  });

  return { saw: (key) => void (lowest.value = key), dispose: stop };
}

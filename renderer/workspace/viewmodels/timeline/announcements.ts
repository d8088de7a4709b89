import { signal, type ReadonlySignal } from '@preact/signals';
import type { Unsubscribe } from '../../../base/listen.ts';
import type { TimelineItem } from '../../../engine/contract.ts';
import type { Clock } from '../clock.ts';

/** What the polite live region says. `id` counts up, so that the same words twice are two announcements. */
export type Announcement =
  | { readonly id: number; readonly kind: 'item'; readonly item: TimelineItem }
  | { readonly id: number; readonly kind: 'count'; readonly count: number }
  | { readonly id: number; readonly kind: 'sent' };

export interface Announcements {
  readonly latest: ReadonlySignal<Announcement | undefined>;
  readonly arrived: (items: readonly TimelineItem[]) => void;
  readonly sent: () => void;
  readonly dispose: Unsubscribe;
}

/** A burst: this many in this time are spoken, the rest only counted at its end. */
const spokenInBurst = 3;
const burstMs = 3_000;

/** Puts new messages of the open chat into announcements that a person can follow. */
export function createAnnouncements(clock: Clock): Announcements {
  const latest = signal<Announcement | undefined>(undefined);
  let id = 0;
  let inBurst = 0;
  let stop: Unsubscribe | undefined;

  const endBurst = (): void => {
    stop = undefined;
    const unspoken = inBurst - spokenInBurst;
    inBurst = 0;
    if (unspoken > 0) latest.value = { id: ++id, kind: 'count', count: unspoken };
  };

  return {
    latest,
    arrived: (items) => {
      for (const item of items) {
        stop ??= clock.after(burstMs, endBurst);
        inBurst += 1;
        if (inBurst <= spokenInBurst) latest.value = { id: ++id, kind: 'item', item };
      }
    },
    sent: () => void (latest.value = { id: ++id, kind: 'sent' }),
    dispose: () => stop?.(),
  };
}

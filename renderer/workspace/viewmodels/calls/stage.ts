import { batch, computed, effect, signal, untracked, type ReadonlySignal } from '@preact/signals';
import type { Unsubscribe } from '../../../base/listen.ts';
import type { CurrentCall } from '../../../../preload/contract/calls.ts';
import type { DesktopBridge } from '../../../../preload/contract.ts';

export type Direction = 'forward' | 'backward';

/** CSS pixels of the window, whole numbers. */
export interface StageBounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The place of the call in the main pane. The call itself is drawn by a view of its own, which lies above the page. */
export interface StageModel {
  /** The main pane is the call's. */
  readonly shown: ReadonlySignal<boolean>;
  /** The room whose chat stands beside it. */
  readonly chat: ReadonlySignal<string | undefined>;
  readonly show: () => void;
  readonly hide: () => void;
  readonly toggleChat: (roomId: string) => void;
  readonly closeChat: () => void;
  /** Where the view goes; undefined while something else stands there. */
  readonly place: (bounds: StageBounds | undefined) => void;
  /** The keyboard goes into the view. */
  readonly enter: (direction: Direction) => void;
  /** The keyboard comes out of the view again. */
  readonly left: (hear: (direction: Direction) => void) => Unsubscribe;
  readonly dispose: Unsubscribe;
}

const same = (a: StageBounds | undefined, b: StageBounds | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height);

export function createStageModel({ desktop, current }: {
  readonly desktop: Pick<DesktopBridge, 'request' | 'listen'>;
  readonly current: ReadonlySignal<CurrentCall | undefined>;
}): StageModel {
  const open = signal(false);
  const chat = signal<string | undefined>(undefined);
  const callId = computed(() => current.value?.callId);
  const onStage = computed(() => current.value?.placement === 'stage');
  let placed: StageBounds | undefined;

  const enter = (direction: Direction): void => void desktop.request('call.focus', { direction });
  const toggleChat = (roomId: string): void => {
    const closes = chat.peek() === roomId && open.peek();
    batch(() => {
      chat.value = closes ? undefined : roomId;
      open.value = true;
    });
    // The keyboard came along with the wish for the chat.
    if (closes) enter('forward');
  };
  const stopListening = desktop.listen('callChat', ({ roomId }) => toggleChat(roomId));
  // A call that comes to the stage is looked at; one that leaves it leaves the pane to what the person wants to do.
  const stopOpening = effect(() => {
    const [id, here] = [callId.value, onStage.value];
    untracked(() => void (open.value = id !== undefined && here));
  });
  const stopClosing = effect(() => {
    if (callId.value === undefined) untracked(() => void (chat.value = undefined));
  });

  return {
    shown: computed(() => open.value && callId.value !== undefined),
    chat: computed(() => (callId.value === undefined ? undefined : chat.value)),
    show: () => void (open.value = true),
    hide: () => void (open.value = false),
    toggleChat,
    closeChat: () => void (chat.value = undefined),
    place: (bounds) => {
      if (same(placed, bounds)) return;
      placed = bounds;
      void desktop.request('call.stage', bounds ? { bounds } : {});
    },
    enter,
    left: (hear) => desktop.listen('stageLeft', ({ direction }) => hear(direction)),
    dispose: () => {
      stopListening();
      stopOpening();
      stopClosing();
    },
  };
}

import { effect, signal, type ReadonlySignal } from '@preact/signals';
import type { CurrentCall } from '../../../../preload/contract/calls.ts';
import type { DesktopBridge } from '../../../../preload/contract.ts';
import type { Unsubscribe } from '../../../base/listen.ts';

/** What is asked before a call ends: the window is to be closed, or a moderator has pressed the key that leaves. */
export type CallQuestion = 'close' | 'leave';

export interface CallQuestionModel {
  /** Undefined while nothing is asked; a question about a call goes with it. */
  readonly asked: ReadonlySignal<CallQuestion | undefined>;
  /** The key that leaves was pressed: it is easily pressed by chance, and asks whoever moderates. */
  readonly leaveByKey: () => void;
  readonly stay: () => void;
  readonly dispose: Unsubscribe;
}

export function createCallQuestion({ desktop, current, hangUp }: {
  readonly desktop: Pick<DesktopBridge, 'listen'>;
  readonly current: ReadonlySignal<CurrentCall | undefined>;
  readonly hangUp: () => void;
}): CallQuestionModel {
  const asked = signal<CallQuestion | undefined>(undefined);
  const stopListening = desktop.listen('closeAsked', () => void (asked.value = 'close'));
  const stopFollowing = effect(() => {
    if (!current.value) asked.value = undefined;
  });
  return {
    asked,
    leaveByKey: () => {
      if (current.peek()?.moderates) asked.value = 'leave';
      else hangUp();
    },
    stay: () => void (asked.value = undefined),
    dispose: () => {
      stopFollowing();
      stopListening();
    },
  };
}

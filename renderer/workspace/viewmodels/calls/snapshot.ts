import { signal, type ReadonlySignal } from '@preact/signals';
import type { Unsubscribe } from '../../../base/listen.ts';
import type { CallSnapshot } from '../../../../preload/contract/calls.ts';
import type { DesktopBridge } from '../../../../preload/contract.ts';
import { askDesktop } from '../desktop.ts';

export interface FollowedCalls {
  readonly snapshot: ReadonlySignal<CallSnapshot>;
  readonly dispose: Unsubscribe;
}

/** No call. The contract's own would bring its schemas into the window, which needs none. */
export const noCalls: CallSnapshot = { ringing: undefined, waiting: undefined, current: undefined, ended: undefined };

/** How it stands with calls, as main tells it. The window shows this and nothing that it only hopes for. */
export function followCalls(desktop: DesktopBridge): FollowedCalls {
  const snapshot = signal<CallSnapshot>(noCalls);
  let told = false;
  const dispose = desktop.listen('call', (next) => {
    told = true;
    snapshot.value = next;
  });
  // An event that came first is newer than this answer.
  askDesktop(desktop, 'call.read', {}).then(
    (first) => {
      if (!told) snapshot.value = first;
    },
    () => undefined,
  );
  return { snapshot, dispose };
}

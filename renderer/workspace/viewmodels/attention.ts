import { signal, type ReadonlySignal } from '@preact/signals';
import type { Unsubscribe } from '../../base/listen.ts';

/** Whether the person looks at this window: only what they see in it counts as read. */
export interface Attention {
  readonly focused: ReadonlySignal<boolean>;
  readonly dispose: Unsubscribe;
}

/** The attention of a real window: focused and visible. */
export function watchAttention(window: Window): Attention {
  const { document } = window;
  const look = (): boolean => document.hasFocus() && document.visibilityState === 'visible';
  const focused = signal(look());
  const update = (): void => void (focused.value = look());
  window.addEventListener('focus', update);
  window.addEventListener('blur', update);
  document.addEventListener('visibilitychange', update);
  return {
    focused,
    dispose: () => {
      window.removeEventListener('focus', update);
      window.removeEventListener('blur', update);
      document.removeEventListener('visibilitychange', update);
    },
  };
}

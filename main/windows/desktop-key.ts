import type { GlobalShortcut } from 'electron';

/**
 * A key of the whole desktop, held while `wanted`. One that another program holds stays with that: it is asked for once
 * each time it is wanted, as asking stops this program for 60 ms (X11).
 */
export function createDesktopKey(keys: Pick<GlobalShortcut, 'register' | 'unregister'>, accelerator: string, pressed: () => void) {
  let was = false;
  let held = false;
  return (wanted: boolean): void => {
    if (wanted === was) return;
    was = wanted;
    if (wanted) held = keys.register(accelerator, pressed);
    else if (held) keys.unregister(accelerator);
  };
}

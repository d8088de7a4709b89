import { useLayoutEffect } from 'preact/hooks';
import { matchesKey, type KeyCombination } from './keys.ts';

/** Runs while the component is drawn and no dialog lies above it. `undefined` switches it off. */
export function useKey(combination: KeyCombination, run: (() => void) | undefined): void {
  // Before the paint: whoever sees what a key does may press it.
  useLayoutEffect(() => {
    if (!run) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || !matchesKey(combination, event) || document.querySelector('dialog:modal')) return;
      event.preventDefault();
      run();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [combination, run]);
}

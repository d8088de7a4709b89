import { useLayoutEffect, useRef } from 'preact/hooks';
import type { RefObject } from 'preact';

export interface RovingOptions {
  readonly orientation: 'vertical' | 'horizontal' | 'both';
  /** Letters jump to the next item whose text begins with them. */
  readonly letters?: boolean;
}

const selector = '[data-roving]';

const itemsIn = (container: HTMLElement): readonly HTMLElement[] =>
  [...container.querySelectorAll<HTMLElement>(selector)].filter((item) => item.checkVisibility());

/** Where a key leads from `index` in a list of `count`; undefined where the key is not one that moves. */
export function rovingTarget(key: string, index: number, count: number, orientation: RovingOptions['orientation']): number | undefined {
  const vertical = orientation !== 'horizontal';
  const horizontal = orientation !== 'vertical';
  if ((key === 'ArrowDown' && vertical) || (key === 'ArrowRight' && horizontal)) return (index + 1) % count;
  if ((key === 'ArrowUp' && vertical) || (key === 'ArrowLeft' && horizontal)) return (index - 1 + count) % count;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return undefined;
}

/**
 * One tab stop for a list: give the container this ref and `data-roving` to each item. Arrow keys, Home, End (and
 * letters) move; Tab leaves. The item that was focused last, or `[aria-current]`, or the first, is the tab stop.
 */
export function useRoving<E extends HTMLElement>({ orientation, letters = false }: RovingOptions): RefObject<E> {
  const ref = useRef<E>(null);

  useLayoutEffect(() => {
    const container = ref.current;
    if (!container) return;
    const items = itemsIn(container);
    const stop =
      items.find((item) => item === document.activeElement) ??
      items.find((item) => item.tabIndex === 0 && item.dataset['rovingStop'] !== undefined) ??
      items.find((item) => item.matches('[aria-current], [aria-checked="true"], [aria-selected="true"]')) ??
      items[0];
    for (const item of items) item.tabIndex = item === stop ? 0 : -1;
  });

  useLayoutEffect(() => {
    const container = ref.current;
    if (!container) return;
    const onFocus = (event: FocusEvent): void => {
      const focused = event.target instanceof Element ? event.target.closest<HTMLElement>(selector) : null;
      if (!focused) return;
      for (const item of itemsIn(container)) {
        item.tabIndex = item === focused ? 0 : -1;
        delete item.dataset['rovingStop'];
      }
      focused.dataset['rovingStop'] = '';
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
      const items = itemsIn(container);
      const index = items.findIndex((item) => item === event.target);
      if (index < 0) return;
      const target = rovingTarget(event.key, index, items.length, orientation);
      const next = target === undefined ? (letters ? byLetter(items, index, event.key) : undefined) : items[target];
      if (!next) return;
      event.preventDefault();
      next.focus();
    };
    container.addEventListener('focusin', onFocus);
    container.addEventListener('keydown', onKey);
    return () => {
      container.removeEventListener('focusin', onFocus);
      container.removeEventListener('keydown', onKey);
    };
  }, [orientation, letters]);

  return ref;
}

function byLetter(items: readonly HTMLElement[], index: number, key: string): HTMLElement | undefined {
  if (key.length !== 1 || key === ' ') return undefined;
  const letter = key.toLocaleLowerCase();
  return [...items.slice(index + 1), ...items.slice(0, index)].find((item) =>
    (item.dataset['roving'] || item.textContent || '').trim().toLocaleLowerCase().startsWith(letter),
  );
}

import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { ConferenceActions } from '../../conference/model.ts';

export interface Seen {
  readonly key: string;
  readonly height: number;
}

/** The part of a box that is inside another, as height in CSS pixels; 0 where they do not meet. */
const meets = (box: DOMRect, within: DOMRect): boolean =>
  box.bottom > within.top && box.top < within.bottom && box.right > within.left && box.left < within.right;

/** What is in view under an element, largest first, in device pixels. */
export function whatIsSeen(container: HTMLElement, pixelRatio: number): readonly Seen[] {
  const whole = container.getBoundingClientRect();
  return [...container.querySelectorAll<HTMLElement>('[data-watch]')]
    .filter((element) => element.checkVisibility())
    .flatMap((element) => {
      const box = element.getBoundingClientRect();
      const scroller = element.closest('[data-scrolls]')?.getBoundingClientRect() ?? whole;
      const key = element.dataset['watch'] ?? '';
      return meets(box, scroller) && meets(box, whole) ? [{ key, height: Math.round(box.height * pixelRatio) }] : [];
    })
    .sort((a, b) => b.height - a.height);
}

/** Tells the conference what is seen and how large, whenever that changes: the rest need not be sent. */
export function useWatch(watch: ConferenceActions['watch']): RefObject<HTMLDivElement> {
  const ref = useRef<HTMLDivElement>(null);
  const told = useRef('');
  const look = (): void => {
    if (!ref.current) return;
    const seen = document.visibilityState === 'hidden' ? [] : whatIsSeen(ref.current, window.devicePixelRatio);
    const text = JSON.stringify(seen);
    if (text === told.current) return;
    told.current = text;
    watch(seen);
  };
  const latest = useRef(look);
  latest.current = look;
  useLayoutEffect(look);
  useEffect(() => {
    const container = ref.current;
    if (!container) return undefined;
    const later = (): void => latest.current();
    const sizes = new ResizeObserver(later);
    sizes.observe(container);
    container.addEventListener('scroll', later, { capture: true, passive: true });
    document.addEventListener('visibilitychange', later);
    return () => {
      sizes.disconnect();
      container.removeEventListener('scroll', later, true);
      document.removeEventListener('visibilitychange', later);
    };
  }, []);
  return ref;
}

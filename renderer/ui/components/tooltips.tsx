import type { VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { place } from '../place.ts';

const delayMs = 450;

/**
 * One tooltip for the whole window: whatever has `data-tooltip` gets it after a moment under the pointer, or at once
 * by keyboard focus. Esc hides it, the pointer may move onto it (WCAG 1.4.13). Names come from labels, not from here.
 */
export function Tooltips(): VNode {
  const ref = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const tip = ref.current;
    if (!tip) return;
    let anchor: HTMLElement | undefined;
    let timer = 0;

    const hide = (): void => {
      window.clearTimeout(timer);
      anchor = undefined;
      if (tip.matches(':popover-open')) tip.hidePopover();
    };
    const show = (): void => {
      const text = anchor?.dataset['tooltip'];
      if (!anchor?.isConnected || !text) return hide();
      tip.textContent = text;
      tip.showPopover();
      const { left, top } = place(
        anchor.getBoundingClientRect(),
        { width: tip.offsetWidth, height: tip.offsetHeight },
        { width: window.innerWidth, height: window.innerHeight },
        anchor.closest('[data-tooltip-side]') ? 'right' : 'below-center',
      );
      tip.style.left = `${left}px`;
      tip.style.top = `${top}px`;
    };
    const over = (event: Event, wait: number): void => {
      const target = event.target instanceof Element ? event.target : undefined;
      if (!target || tip.contains(target)) return;
      const next = target.closest<HTMLElement>('[data-tooltip]') ?? undefined;
      if (next === anchor) return;
      hide();
      anchor = next;
      if (next) timer = window.setTimeout(show, wait);
    };
    const onPointer = (event: PointerEvent): void => over(event, delayMs);
    const onFocus = (event: FocusEvent): void => {
      if (event.target instanceof Element && event.target.matches(':focus-visible')) over(event, 0);
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') hide();
    };
    document.addEventListener('pointerover', onPointer);
    document.addEventListener('focusin', onFocus);
    document.addEventListener('focusout', hide);
    document.addEventListener('pointerdown', hide);
    document.addEventListener('scroll', hide, true);
    document.addEventListener('keydown', onKey, true);
    return () => {
      hide();
      document.removeEventListener('pointerover', onPointer);
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('focusout', hide);
      document.removeEventListener('pointerdown', hide);
      document.removeEventListener('scroll', hide, true);
      document.removeEventListener('keydown', onKey, true);
    };
  }, []);

  return <div ref={ref} popover="manual" class="tooltip" aria-hidden="true" />;
}

import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import type { StageModel } from '../../viewmodels/calls/stage.ts';

/** The call's view lies above the page: while something of the page must be seen there, it has to give way. */
function isCovered({ left, top, right, bottom }: DOMRect): boolean {
  if (document.querySelector('dialog[open]')) return true;
  return [...document.querySelectorAll('.popover:popover-open')].some((popover) => {
    const box = popover.getBoundingClientRect();
    return box.left < right && box.right > left && box.top < bottom && box.bottom > top;
  });
}

/** Tells where the element stands, once a frame at most; nothing while it is covered, hidden or gone. */
export function useStagePlace(ref: RefObject<HTMLElement>, place: StageModel['place']): void {
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    let frame = 0;
    const look = (): void => {
      frame = 0;
      const box = element.getBoundingClientRect();
      const { left: x, top: y, width, height } = box;
      const seen = width >= 1 && height >= 1 && !isCovered(box);
      place(seen ? { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) } : undefined);
    };
    const soon = (): void => void (frame ||= requestAnimationFrame(look));
    const sized = new ResizeObserver(soon);
    sized.observe(element);
    // Dialogs and popovers come and go as elements; a dialog that stays is opened by its attribute.
    const changed = new MutationObserver(soon);
    changed.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['open'] });
    window.addEventListener('resize', soon);
    look();
    return () => {
      cancelAnimationFrame(frame);
      sized.disconnect();
      changed.disconnect();
      window.removeEventListener('resize', soon);
      place(undefined);
    };
  }, [place]);
}

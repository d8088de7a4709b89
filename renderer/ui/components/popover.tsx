import type { ComponentChildren, RefObject, VNode } from 'preact';
import { useCallback, useLayoutEffect, useRef } from 'preact/hooks';
import { classes } from '../classes.ts';
import { place, type Side } from '../place.ts';

export interface PopoverProps {
  readonly anchor: RefObject<HTMLElement>;
  readonly side?: Side;
  readonly class?: string;
  readonly children: ComponentChildren;
  /** After Esc, a click elsewhere, or the focus leaving. */
  readonly onClose: () => void;
}

/** A box at an anchor, above everything else. Draw it to open it; it closes by itself through `onClose`. */
export function Popover({ anchor, side = 'below-start', class: extra, children, onClose }: PopoverProps): VNode {
  const ref = useRef<HTMLDivElement>(null);
  // By the ref, since the layout effects of what is inside come next and may want the focus, which nothing hidden takes.
  const show = useCallback((box: HTMLDivElement | null): void => {
    ref.current = box;
    box?.showPopover();
  }, []);

  useLayoutEffect(() => {
    const box = ref.current;
    const at = anchor.current;
    if (!box || !at) return;
    const put = (): void => {
      const { left, top } = place(
        at.getBoundingClientRect(),
        { width: box.offsetWidth, height: box.offsetHeight },
        { width: window.innerWidth, height: window.innerHeight },
        side,
      );
      box.style.left = `${left}px`;
      box.style.top = `${top}px`;
    };
    put();
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      onClose();
      at.focus();
    };
    const onPointer = (event: Event): void => {
      if (event.target instanceof Node && !box.contains(event.target) && !at.contains(event.target)) onClose();
    };
    const onFocusOut = (event: FocusEvent): void => {
      if (event.relatedTarget instanceof Node && !box.contains(event.relatedTarget) && event.relatedTarget !== at) onClose();
    };
    box.addEventListener('keydown', onKey);
    box.addEventListener('focusout', onFocusOut);
    document.addEventListener('pointerdown', onPointer, true);
    window.addEventListener('resize', put);
    return () => {
      box.removeEventListener('keydown', onKey);
      box.removeEventListener('focusout', onFocusOut);
      document.removeEventListener('pointerdown', onPointer, true);
      window.removeEventListener('resize', put);
    };
  }, [side]);

  return (
    <div ref={show} popover="manual" class={classes('popover', extra)}>
      {children}
    </div>
  );
}

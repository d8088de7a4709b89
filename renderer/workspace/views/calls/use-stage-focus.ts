import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { stepRegion } from '../../../ui/index.ts';
import type { Direction, StageModel } from '../../viewmodels/calls/stage.ts';

/**
 * The keyboard's way into the call's view and back. The page holds one stop for it: where Tab or F6 comes to that, the
 * focus goes on into the view. Only these keys do it: the page's own focus returns there, too, when the window does.
 */
export function useStageFocus(stop: RefObject<HTMLElement>, stage: StageModel): { readonly onFocus: () => void } {
  const came = useRef<Direction>();

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const moves = event.key === 'Tab' || event.key === 'F6';
      came.current = moves ? (event.shiftKey ? 'backward' : 'forward') : undefined;
    };
    const forget = (): void => void (came.current = undefined);
    document.addEventListener('keydown', onKey, true);
    document.addEventListener('pointerdown', forget, true);
    window.addEventListener('blur', forget);
    // What the person had before the call came is gone from the window: they begin in the call.
    stop.current?.focus({ preventScroll: true });
    if (document.hasFocus()) stage.enter('forward');
    const stopListening = stage.left((direction) => {
      forget();
      stop.current?.focus({ preventScroll: true });
      stepRegion(document, direction === 'forward' ? 1 : -1);
    });
    return () => {
      document.removeEventListener('keydown', onKey, true);
      document.removeEventListener('pointerdown', forget, true);
      window.removeEventListener('blur', forget);
      stopListening();
    };
  }, [stage]);

  return {
    onFocus: () => {
      if (came.current) stage.enter(came.current);
    },
  };
}

import { useLayoutEffect, useRef } from 'preact/hooks';
import { tabStops } from '../../../ui/index.ts';
import type { Conference, ConferenceState, Direction } from '../../conference/model.ts';

/** Where Tab or F6 would leave the page from `here`; undefined while it stays inside. */
export function leavingDirection(key: string, backward: boolean, here: number, count: number): Direction | undefined {
  if (key !== 'Tab' && key !== 'F6') return undefined;
  if (count === 0) return backward ? 'backward' : 'forward';
  if (backward) return here <= 0 ? 'backward' : undefined;
  return here === count - 1 ? 'forward' : undefined;
}

const regionsIn = (page: Document): readonly HTMLElement[] =>
  [...page.querySelectorAll<HTMLElement>('[data-region]')].filter((region) => region.checkVisibility());

/**
 * The stage is one part of the window's round: Tab past its last control and F6 past its last region go on in the
 * workspace, and what comes from there begins at the first or last control. A window of its own has no neighbour.
 */
export function useFocusLeave(conference: Conference, { brief, actions }: ConferenceState): void {
  const leave = useRef(actions.leaveFocus);
  leave.current = actions.leaveFocus;
  const hasNeighbours = brief.placement === 'stage';

  useLayoutEffect(() => {
    if (!hasNeighbours) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || (event.key !== 'Tab' && event.key !== 'F6')) return;
      const active = document.activeElement;
      if (document.querySelector('dialog:modal') || active?.closest('[popover]')) return;
      const places = event.key === 'Tab' ? tabStops(document.body) : regionsIn(document);
      const here = places.findLastIndex((place) => place === active || (event.key === 'F6' && place.contains(active)));
      const direction = leavingDirection(event.key, event.shiftKey, here, places.length);
      if (direction === undefined) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      leave.current(direction);
    };
    document.addEventListener('keydown', onKey, true);
    return () => document.removeEventListener('keydown', onKey, true);
  }, [hasNeighbours]);

  useLayoutEffect(
    () =>
      conference.listenHappenings((happening) => {
        if (happening.kind !== 'focus') return;
        const stops = tabStops(document.body);
        (happening.at === 'first' ? stops[0] : stops.at(-1))?.focus();
      }),
    [conference],
  );
}

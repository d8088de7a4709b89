import type { Wire } from '../../../renderer/base/wire.ts';

/** An honest page sends a few messages a second; at the start of a call some more. */
const burst = 300;
const perSecond = 60;

/** A wire on which more than that is the end: it closes and says so, once. `now` in milliseconds. */
export function withoutFloods(wire: Wire, now: () => number, flooded: () => void): Wire {
  let left = burst;
  let at = now();
  let over = false;
  const takes = (): boolean => {
    const time = now();
    left = Math.min(burst, left + ((time - at) / 1_000) * perSecond);
    at = time;
    return --left >= 0;
  };
  return {
    ...wire,
    onMessage: (listener) =>
      wire.onMessage((message) => {
        if (over) return;
        if (takes()) return listener(message);
        over = true;
        wire.close();
        flooded();
      }),
  };
}

/** Who told of a press: the desktop, whose shortcut it is, or the page of one of our own windows. */
export type MuteKeyTeller = 'desktop' | 'page';

/** What a desktop tells twice comes within a moment; a busy page tells later than the desktop. */
const samePressMs = 500;

/**
 * The one place that knows what a press of the key for mute is worth: once, whichever of the two tell of it and in
 * whichever order. Two presses of one teller are two; what the other teller adds to a press is the same one.
 */
export function createMuteKey(now: () => number, toggle: () => void): (teller: MuteKeyTeller) => void {
  let unpaired: readonly { readonly teller: MuteKeyTeller; readonly ts: number }[] = [];
  return (teller) => {
    const ts = now();
    const [first, ...others] = unpaired.filter((each) => ts - each.ts < samePressMs);
    if (first && first.teller !== teller) {
      unpaired = others;
      return;
    }
    unpaired = [...(first ? [first] : []), ...others, { teller, ts }];
    toggle();
  };
}

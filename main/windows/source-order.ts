import type { PickerSource } from '../../preload/contract/picker.ts';

/**
 * What is there now, in the order in which it came: the desktop names its windows from the front to the back, and what
 * moves under a person's hand loses the focus, or is not what they meant to choose.
 */
export function inOrder(before: readonly PickerSource[], now: readonly PickerSource[]): readonly PickerSource[] {
  const place = new Map(before.map(({ id }, index) => [id, index]));
  const placeOf = ({ id }: PickerSource): number => place.get(id) ?? before.length;
  return [...now].sort((a, b) => placeOf(a) - placeOf(b));
}

import type { Translate } from '../i18n/translate.ts';
import type { TextKey } from '../i18n/resources.ts';

/** A key with its modifiers, as `Ctrl+Shift+N`, `F6`, `Alt+ArrowDown` or `Ctrl+,`. */
export type KeyCombination = string;

/** Whether a key press is this combination, no modifier more or less. Signs count as typed, so `Ctrl+/` works on a German keyboard too. */
export function matchesKey(combination: KeyCombination, event: KeyboardEvent): boolean {
  const parts = combination.split('+');
  const key = parts.at(-1) ?? '';
  const sign = key.length === 1 && !/[a-z0-9]/i.test(key);
  return (
    event.key.toLowerCase() === key.toLowerCase() &&
    event.ctrlKey === parts.includes('Ctrl') &&
    event.altKey === parts.includes('Alt') &&
    !event.metaKey &&
    (sign || event.shiftKey === parts.includes('Shift'))
  );
}

const names: Readonly<Record<string, TextKey>> = {
  Ctrl: 'ui:key.ctrl',
  Shift: 'ui:key.shift',
  Alt: 'ui:key.alt',
  Enter: 'ui:key.enter',
  Escape: 'ui:key.escape',
  Home: 'ui:key.home',
  End: 'ui:key.end',
  ArrowUp: 'ui:key.up',
  ArrowDown: 'ui:key.down',
  Delete: 'ui:key.delete',
};

/** As it is printed on the keyboard: "Strg Umschalt N". */
export const keyLabel = (combination: KeyCombination, t: Translate): string =>
  combination
    .split('+')
    .map((part) => {
      const name = names[part];
      return name === undefined ? part : t(name);
    })
    .join(' ');


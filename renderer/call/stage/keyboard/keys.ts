import type { KeyCombination, TextKey } from '../../../ui/index.ts';

/**
 * The stage's keys, those of the whole program's map. No single letters: whoever speaks to the machine or slips on the
 * keyboard would mute by chance (WCAG 2.1.4). The mute key works in every window: main answers it.
 */
export const stageKeys = {
  mute: 'Ctrl+Shift+M',
  camera: 'Ctrl+Shift+O',
  share: 'Ctrl+Shift+E',
  hand: 'Ctrl+Shift+H',
  leave: 'Ctrl+Shift+L',
} as const satisfies Readonly<Record<string, KeyCombination>>;

export const stageKeyWords: Readonly<Record<keyof typeof stageKeys, TextKey>> = {
  mute: 'calls:stage.keys.mute',
  camera: 'calls:stage.keys.camera',
  share: 'calls:stage.keys.share',
  hand: 'calls:stage.keys.hand',
  leave: 'calls:stage.keys.leave',
};

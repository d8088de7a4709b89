import type { BrowserWindow } from 'electron';
import { expect, it } from 'vitest';
import { comeForward } from '../../../../main/windows/come-forward.ts';

/** A window that only remembers what was done to it. */
function remembering(isMinimized: boolean, isDestroyed = false) {
  const did: string[] = [];
  const window = {
    isDestroyed: () => isDestroyed,
    isMinimized: () => isMinimized,
    restore: () => did.push('restore'),
    show: () => did.push('show'),
    focus: () => did.push('focus'),
  };
  comeForward(window as unknown as BrowserWindow);
  return did;
}

it('a minimised window is restored, shown and gets the keyboard; one that is hidden is not restored', () => {
  expect(remembering(true)).toEqual(['restore', 'show', 'focus']);
  expect(remembering(false)).toEqual(['show', 'focus']);
});

it('a window that is gone is left alone', () => {
  expect(remembering(true, true)).toEqual([]);
  expect(() => comeForward(undefined)).not.toThrow();
});

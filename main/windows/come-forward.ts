import type { BrowserWindow } from 'electron';

/** Brings a window before the person's eyes, wherever it was. */
export function comeForward(window: BrowserWindow | undefined): void {
  if (!window || window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

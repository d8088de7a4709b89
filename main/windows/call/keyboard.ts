import type { BrowserWindow, WebContentsView } from 'electron';

/** Nobody leaves the view and then the window faster than this, in milliseconds. */
const togetherMs = 25;

/**
 * Remembers whether the keyboard was in a view of this window. Electron gives it to the window's own page whenever the
 * window comes back (`BrowserWindow::OnWindowFocus`), after Chromium has given it to where it was: who turned away while
 * they were in the view is to be there again. Returns what ends it, to be called while the view can still be seen: a
 * focus that is hidden leads nowhere, and it goes to the window's own page instead.
 */
export function keepKeyboard(view: WebContentsView, window: BrowserWindow): () => void {
  const { webContents: contents } = view;
  let inView = contents.isFocused();
  /** As it was when the window lost the keyboard: coming back, both pages have it in turn before the window says so. */
  let left = inView;
  const came = (): void => void (inView = true);
  let wentAt = -Infinity;
  const went = (): void => {
    if (!window.isFocused()) return;
    inView = false;
    wentAt = performance.now();
  };
  // The view may hear first that the window has lost the keyboard, a moment before the window does.
  const turnedAway = (): void => void (left = inView || performance.now() - wentAt < togetherMs);
  const cameBack = (): void => {
    if (left && !contents.isDestroyed()) contents.focus();
  };
  contents.on('focus', came);
  contents.on('blur', went);
  window.on('blur', turnedAway);
  window.on('focus', cameBack);
  return () => {
    contents.off('focus', came);
    contents.off('blur', went);
    window.off('blur', turnedAway);
    window.off('focus', cameBack);
    if (inView && !window.isDestroyed() && window.isFocused()) window.webContents.focus();
  };
}

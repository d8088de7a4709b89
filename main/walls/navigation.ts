import type { Wall } from './wall.ts';

/** A page stays where main has loaded it; a reload comes from main. Frames and views inside a page there are none. */
export const navigation: Wall = {
  name: 'navigation',
  page: (contents) => {
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
  },
};

export const newWindows: Wall = {
  name: 'new-windows',
  page: (contents) => contents.setWindowOpenHandler(() => ({ action: 'deny' })),
};

export const webViews: Wall = {
  name: 'web-views',
  preferences: { webviewTag: false },
  page: (contents) => void contents.on('will-attach-webview', (event) => event.preventDefault()),
};

/** Whatever a page finds to download. */
export const downloads: Wall = {
  name: 'downloads',
  session: (session) => void session.on('will-download', (event) => event.preventDefault()),
};

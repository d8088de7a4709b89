import { app } from 'electron';
import type { Wall } from './wall.ts';

/**
 * `<link rel="dns-prefetch">` looks a name up past policy and request filter, and a name can carry what a page knows.
 * Chromium's switch `dns-prefetch-disable` does nothing in Electron 33 (seen in its net log); Blink's own setting does.
 */
export const nameHints: Wall = {
  name: 'name-hints',
  early: () => app.commandLine.appendSwitch('blink-settings', 'dnsPrefetchingEnabled=false'),
};

import { app } from 'electron';
import type { Wall } from './wall.ts';

/** As root there is no sandbox to be had, and `enableSandbox` makes Chromium start its zygote over and over. */
const isRoot = process.getuid?.() === 0;

export const sandbox: Wall = {
  name: 'sandbox',
  early: () => {
    if (!isRoot) app.enableSandbox();
  },
  preferences: { sandbox: !isRoot },
};

export const contextIsolation: Wall = { name: 'context-isolation', preferences: { contextIsolation: true } };

export const noNode: Wall = {
  name: 'no-node',
  preferences: { nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false },
};

/** Electron would fetch dictionaries at the first start, from a host of its own, in sessions without a page too. */
export const spellCheck: Wall = {
  name: 'spell-check',
  preferences: { spellcheck: false },
  anySession: (session) => {
    session.setSpellCheckerDictionaryDownloadURL('app://none/');
    session.setSpellCheckerLanguages([]);
    session.setSpellCheckerEnabled(false);
  },
};

export const devTools = (allowed: boolean): Wall => ({ name: 'dev-tools', preferences: { devTools: allowed } });

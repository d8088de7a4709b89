import { copyFileSync, readFileSync } from 'node:fs';
import { settingsSchema, type Settings } from '../preload/contract.ts';
import { createTurns, writeFileAtomically } from './atomic-file.ts';
import type { Log } from './log.ts';

const defaults: Settings = { language: 'system', theme: 'system' };

export interface SettingsStore {
  current(): Settings;
  /** In force at once; resolves when it is on disk. */
  change(part: { readonly [K in keyof Settings]?: Settings[K] | undefined }): Promise<void>;
}

/** A file that is not there gives the defaults; one that cannot be read too, and is kept beside (`.broken`). */
function readSettings(path: string, log: Log): Settings {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return defaults;
  }
  try {
    return { ...defaults, ...settingsSchema.partial().parse(JSON.parse(text)) } as Settings;
  } catch (error) {
    copyFileSync(path, `${path}.broken`);
    log.warn(`settings: unreadable, kept as ${path}.broken: ${String(error)}`);
    return defaults;
  }
}

export function openSettings(path: string, log: Log): SettingsStore {
  let settings = readSettings(path, log);
  const inTurn = createTurns();
  return {
    current: () => settings,
    change: (part) => {
      settings = { language: part.language ?? settings.language, theme: part.theme ?? settings.theme };
      const text = `${JSON.stringify(settings, undefined, 2)}\n`;
      return inTurn(() => writeFileAtomically(path, text));
    },
  };
}

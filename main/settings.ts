import { copyFileSync, readFileSync } from 'node:fs';
import { settingsSchema, type Settings } from '../preload/contract.ts';
import { createTurns, writeFileAtomically } from './atomic-file.ts';
import type { Log } from './log.ts';
import type { ResolvedPolicies } from './policy/resolve.ts';

const defaults: Settings = {
  language: 'system',
  theme: 'system',
  notifications: true,
  ringTone: true,
  quietHours: { on: false, from: '18:00', to: '07:00' },
};

export interface SettingsStore {
  current(): Settings;
  /** In force at once; resolves when it is on disk. */
  change(part: { readonly [K in keyof Settings]?: Settings[K] | undefined }): Promise<void>;
}

/** What a person chose, where their organisation has not. */
export const settingsInForce = (chosen: Settings, policies: ResolvedPolicies): Settings => ({
  ...chosen,
  notifications: policies['notifications.show']?.value ?? chosen.notifications,
  ringTone: policies['notifications.ringTone']?.value ?? chosen.ringTone,
  quietHours: policies['notifications.quietHours']?.value ?? chosen.quietHours,
});

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
      const changed = Object.entries(part).filter(([, value]) => value !== undefined);
      settings = { ...settings, ...(Object.fromEntries(changed) as Partial<Settings>) };
      const text = `${JSON.stringify(settings, undefined, 2)}\n`;
      return inTurn(() => writeFileAtomically(path, text));
    },
  };
}

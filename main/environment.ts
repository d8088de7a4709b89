import type { Environment } from '../preload/contract.ts';
import { resolveLanguage } from './language.ts';
import type { PolicyResult } from './policy/resolve.ts';
import { settingsInForce, type SettingsStore } from './settings.ts';

/** Electron before 34 is the one that tests run on; nobody ships it. */
const oldestShipped = 34;

/** Whether this runtime is for tests only. `marked`: a package built on it says so itself. */
export const isTestRuntime = (electronVersion: string, marked: boolean): boolean =>
  marked || Number.parseInt(electronVersion, 10) < oldestShipped;

export interface EnvironmentParts {
  readonly version: string;
  readonly profile: string;
  readonly testRuntime: boolean;
  readonly policies: PolicyResult;
  readonly settings: SettingsStore;
  readonly quietUntilTs: number | undefined;
  /** What the desktop prefers, most wanted first (`de-DE`). */
  readonly systemLanguages: () => readonly string[];
}

const platformOf = (platform: NodeJS.Platform): Environment['platform'] =>
  platform === 'win32' || platform === 'darwin' ? platform : 'linux';

/** The environment as it is now. */
export function readEnvironment({
  version,
  profile,
  testRuntime,
  policies,
  settings,
  quietUntilTs,
  systemLanguages,
}: EnvironmentParts): Environment {
  const current = settingsInForce(settings.current(), policies.policies);
  return {
    version,
    profile,
    platform: platformOf(process.platform),
    testRuntime,
    settings: current,
    language: resolveLanguage(current.language, systemLanguages()),
    quietUntilTs,
    policies: policies.policies,
    policyProblems: policies.problems,
  };
}

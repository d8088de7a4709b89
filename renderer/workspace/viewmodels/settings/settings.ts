import { computed, type ReadonlySignal } from '@preact/signals';
import type { DesktopBridge, Environment, Settings } from '../../../../preload/contract.ts';
import { createAction, type Action } from '../action.ts';
import { askDesktop } from '../desktop.ts';

export interface SettingsModel {
  /** What was chosen; undefined until the desktop has answered. */
  readonly settings: ReadonlySignal<Settings | undefined>;
  /** Changes what is given, at once and for every window. */
  readonly change: Action<[change: Partial<Settings>]>;
}

export function createSettingsModel({
  desktop,
  environment,
}: {
  readonly desktop: DesktopBridge;
  readonly environment: ReadonlySignal<Environment | undefined>;
}): SettingsModel {
  return {
    settings: computed(() => environment.value?.settings),
    change: createAction((change: Partial<Settings>) => askDesktop(desktop, 'settings.write', change)),
  };
}

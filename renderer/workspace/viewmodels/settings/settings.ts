import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { DesktopBridge, Environment, Settings } from '../../../../preload/contract.ts';
import { toFailure, type Failure } from '../../../base/failure.ts';
import type { Action } from '../action.ts';
import { askDesktop } from '../desktop.ts';

export interface SettingsModel {
  /** What was chosen; undefined until the desktop has answered. */
  readonly settings: ReadonlySignal<Settings | undefined>;
  /** Changes what is given, at once and for every window. */
  readonly change: Pick<Action<[change: Partial<Settings>]>, 'failure' | 'run'>;
}

export function createSettingsModel({
  desktop,
  environment,
}: {
  readonly desktop: DesktopBridge;
  readonly environment: ReadonlySignal<Environment | undefined>;
}): SettingsModel {
  const failure = signal<Failure | undefined>(undefined);
  return {
    settings: computed(() => environment.value?.settings),
    change: {
      failure,
      // None is dropped while another is under way: two switches can be pressed at once.
      run: (change) => {
        failure.value = undefined;
        askDesktop(desktop, 'settings.write', change).catch((error: unknown) => void (failure.value = toFailure(error)));
      },
    },
  };
}

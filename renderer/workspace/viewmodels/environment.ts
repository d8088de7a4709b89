import { signal, type ReadonlySignal } from '@preact/signals';
import type { DesktopBridge, EngineLife, Environment } from '../../../preload/contract.ts';
import { askDesktop } from './desktop.ts';

/** What the desktop says about this machine, its settings and the engine from outside. */
export interface EnvironmentModel {
  /** Undefined until main has answered the first time. */
  readonly environment: ReadonlySignal<Environment | undefined>;
  readonly engineLife: ReadonlySignal<EngineLife>;
  readonly dispose: () => void;
}

export function createEnvironmentModel({ desktop }: { readonly desktop: DesktopBridge }): EnvironmentModel {
  const environment = signal<Environment | undefined>(undefined);
  const engineLife = signal<EngineLife>('starting');
  const stops = [
    desktop.listen('environment', (next) => void (environment.value = next)),
    desktop.listen('engine', (next) => void (engineLife.value = next)),
  ];
  // An event that came first is newer than this answer.
  askDesktop(desktop, 'environment.read', {}).then(
    (first) => void (environment.value ??= first),
    () => undefined,
  );
  return { environment, engineLife, dispose: () => stops.forEach((stop) => stop()) };
}

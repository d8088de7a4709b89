import type { DesktopBridge } from '../../preload/contract.ts';
import type { Clock } from './viewmodels/clock.ts';
import type { Engine } from './viewmodels/engine.ts';
import type { EnvironmentModel } from './viewmodels/environment.ts';
import type { SessionModel } from './viewmodels/session/session.ts';

/** What the window is made of, besides itself: made once by its root, handed down to whoever makes a model. */
export interface Services {
  readonly engine: Engine;
  readonly desktop: DesktopBridge;
  readonly clock: Clock;
  readonly environment: EnvironmentModel;
  readonly session: SessionModel;
}

import { createEmitter, type Unsubscribe } from '../renderer/base/listen.ts';

/** What the engine has to know of the machine; `resumed` counts wake-ups. */
export interface MachineState {
  readonly online: boolean;
  readonly resumed: number;
}

export interface Machine {
  state(): MachineState;
  listen(listener: (state: MachineState) => void): Unsubscribe;
  /** Looks at the network again; a change is told. */
  look(): void;
  resume(): void;
}

/** Electron has no event for the network in the main process: whoever made this calls `look` now and then. */
export function createMachine(isOnline: () => boolean): Machine {
  const changed = createEmitter<MachineState>();
  let state: MachineState = { online: isOnline(), resumed: 0 };
  const enter = (next: MachineState): void => {
    state = next;
    changed.emit(next);
  };
  return {
    state: () => state,
    listen: changed.listen,
    look: () => {
      const online = isOnline();
      if (online !== state.online) enter({ ...state, online });
    },
    resume: () => enter({ online: isOnline(), resumed: state.resumed + 1 }),
  };
}

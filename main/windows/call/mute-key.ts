/** What is looked at of a key's event (Electron's `before-input-event`). */
export interface KeyInput {
  readonly type: string;
  readonly key: string;
  readonly control: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
  readonly isAutoRepeat: boolean;
}

export interface MuteKeyOptions {
  /** Milliseconds, of whichever clock. */
  readonly now: () => number;
  /** Whether there is a call, so that the key means something. */
  readonly isOn: () => boolean;
  readonly pressed: () => void;
}

/** Main alone owns the key that mutes: the pages of windows show its name, and never see it pressed during a call. */
export interface MuteKey {
  /** Pressed as a shortcut of the whole desktop. */
  shortcut(): void;
  /** Pressed in a window of ours; true where it is taken, so that the page is not to have it. */
  input(input: KeyInput): boolean;
}

/** Some desktops tell of one press by both ways, at almost the same time. */
const samePressMs = 100;

export function createMuteKey({ now, isOn, pressed }: MuteKeyOptions): MuteKey {
  let last = -Infinity;
  const press = (): void => {
    if (!isOn() || now() - last < samePressMs) return;
    last = now();
    pressed();
  };
  return {
    shortcut: press,
    input({ type, key, control, shift, alt, meta, isAutoRepeat }) {
      const isOurs = control && shift && !alt && !meta && key.toLowerCase() === 'm';
      if (!isOurs || type !== 'keyDown' || !isOn()) return false;
      if (!isAutoRepeat) press();
      return true;
    },
  };
}

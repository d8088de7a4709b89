import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useKey, type KeyCombination } from '../../../ui/index.ts';
import type { ConferenceActions, ConferenceState } from '../../conference/model.ts';
import { stageKeys } from './keys.ts';

/** The program's keys for a call, of which main answers the one that mutes; `leave` may want to ask first. */
export function useStageKeys({ self, actions }: ConferenceState, leave: () => void): void {
  useLatestKey(stageKeys.mute, actions.muteKey);
  useLatestKey(stageKeys.camera, self.camera ? actions.cameraOff : actions.cameraOn);
  useLatestKey(stageKeys.share, self.share ? actions.stopSharing : actions.share);
  useLatestKey(stageKeys.hand, self.handRaised ? actions.lowerHand : actions.raiseHand);
  useLatestKey(stageKeys.leave, leave);
}

/** A key that is pressed twice before the next paint does what the state says by then, not the same again. */
function useLatestKey(key: KeyCombination, run: (() => void) | undefined): void {
  const latest = useRef(run);
  latest.current = run;
  useKey(key, useCallback(() => latest.current?.(), []));
}

/** Unmuting is through or has failed by then. */
const unmutingMs = 3_000;

const takesSpace = 'button, a[href], input, select, textarea, summary, [contenteditable="true"], [role="menuitem"], [popover], dialog';

/**
 * Talks while the space bar is held, where the microphone is off and nothing that has the focus wants the key itself.
 * Whatever ends the holding (key up, another window, another dialog) mutes again. Tells whether it is held.
 */
export function usePushToTalk({ self, actions }: ConferenceState): boolean {
  const [held, setHeld] = useState(false);
  const latest = useRef<{ readonly muted: boolean; readonly actions: ConferenceActions }>({ muted: self.muted, actions });
  latest.current = { muted: self.muted, actions };
  const holding = useRef(false);

  useLayoutEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key !== ' ' || event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.target instanceof Element && event.target.closest(takesSpace)) return;
      event.preventDefault();
      if (event.repeat || holding.current || !latest.current.muted) return;
      const { unmute } = latest.current.actions;
      if (!unmute) return;
      holding.current = true;
      setHeld(true);
      unmute();
    };
    const release = (): void => {
      if (!holding.current) return;
      holding.current = false;
      setHeld(false);
    };
    const up = (event: KeyboardEvent): void => {
      if (event.key === ' ') release();
    };
    document.addEventListener('keydown', press);
    document.addEventListener('keyup', up);
    window.addEventListener('blur', release);
    return () => {
      document.removeEventListener('keydown', press);
      document.removeEventListener('keyup', up);
      window.removeEventListener('blur', release);
      if (holding.current) latest.current.actions.mute?.();
    };
  }, []);

  // Unmuting takes a moment: a key that was let go before it was through still has to end in silence.
  const owedUntil = useRef(0);
  useEffect(() => {
    const now = performance.now();
    if (held) owedUntil.current = Infinity;
    else if (owedUntil.current === Infinity) owedUntil.current = now + unmutingMs;
    if (held || now > owedUntil.current || !actions.mute) return;
    owedUntil.current = 0;
    actions.mute();
  }, [held, actions.mute]);
  return held;
}

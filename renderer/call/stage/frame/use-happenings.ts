import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useUi } from '../../../ui/index.ts';
import type { Conference } from '../../conference/model.ts';
import { tell } from './happening-words.ts';

/** A reaction stands that long. */
const reactionMs = 6_000;

/** Tells what happens, aloud and on the screen, and keeps the reactions that stand now, by participant ID or `self`. */
export function useHappenings(conference: Conference, people: number): ReadonlyMap<string, string> {
  const { announcer, toasts, texts } = useUi();
  const [reactions, setReactions] = useState<ReadonlyMap<string, string>>(new Map());
  const count = useRef(people);
  count.current = people;

  // Before the first paint: what happens meanwhile is not told again.
  useLayoutEffect(() => {
    const timers = new Map<string, number>();
    const stop = conference.listenHappenings((happening) => {
      const told = tell(happening, count.current, texts.peek().t);
      // A toast is read by itself.
      if (told?.isShown) toasts.show({ tone: 'info', text: told.text });
      if (told && (told.isUrgent || !told.isShown)) announcer.announce(told.text, told.isUrgent ? 'assertive' : 'polite');
      if (happening.kind !== 'reaction') return;
      const from = happening.participantId ?? 'self';
      setReactions((old) => new Map(old).set(from, happening.emoji));
      window.clearTimeout(timers.get(from));
      const over = (): void => setReactions((old) => new Map([...old].filter(([key]) => key !== from)));
      timers.set(from, window.setTimeout(over, reactionMs));
    });
    return () => {
      stop();
      for (const timer of timers.values()) window.clearTimeout(timer);
    };
  }, [conference]);
  return reactions;
}

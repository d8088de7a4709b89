import { useRef, useState } from 'preact/hooks';
import type { ConferenceState } from '../conference/model.ts';
import { arrange, speakerAfter, type Arrangement, type View } from './tiles/arrange.ts';

export type Panel = 'people' | 'text';
export type Question = 'lock' | 'keys' | 'leave';

/** What a person has chosen to see, for as long as the call is shown. */
export interface StageChoices {
  readonly view: View;
  readonly setView: (view: View) => void;
  readonly pinned: string | undefined;
  /** Wants a face large; the speaker view shows it. */
  readonly pin: (key: string | undefined) => void;
  readonly panel: Panel | undefined;
  readonly setPanel: (panel: Panel | undefined) => void;
  readonly question: Question | undefined;
  readonly ask: (question: Question | undefined) => void;
}

export interface StartingChoices {
  readonly view?: View;
  readonly panel?: Panel;
}

export function useStageChoices(start: StartingChoices = {}): StageChoices {
  const [view, setView] = useState<View>(start.view ?? 'speaker');
  const [pinned, pin] = useState<string>();
  const [panel, setPanel] = useState<Panel | undefined>(start.panel);
  const [question, ask] = useState<Question>();
  return { view, setView, pinned, pin, panel, setPanel, question, ask };
}

/** Who is seen how large now; whoever spoke last stays large while nobody speaks. */
export function useArrangement(state: ConferenceState, { view, pinned }: StageChoices): Arrangement {
  const last = useRef<string>();
  last.current = speakerAfter(last.current, state.participants);
  return arrange(state, { view, pinned, lastSpeaker: last.current });
}

import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { Conference, ConferenceState } from '../conference/model.ts';

/** The conference's state; the component draws itself anew with each. */
export function useConference(conference: Conference): ConferenceState {
  const [state, setState] = useState(() => conference.state());
  // Before the paint: a key that is pressed at once has to find the state that the one before it made.
  useLayoutEffect(() => {
    setState(conference.state());
    return conference.listen(setState);
  }, [conference]);
  return state;
}

/** Loudness of one voice, 0 to 1; `self` is one's own microphone. */
export function useLevel(conference: Conference, id: string): number {
  const [level, setLevel] = useState(0);
  useEffect(() => conference.listenLevels((levels) => setLevel(levels.get(id) ?? 0)), [conference, id]);
  return level;
}

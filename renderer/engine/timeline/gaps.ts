import { fail, toFailure, type Failure } from '../../base/failure.ts';
import type { GapItem } from '../contract/timeline.ts';
import type { Gap } from '../store/api.ts';

/** The gaps of one room and how their filling stands. One request for a gap at a time. */
export interface Gaps {
  state(gap: Gap): Pick<GapItem, 'state' | 'failure'>;
  /** Fetches one step into the gap; who asks for the same gap meanwhile waits for the same answer. */
  fill(gap: Gap): Promise<void>;
  /** Forgets failures, so that the gaps are open again. */
  reopen(): void;
}

/** A gap moves as it is filled: event and token together say where it stands. */
const placeOf = ({ eventId, token }: Gap): string => `${eventId ?? ''} ${token ?? ''}`;

export function createGaps(
  fetch: (token: string | undefined) => Promise<void>,
  /** Whether the store still has this gap as it was. */
  isThere: (gap: Gap) => boolean,
): Gaps {
  const loading = new Map<string, Promise<void>>();
  const failed = new Map<string, Failure>();
  const fill = async (gap: Gap): Promise<void> => {
    const place = placeOf(gap);
    failed.delete(place);
    try {
      await Promise.resolve().then(() => fetch(gap.token));
      // A request for another gap of the room may have been under way, and this one has waited for its answer.
      if (isThere(gap)) await fetch(gap.token);
      // An answer that brought nothing and moved nothing would be asked for again for ever.
      if (isThere(gap)) throw fail('server-error', 'the history request answered nothing');
    } catch (error) {
      failed.set(place, toFailure(error));
      throw error;
    } finally {
      loading.delete(place);
    }
  };
  return {
    state: (gap) => {
      const failure = failed.get(placeOf(gap));
      if (failure) return { state: 'failed', failure };
      return { state: loading.has(placeOf(gap)) ? 'loading' : 'open', failure: undefined };
    },
    fill: (gap) => {
      const place = placeOf(gap);
      const filling = loading.get(place) ?? fill(gap);
      if (!loading.has(place)) loading.set(place, filling);
      return filling;
    },
    reopen: () => failed.clear(),
  };
}

import { batch, signal, type ReadonlySignal } from '@preact/signals';
import { toFailure, type Failure } from '../../../base/failure.ts';
import type { Unsubscribe } from '../../../base/listen.ts';
import type { FoundPerson } from '../../../engine/contract.ts';
import type { Clock } from '../clock.ts';
import { requestThrough, type Engine } from '../engine.ts';

export type PeopleFound =
  | { readonly state: 'nothing-asked' }
  | { readonly state: 'found'; readonly people: readonly FoundPerson[]; readonly limited: boolean; readonly offline: boolean }
  | { readonly state: 'failed'; readonly failure: Failure };

export interface PeopleSearch {
  readonly query: ReadonlySignal<string>;
  /** The last answer; it stays while the next one is under way, so that the list does not flicker. */
  readonly found: ReadonlySignal<PeopleFound>;
  readonly busy: ReadonlySignal<boolean>;
  readonly ask: (query: string) => void;
  readonly dispose: Unsubscribe;
}

const quietMs = 250;

/** Searches people while a name is being typed. An answer that was overtaken is dropped. */
export function createPeopleSearch(engine: Engine, clock: Clock): PeopleSearch {
  const query = signal('');
  const found = signal<PeopleFound>({ state: 'nothing-asked' });
  const busy = signal(false);
  let stop: Unsubscribe = () => undefined;
  let latest = 0;

  const settle = (asked: number, answer: PeopleFound): void => {
    if (asked !== latest) return;
    batch(() => {
      found.value = answer;
      busy.value = false;
    });
  };

  const search = (asked: number, text: string): void => {
    requestThrough(engine, 'people.search', { query: text }).then(
      (answer) => settle(asked, { state: 'found', ...answer }),
      (error: unknown) => settle(asked, { state: 'failed', failure: toFailure(error) }),
    );
  };

  return {
    query,
    found,
    busy,
    ask: (text) => {
      stop();
      query.value = text;
      const asked = ++latest;
      const wanted = text.trim().slice(0, 255);
      if (wanted === '') return settle(asked, { state: 'nothing-asked' });
      busy.value = true;
      stop = clock.after(quietMs, () => search(asked, wanted));
    },
    dispose: () => {
      stop();
      latest += 1;
    },
  };
}

import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Unsubscribe } from '../../../base/listen.ts';
import type { Person } from '../../../engine/contract.ts';
import { createAction, type Action } from '../action.ts';
import type { Clock } from '../clock.ts';
import { requestThrough, type Engine } from '../engine.ts';
import type { NewTxnId } from '../txn-id.ts';
import { createPeopleSearch, type PeopleSearch } from './search.ts';

export interface NewRoomModel {
  readonly name: Signal<string>;
  readonly topic: Signal<string>;
  readonly encrypted: Signal<boolean>;
  readonly invited: ReadonlySignal<readonly Person[]>;
  readonly search: PeopleSearch;
  readonly add: (person: Person) => void;
  readonly remove: (userId: string) => void;
  /** A name is there; the rest may stay empty. */
  readonly ready: ReadonlySignal<boolean>;
  readonly create: Action;
  readonly dispose: Unsubscribe;
}

/** The contract's limit. */
const mostInvited = 100;

/** Making a room. Trying again after a failure is the same command, so no second room comes of it. */
export function createNewRoomModel({ engine, clock, newTxnId, opened }: {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly newTxnId: NewTxnId;
  readonly opened: (roomId: string) => void;
}): NewRoomModel {
  const name = signal('');
  const topic = signal('');
  const encrypted = signal(true);
  const invited = signal<readonly Person[]>([]);
  const search = createPeopleSearch(engine, clock);
  const txnId = newTxnId();
  const create = createAction(async () => {
    const { roomId } = await requestThrough(engine, 'room.create', {
      txnId,
      name: name.peek().trim(),
      topic: topic.peek().trim(),
      encrypted: encrypted.peek(),
      invite: invited.peek().map(({ userId }) => userId),
    });
    opened(roomId);
  });
  return {
    name,
    topic,
    encrypted,
    invited,
    search,
    add: (person) => {
      const others = invited.peek().filter(({ userId }) => userId !== person.userId);
      if (others.length < mostInvited) invited.value = [...others, person];
      search.ask('');
    },
    remove: (userId) => void (invited.value = invited.peek().filter((person) => person.userId !== userId)),
    ready: computed(() => name.value.trim() !== ''),
    create,
    dispose: search.dispose,
  };
}

import type { Unsubscribe } from '../../../base/listen.ts';
import { createAction, type Action } from '../action.ts';
import type { Clock } from '../clock.ts';
import { requestThrough, type Engine } from '../engine.ts';
import type { NewTxnId } from '../txn-id.ts';
import { createPeopleSearch, type PeopleSearch } from './search.ts';

export interface StartChatModel {
  readonly search: PeopleSearch;
  /** Opens the direct chat with a person: the one there is, or a new one. */
  readonly start: Action<[userId: string]>;
  readonly dispose: Unsubscribe;
}

/** Finding a person and opening the chat with them. */
export function createStartChatModel({ engine, clock, newTxnId, opened }: {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly newTxnId: NewTxnId;
  readonly opened: (roomId: string) => void;
}): StartChatModel {
  const search = createPeopleSearch(engine, clock);
  const txnIds = new Map<string, string>();
  const txnIdFor = (userId: string): string => {
    const txnId = txnIds.get(userId) ?? newTxnId();
    txnIds.set(userId, txnId);
    return txnId;
  };
  const start = createAction(async (userId: string) => {
    const { roomId } = await requestThrough(engine, 'room.direct', { txnId: txnIdFor(userId), userId });
    opened(roomId);
  });
  return { search, start, dispose: search.dispose };
}

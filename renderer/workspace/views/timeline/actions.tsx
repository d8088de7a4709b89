import type { ReadonlySignal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { RowOf } from '../../viewmodels/timeline/row.ts';
import type { CallWays } from '../calls/call-again.tsx';

/** What can be done from within the timeline; every row may need some of it. */
export interface TimelineActions {
  readonly online: ReadonlySignal<boolean>;
  readonly calls: CallWays;
  /** Undefined while no key is missing that the recovery key could bring. */
  readonly recover: ReadonlySignal<(() => void) | undefined>;
  readonly retry: (txnId: string) => void;
  readonly discard: (txnId: string) => void;
  readonly copy: (text: string) => void;
  readonly fold: (row: RowOf<'changes'>) => void;
  readonly fillGaps: () => void;
  /** Goes to a message that is loaded. */
  readonly goTo: (eventId: string) => void;
}

const Context = createContext<TimelineActions | undefined>(undefined);
export const TimelineActionsProvider = Context.Provider;

export function useTimelineActions(): TimelineActions {
  const actions = useContext(Context);
  if (!actions) throw new Error('A row was drawn outside its timeline');
  return actions;
}

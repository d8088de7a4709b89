import type { CallOutcome } from '../../../engine/contract.ts';
import type { TextKey } from '../../../ui/index.ts';

/** How a call went, as its card and a room's row say it. */
export const outcomeWords: Readonly<Record<CallOutcome, TextKey>> = {
  ringing: 'calls:card.ringing',
  running: 'calls:card.running',
  answered: 'calls:card.answered',
  missed: 'calls:card.missed',
  declined: 'calls:card.declined',
  busy: 'calls:card.busy',
  'no-answer': 'calls:card.no-answer',
  cancelled: 'calls:card.cancelled',
};

import { signal, type ReadonlySignal } from '@preact/signals';
import { toFailure, type Failure } from '../../../base/failure.ts';
import type { SignOutCost } from '../../../engine/contract.ts';
import { requestThrough, type Engine } from '../engine.ts';

/** How far the question has come. */
export type SignOutStep =
  | { readonly step: 'counting' }
  | { readonly step: 'asking'; readonly cost: SignOutCost }
  | { readonly step: 'leaving' }
  /** The server did not confirm: nothing has been removed yet. */
  | { readonly step: 'refused'; readonly failure: Failure };

export interface SignOutModel {
  readonly step: ReadonlySignal<SignOutStep>;
  readonly confirm: () => void;
  /** Without the server; only after it did not answer. */
  readonly force: () => void;
}

/** Nobody can tell: then the worst is what is said. */
const unknownCost: SignOutCost = { unsent: 0, drafts: 0, keysBackedUp: false };

/** Asks what signing out would cost as soon as it is made. On success the session's topic ends the dialog. */
export function createSignOutModel({ engine }: { readonly engine: Engine }): SignOutModel {
  const step = signal<SignOutStep>({ step: 'counting' });

  const count = async (): Promise<void> => {
    const cost = await requestThrough(engine, 'session.signOutCost', {}).catch(() => unknownCost);
    step.value = { step: 'asking', cost };
  };

  const leave = async (force: boolean): Promise<void> => {
    if (step.peek().step === 'leaving') return;
    step.value = { step: 'leaving' };
    try {
      await requestThrough(engine, 'session.signOut', { force });
    } catch (error) {
      step.value = { step: 'refused', failure: toFailure(error) };
    }
  };

  void count();
  return { step, confirm: () => void leave(false), force: () => void leave(true) };
}

/** Whether signing out would lose anything. */
export const losesSomething = ({ unsent, drafts, keysBackedUp }: SignOutCost): boolean =>
  unsent > 0 || drafts > 0 || !keysBackedUp;

import { batch, computed, signal, type ReadonlySignal } from '@preact/signals';
import { toFailure, type Failure } from '../../../base/failure.ts';
import type { Unsubscribe } from '../../../base/listen.ts';
import type { Clock } from '../clock.ts';
import { requestThrough, type Engine } from '../engine.ts';
import type { NewTxnId } from '../txn-id.ts';
import { createDraft } from './draft.ts';

/** The contract's limit for one message, in UTF-16 units. */
export const longestMessage = 60_000;

export interface ComposerModel {
  readonly text: ReadonlySignal<string>;
  /** Why the last message is still here. */
  readonly failure: ReadonlySignal<Failure | undefined>;
  /** Units over the limit; 0 where the message is not too long. */
  readonly tooLong: ReadonlySignal<number>;
  readonly input: (text: string) => void;
  /** Undefined while there is nothing that could be sent. */
  readonly send: ReadonlySignal<(() => void) | undefined>;
  readonly flush: () => void;
  readonly dispose: Unsubscribe;
}

/** The composer of one room. It gives a message up only when the engine has it safe. */
export function createComposerModel({ engine, roomId, clock, newTxnId }: {
  readonly engine: Engine;
  readonly roomId: string;
  readonly clock: Clock;
  readonly newTxnId: NewTxnId;
}): ComposerModel {
  const text = signal('');
  const failure = signal<Failure | undefined>(undefined);
  const draft = createDraft(engine, roomId, clock);
  const tooLong = computed(() => Math.max(0, text.value.length - longestMessage));
  /** The message on its way or refused; trying the same text again is the same command. */
  let message: { readonly text: string; readonly txnId: string } | undefined;
  let underWay = false;
  let again = false;

  const setText = (next: string): void => {
    text.value = next;
    draft.changed(next);
  };

  void draft.stored.then((stored) => {
    if (!stored) return;
    const typed = text.peek();
    if (typed === '') text.value = stored;
    else setText(`${stored}\n${typed}`);
  });

  const sendNow = async (): Promise<void> => {
    const whole = text.peek();
    if (underWay) {
      again = true;
      return;
    }
    if (whole.trim() === '' || whole.length > longestMessage) return;
    if (message?.text !== whole) message = { text: whole, txnId: newTxnId() };
    underWay = true;
    failure.value = undefined;
    try {
      await requestThrough(engine, 'message.send', { txnId: message.txnId, roomId, text: whole });
      message = undefined;
      const now = text.peek();
      // What was typed since Enter stays; a text changed in its middle stays whole, so that nothing is lost.
      batch(() => setText(now.startsWith(whole) ? now.slice(whole.length) : now));
      draft.flush();
    } catch (error) {
      again = false;
      failure.value = toFailure(error);
    } finally {
      underWay = false;
    }
    if (again) {
      again = false;
      void sendNow();
    }
  };

  const send = (): void => void sendNow();

  return {
    text,
    failure,
    tooLong,
    input: (next) => {
      if (next === text.peek()) return;
      failure.value = undefined;
      setText(next);
    },
    send: computed(() => (text.value.trim() === '' || tooLong.value > 0 ? undefined : send)),
    flush: draft.flush,
    dispose: draft.flush,
  };
}

import { fail } from '../../base/failure.ts';
import type { OutgoingMessage } from '../store/api.ts';
import { composeMessage } from './compose.ts';
import { recentEcho } from './echo.ts';
import { createMarkdown } from './markdown.ts';
import { createRunner, type RunnerSources } from './runner.ts';

/** The send queue's answers to `message.*` and `draft.*`. */
export interface SendQueue {
  /**
   * Safe in the queue's database when it returns; the draft that it was made of is gone with it.
   * @throws FailureError `empty-message`, or what the store throws
   */
  send(message: { readonly txnId: string; readonly roomId: string; readonly text: string }): null;
  /** @throws FailureError `unknown-message` */
  retry(message: { readonly txnId: string }): null;
  /** @throws FailureError `unknown-message`, `sending-now` (the answer is awaited), `already-sent` */
  discard(message: { readonly txnId: string }): { readonly text: string };
  readDraft(room: { readonly roomId: string }): { readonly text: string };
  writeDraft(draft: { readonly roomId: string; readonly text: string }): null;
  stop(): void;
}

export function createSendQueue(sources: RunnerSources): SendQueue {
  const { chat, queue, clock, own } = sources;
  const markdown = createMarkdown();
  const runner = createRunner(sources);
  const known = (txnId: string): OutgoingMessage => {
    const message = queue.message(txnId);
    if (!message) throw fail('unknown-message');
    return message;
  };
  return {
    send: ({ txnId, roomId, text }) => {
      if (text.trim() === '') throw fail('empty-message');
      // A window that did not hear the answer asks again, perhaps after the message has gone its way.
      if (!queue.message(txnId) && recentEcho(chat, { roomId, txnId, eventId: undefined }, own)) return null;
      queue.add({
        txnId, roomId, text,
        type: 'm.room.message',
        content: { ...composeMessage(markdown, text, txnId) },
        createdAt: clock.now(),
      });
      runner.pump();
      return null;
    },
    retry: ({ txnId }) => {
      const message = known(txnId);
      if (message.state === 'failed') queue.markQueued(txnId);
      runner.hurry(message);
      return null;
    },
    discard: ({ txnId }) => {
      const { state, text } = known(txnId);
      if (runner.isUnderWay(txnId)) throw fail('sending-now');
      if (state === 'sent') throw fail('already-sent');
      queue.remove(txnId);
      runner.pump();
      return { text };
    },
    readDraft: ({ roomId }) => ({ text: queue.draft(roomId) }),
    writeDraft: ({ roomId, text }) => {
      queue.putDraft(roomId, text, clock.now());
      return null;
    },
    stop: () => runner.stop(),
  };
}

import type { SendState, TimelineItem } from '../contract/timeline.ts';
import type { OutgoingMessage, StoredEvent } from '../store/api.ts';
import { itemOf, type ItemContext } from './item.ts';

const sendState = ({ state, failure }: OutgoingMessage): SendState | undefined => {
  switch (state) {
    case 'queued':
    case 'sending':
      return { state };
    case 'failed':
      return { state, failure: failure ?? { code: 'refused' } };
    case 'sent':
      return undefined;
  }
};

/** An outgoing message as the event that it will be, so that it looks the same before and after. */
const asEvent = (message: OutgoingMessage, own: string): StoredEvent => ({
  roomId: message.roomId,
  eventId: message.eventId ?? message.txnId,
  sender: own,
  ts: message.createdAt,
  type: message.type,
  content: message.content,
  stateKey: undefined,
  raw: { type: message.type, content: message.content, event_id: '', sender: own, origin_server_ts: message.createdAt },
  // What is still here is not in the clear anywhere.
  encryption: 'decrypted',
  problem: undefined,
  shield: undefined,
  redacted: false,
  txnId: message.txnId,
  fragment: 0,
  index: 0,
});

/**
 * The local echo. `echo` is its event where the store has it but cannot show it yet (not decrypted): the message then
 * stands in for it with its time and ID.
 */
export function outgoingItem(message: OutgoingMessage, context: ItemContext, echo?: StoredEvent): TimelineItem | undefined {
  const item = itemOf(asEvent(message, context.reader.userId), context);
  if (item?.kind !== 'message') return item;
  return {
    ...item,
    eventId: echo?.eventId ?? message.eventId,
    ts: echo?.ts ?? item.ts,
    send: echo ? undefined : sendState(message),
    txnId: message.txnId,
  };
}

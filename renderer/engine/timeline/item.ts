import { assertNever } from '../../base/assert-never.ts';
import { isCallType, othersCallTypes, othersProtocolTypes } from '../calls/event-types.ts';
import { readCallEvent } from '../calls/read-event.ts';
import type { CallRecord } from '../contract/calls.ts';
import type { Person } from '../contract/rooms.ts';
import type { AttachmentItem, MessageItem, TimelineItem } from '../contract/timeline.ts';
import { cleanLine } from '../people/names.ts';
import { isObject, listAt, numberAt, objectAt, textAt } from '../session/json.ts';
import type { JsonObject, StoredEvent } from '../store/api.ts';
import { mentions, type Reader } from './mentions.ts';
import type { About } from './relations.ts';
import { stateChange } from './state-change.ts';
import { bodyOf, htmlOf, isEmojiOnly, withoutReplyFallback, withoutReplyHtml } from './text.ts';

/** What an item needs to know beyond its event. */
export interface ItemContext {
  readonly reader: Reader;
  find(userId: string): Person;
  about(eventId: string): About | undefined;
  /** An event that is replied to, where the store has it. */
  event(eventId: string): StoredEvent | undefined;
  mayNotifyRoom(userId: string): boolean;
  /** The call that this event began. */
  call(event: StoredEvent): CallRecord | undefined;
  /** Whether the room was encrypted when this event came. */
  wasEncrypted(event: StoredEvent): boolean;
}

type Base = Pick<MessageItem, 'key' | 'eventId' | 'sender' | 'own' | 'ts'>;

/** Events that only serve a protocol or another event; nothing is shown for them. */
const silent = new Set([
  'm.reaction', 'm.room.redaction', 'm.dummy', 'm.room_key', 'm.room_key_request', 'm.forwarded_room_key',
  'm.poll.response', 'm.poll.end', 'org.matrix.msc3381.poll.response', 'org.matrix.msc3381.poll.end',
  ...othersProtocolTypes,
]);
const isSilent = (type: string): boolean => silent.has(type) || type.startsWith('m.key.verification.');

/** Event types of messages that clients from before extensible events cannot show carry their text in one of these. */
const fallbackOf = (content: JsonObject): string | undefined =>
  bodyOf(content['body']) ?? bodyOf(content['org.matrix.msc1767.text']) ?? bodyOf(listAt(content, 'm.text').map((part) => textAt(part, 'body')).find(Boolean));

const relatesTo = (content: JsonObject): JsonObject => objectAt(content, 'm.relates_to');
const isEdit = (event: StoredEvent): boolean =>
  textAt(relatesTo(event.content), 'rel_type') === 'm.replace' || textAt(relatesTo(event.raw.content), 'rel_type') === 'm.replace';

const unsupported = (base: Base, event: StoredEvent): TimelineItem => ({
  ...base,
  kind: 'unsupported',
  type: cleanLine(event.type, 255),
  fallback: fallbackOf(event.content),
});

/** The plain text of a message, edits applied, as a quotation or a preview shows it. */
export function textOf(event: StoredEvent, edit: StoredEvent | undefined): string | undefined {
  const body = bodyOf((edit ? objectAt(edit.content, 'm.new_content') : event.content)['body']);
  return body === undefined ? undefined : withoutReplyFallback(body);
}

function replyTo(content: JsonObject, context: ItemContext): MessageItem['replyTo'] {
  const relation = relatesTo(content);
  const eventId = textAt(objectAt(relation, 'm.in_reply_to'), 'event_id');
  // In a thread the reply may be there only for clients that do not know threads (`is_falling_back`).
  if (eventId === undefined || relation['is_falling_back'] === true) return undefined;
  const target = context.event(eventId);
  if (!target) return { eventId, sender: undefined, text: undefined };
  const text = target.redacted ? undefined : textOf(target, context.about(eventId)?.edit);
  return { eventId, sender: context.find(target.sender), text: text?.slice(0, 300) };
}

/** A server, or somebody's client, put a readable message into a room whose messages are encrypted. */
const isInTheClear = (event: StoredEvent, context: ItemContext): boolean => event.encryption === 'none' && context.wasEncrypted(event);

function message(style: MessageItem['style'], base: Base, event: StoredEvent, context: ItemContext): TimelineItem {
  const about = context.about(event.eventId);
  const shown = about?.edit ? objectAt(about.edit.content, 'm.new_content') : event.content;
  const body = bodyOf(shown['body']);
  if (body === undefined) return unsupported(base, event);
  const isReply = isObject(relatesTo(event.content)['m.in_reply_to']);
  const html = htmlOf(shown['format'], shown['formatted_body']);
  const text = isReply ? withoutReplyFallback(body) : body;
  return {
    ...base,
    kind: 'message',
    style,
    text,
    html: isReply && html !== undefined ? withoutReplyHtml(html) : html,
    emojiOnly: style === 'text' && isEmojiOnly(text),
    mentionsMe: !base.own && mentions(shown, text, context.reader, () => context.mayNotifyRoom(event.sender)),
    edited: about?.edit !== undefined,
    replyTo: replyTo(event.content, context),
    reactions: about?.reactions ?? [],
    send: undefined,
    txnId: base.own ? event.txnId : undefined,
    shield: about?.edit?.shield ?? event.shield ?? (isInTheClear(event, context) ? 'not-encrypted' : undefined),
  };
}

function attachment(media: AttachmentItem['media'], base: Base, content: JsonObject): AttachmentItem {
  const size = numberAt(objectAt(content, 'info'), 'size');
  return {
    ...base,
    kind: 'attachment',
    media,
    name: cleanLine(content['filename'], 255) || cleanLine(content['body'], 255),
    size: size !== undefined && size >= 0 ? size : undefined,
  };
}

function roomMessage(base: Base, event: StoredEvent, context: ItemContext): TimelineItem {
  switch (event.content['msgtype']) {
    case 'm.text':
      return message('text', base, event, context);
    case 'm.notice':
    case 'm.server_notice':
      return message('notice', base, event, context);
    case 'm.emote':
      return message('emote', base, event, context);
    case 'm.image':
      return attachment('image', base, event.content);
    case 'm.file':
      return attachment('file', base, event.content);
    case 'm.audio':
      return attachment('audio', base, event.content);
    case 'm.video':
      return attachment('video', base, event.content);
    default:
      return unsupported(base, event);
  }
}

/** The card of a call where it began; what tells of its course has no place of its own. */
function callItem(base: Base, event: StoredEvent, context: ItemContext): TimelineItem | undefined {
  if (!readCallEvent(event)) return unsupported(base, event);
  const call = context.call(event);
  return call && { ...base, kind: 'call', call };
}

/** The list key of an event: own messages of this device keep the transaction ID that their local echo had. */
export const keyOf = (event: StoredEvent, own: string): string =>
  event.sender === own && event.txnId !== undefined ? event.txnId : event.eventId;

/** An event as it is shown; undefined for what has its place elsewhere (edits, reactions, protocol) or says nothing. */
export function itemOf(event: StoredEvent, context: ItemContext): TimelineItem | undefined {
  const own = event.sender === context.reader.userId;
  const base: Base = {
    key: keyOf(event, context.reader.userId),
    eventId: event.eventId,
    sender: context.find(event.sender),
    own,
    ts: event.ts,
  };
  if (event.stateKey !== undefined) {
    const change = stateChange(event, (userId) => context.find(userId));
    if (change === 'quiet') return undefined;
    return change === 'unsupported' ? unsupported(base, event) : { ...base, kind: 'state', change };
  }
  if (isEdit(event) || isSilent(event.type)) return undefined;
  if (event.redacted) return { ...base, kind: 'redacted' };
  switch (event.encryption) {
    case 'undecrypted':
      return { ...base, kind: 'undecryptable', problem: event.problem ?? 'key-missing' };
    case 'none':
    case 'decrypted':
      if (event.type === 'm.room.message') return roomMessage(base, event, context);
      if (isCallType(event.type)) return callItem(base, event, context);
      if (othersCallTypes.has(event.type)) return { ...base, kind: 'state', change: { what: 'call-elsewhere' } };
      if (event.type === 'm.sticker') return attachment('image', base, event.content);
      return unsupported(base, event);
    default:
      return assertNever(event.encryption);
  }
}

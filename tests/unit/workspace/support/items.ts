import type { CallItem, CallRecord, MessageItem, Person, RoomSummary, StateItem, TimelineHead } from '../../../../renderer/engine/contract.ts';

export const person = (name: string): Person => ({ userId: `@${name.toLowerCase()}:land.example`, name, avatar: undefined });

/** Local time on 14 October 2026, the day of the prototype. */
export const at = (hour: number, minute = 0, day = 14): number => new Date(2026, 9, day, hour, minute).getTime();

export const message = (key: string, more: Partial<MessageItem> = {}): MessageItem => ({
  kind: 'message',
  key,
  eventId: `$${key}`,
  sender: person('Emre'),
  own: false,
  ts: at(9),
  style: 'text',
  text: `Text ${key}`,
  html: undefined,
  emojiOnly: false,
  mentionsMe: false,
  edited: false,
  replyTo: undefined,
  reactions: [],
  send: undefined,
  txnId: undefined,
  shield: undefined,
  ...more,
});

export const mine = (key: string, more: Partial<MessageItem> = {}): MessageItem =>
  message(key, { sender: person('Miriam'), own: true, ...more });

export const change = (key: string, more: Partial<StateItem> = {}): StateItem => ({
  kind: 'state',
  key,
  eventId: `$${key}`,
  sender: person('Emre'),
  own: false,
  ts: at(9),
  change: { what: 'joined', person: person('Emre') },
  ...more,
});

/** A call of Emre's, whose key is its ID. */
export const call = (key: string, more: Partial<CallRecord> = {}): CallItem => ({
  kind: 'call',
  key,
  eventId: `$${key}`,
  sender: person('Emre'),
  own: false,
  ts: at(9),
  call: {
    key,
    callId: key,
    roomId: '!r',
    title: 'Emre',
    kind: 'direct',
    peer: person('Emre'),
    media: 'audio',
    direction: 'incoming',
    outcome: 'ringing',
    startedTs: at(9),
    durationMs: undefined,
    participants: [],
    ...more,
  },
});

export const timelineHead = (more: Partial<TimelineHead> = {}): TimelineHead => ({
  roomId: '!r',
  atStart: false,
  loadingOlder: false,
  olderFailure: undefined,
  readUpTo: undefined,
  ...more,
});

export const roomSummary = (name: string, more: Partial<RoomSummary> = {}): RoomSummary => ({
  key: `!${name}`,
  roomId: `!${name}`,
  name: { kind: 'named', text: name },
  kind: 'room',
  membership: 'join',
  avatar: undefined,
  peer: undefined,
  presence: 'unknown',
  inviter: undefined,
  encrypted: true,
  unread: 0,
  mentions: 0,
  lastTs: 0,
  preview: undefined,
  draft: undefined,
  queued: 0,
  failed: 0,
  ...more,
});

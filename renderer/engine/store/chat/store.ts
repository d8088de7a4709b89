import { createEmitter } from '../../../base/listen.ts';
import type { ChatStore, StoreChange } from '../api/chat-store.ts';
import { prependOlder } from '../fragments.ts';
import type { Database } from '../sqlite/database.ts';
import { readAccountData, readAllAccountData } from './account-data.ts';
import { readCallEvents, readRecentCalls, tellCalls } from './calls.ts';
import { createChanges, type Changes } from './changes.ts';
import { findEvent, toStoredEvent } from './event-rows.ts';
import { putDecryption, redactStored } from './event-writes.ts';
import { forgetRoom } from './forget.ts';
import { createFragmentTable } from './fragment-table.ts';
import { eventJson } from './json.ts';
import { mediaLimits, putMedia, readMedia, type MediaLimits } from './media.ts';
import { putNote, readNote } from './notes.ts';
import { readPresence, readReceipts } from './people-reads.ts';
import { accountRoom, findRoom, type RoomId } from './room-ids.ts';
import { readRoomRows } from './room-rows.ts';
import { putState, readAllState, readMember, readMembers, readRoomsWithState, readState, searchMembers } from './state.ts';
import { applyRedactions, beginningAt, putReceipt, putUnread, writeProvisional, writeSync } from './sync-write.ts';
import { readRelations, readUndecrypted, readWindow } from './timeline-reads.ts';

/** The chat store over an open, prepared database. */
export function createChatStore(database: Database, limits: MediaLimits = mediaLimits): ChatStore {
  const changed = createEmitter<StoreChange>();

  /** One transaction, then one emission: outside the writer's call, so that a listener's error is not the writer's. */
  function write<T>(work: (changes: Changes) => T): T {
    const changes = createChanges();
    const result = database.transaction(() => work(changes));
    const change = changes.result();
    if (change !== undefined) queueMicrotask(() => changed.emit(change));
    return result;
  }

  /** Nothing is written about a room that is not stored. */
  const inRoom = (roomId: string, work: (room: RoomId, changes: Changes) => void): void => write((changes) => {
    const room = findRoom(database, roomId);
    if (room !== undefined) work(room, changes);
  });

  const ownUser = (): string | undefined => readNote(database, 'own-user') as string | undefined;
  const nextBatch = (): string | undefined => readNote(database, 'next-batch') as string | undefined;

  return {
    listen: changed.listen,

    applySync: (sync) => write((changes) => writeSync(database, sync, changes)),
    applyProvisional: (sync) => write((changes) => writeProvisional(database, sync, changes)),
    prependHistory: (roomId, { from, events, end }) => write((changes) => {
      const room = findRoom(database, roomId);
      if (room === undefined) return 'stale';
      const table = createFragmentTable(database, room.id);
      const fragment = table.fragments().findLast((number) => {
        const beginning = table.beginning(number);
        return beginning.kind === 'gap' && beginning.token === from;
      });
      if (fragment === undefined) return 'stale';
      const usable = events.filter((event) => eventJson(event) !== undefined);
      prependOlder(table, fragment, usable, beginningAt(end));
      applyRedactions(database, room, usable.toReversed(), changes);
      changes.room(roomId, 'timeline', 'row');
      tellCalls(room, usable, changes);
      return 'filled';
    }),
    putDecrypted: (results) => write((changes) => {
      for (const result of results) {
        const room = findRoom(database, result.roomId);
        if (room !== undefined) putDecryption(database, room, result, changes);
      }
    }),
    putMembers: (roomId, events) => inRoom(roomId, (room, changes) => {
      for (const event of events) putState(database, room, event, changes);
      database.run('UPDATE rooms SET members_complete = 1 WHERE id = ?', [room.id]);
      changes.room(roomId, 'members', 'row');
    }),
    putReceipt: (roomId, receipt) => inRoom(roomId, (room, changes) => putReceipt(database, room, receipt, changes)),
    putUnread: (roomId, unread) => inRoom(roomId, (room, changes) => putUnread(database, room, unread, changes)),
    redact: (roomId, eventId) => inRoom(roomId, (room, changes) => redactStored(database, room, eventId, {}, changes)),
    forgetRoom: (roomId) => inRoom(roomId, (room, changes) => forgetRoom(database, room, changes)),
    putMedia: (mxc, size, media) => write(() => putMedia(database, mxc, size, media, limits)),
    putOwnUser: (userId) => write(() => putNote(database, 'own-user', userId)),
    putValue: (key, value) => write(() => putNote(database, `value/${key}`, value)),

    roomRows: () => readRoomRows(database, ownUser()),
    roomRow: (roomId) => readRoomRows(database, ownUser(), roomId)[0],
    timelineWindow: (roomId, options) => readWindow(database, findRoom(database, roomId), options),
    relationsOf: (roomId, eventIds) => {
      const room = findRoom(database, roomId);
      return room === undefined ? [] : readRelations(database, room, eventIds);
    },
    event(roomId, eventId) {
      const room = findRoom(database, roomId);
      const row = room && findEvent(database, room.id, eventId);
      return row && toStoredEvent(row, roomId);
    },
    stateEvent(roomId, type, stateKey = '') {
      const room = findRoom(database, roomId);
      return room && readState(database, room.id, type, stateKey);
    },
    stateEvents(roomId, type) {
      const room = findRoom(database, roomId);
      return room === undefined ? [] : readAllState(database, room.id, type);
    },
    members(roomId, { all = false } = {}) {
      const room = findRoom(database, roomId);
      return room === undefined ? [] : readMembers(database, room.id, all);
    },
    member(roomId, userId) {
      const room = findRoom(database, roomId);
      return room && readMember(database, room.id, userId);
    },
    searchMembers: (text, limit) => searchMembers(database, text, limit),
    receipts(roomId) {
      const room = findRoom(database, roomId);
      return room === undefined ? [] : readReceipts(database, room.id);
    },
    undecrypted({ roomId, sessionId, limit = 1_000 }) {
      const room = roomId === undefined ? undefined : findRoom(database, roomId);
      return roomId !== undefined && room === undefined ? [] : readUndecrypted(database, room, sessionId, limit);
    },
    recentCalls: (limit) => readRecentCalls(database, limit),
    callEvents(roomId, callId) {
      const room = findRoom(database, roomId);
      return room === undefined ? [] : readCallEvents(database, room, callId);
    },
    roomsWithState: (type) => readRoomsWithState(database, type),
    nextBatch,
    allAccountData: () => readAllAccountData(database, accountRoom),
    ownUser,
    accountData: (type) => readAccountData(database, accountRoom, type),
    roomAccountData(roomId, type) {
      const room = findRoom(database, roomId);
      return room && readAccountData(database, room.id, type);
    },
    presence: (userIds) => userIds.map((userId) => readPresence(database, userId)).filter((row) => row !== undefined),
    media: (mxc, size) => readMedia(database, mxc, size),
    value: (key) => readNote(database, `value/${key}`),
    close: () => database.close(),
  };
}

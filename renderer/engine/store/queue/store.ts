import type { Failure } from '../../../base/failure.ts';
import { createEmitter } from '../../../base/listen.ts';
import type { JsonObject } from '../api/events.ts';
import type { Draft, OutgoingMessage, QueueChange, QueueStore } from '../api/queue-store.ts';
import type { Database } from '../sqlite/database.ts';
import type { SqlValue } from '../sqlite/statement.ts';

interface MessageRow {
  readonly sequence: number;
  readonly txn_id: string;
  readonly room_id: string;
  readonly type: string;
  readonly content: string;
  readonly text: string;
  readonly created_at: number;
  readonly state: OutgoingMessage['state'];
  readonly attempts: number;
  readonly first_attempt_at: number | null;
  readonly device_id: string | null;
  readonly event_id: string | null;
  readonly failure: string | null;
}

const toMessage = (row: MessageRow): OutgoingMessage => ({
  txnId: row.txn_id,
  roomId: row.room_id,
  sequence: row.sequence,
  type: row.type,
  content: JSON.parse(row.content) as JsonObject,
  text: row.text,
  createdAt: row.created_at,
  state: row.state,
  attempts: row.attempts,
  firstAttemptAt: row.first_attempt_at ?? undefined,
  deviceId: row.device_id ?? undefined,
  eventId: row.event_id ?? undefined,
  failure: row.failure === null ? undefined : (JSON.parse(row.failure) as Failure),
});

/** Queue, drafts and small settings over an open, migrated database. */
export function createQueueStore(database: Database): QueueStore {
  const changed = createEmitter<QueueChange>();
  const emit = (change: Partial<QueueChange>): void =>
    queueMicrotask(() => changed.emit({ messages: new Set(), drafts: new Set(), ...change }));

  const message = (txnId: string): OutgoingMessage | undefined => {
    const row = database.get<MessageRow>('SELECT * FROM messages WHERE txn_id = ?', [txnId]);
    return row && toMessage(row);
  };

  const draft = (roomId: string): string =>
    database.get<{ text: string }>('SELECT text FROM drafts WHERE room_id = ?', [roomId])?.text ?? '';

  /** Each statement is a transaction of its own. Unknown transaction IDs change nothing. */
  const change = (txnId: string, assignments: string, ...values: readonly SqlValue[]): void => {
    const row = database.get<{ room_id: string }>(
      `UPDATE messages SET ${assignments} WHERE txn_id = ? RETURNING room_id`, [...values, txnId]);
    if (row !== undefined) emit({ messages: new Set([row.room_id]) });
  };

  return {
    listen: changed.listen,

    add({ txnId, roomId, type, content, text, createdAt }) {
      const { row, wasDraft } = database.transaction(() => {
        const row = database.get<MessageRow>(
          `INSERT INTO messages(txn_id, room_id, type, content, text, created_at) VALUES(?, ?, ?, ?, ?, ?)
           ON CONFLICT DO NOTHING RETURNING *`, [txnId, roomId, type, JSON.stringify(content), text, createdAt]);
        const wasDraft = row !== undefined && draft(roomId).trim() === text.trim();
        if (wasDraft) database.run('DELETE FROM drafts WHERE room_id = ?', [roomId]);
        return { row, wasDraft };
      });
      if (row !== undefined) emit({ messages: new Set([roomId]), drafts: new Set(wasDraft ? [roomId] : []) });
      return row === undefined ? (message(txnId) as OutgoingMessage) : toMessage(row);
    },
    message,
    messages: ({ roomId, state } = {}) => database.all<MessageRow>(
      'SELECT * FROM messages WHERE (?1 IS NULL OR room_id = ?1) AND (?2 IS NULL OR state = ?2) ORDER BY sequence',
      [roomId ?? null, state ?? null]).map(toMessage),
    markSending: (txnId, { deviceId, at }) => change(txnId,
      `state = 'sending', attempts = attempts + 1, first_attempt_at = coalesce(first_attempt_at, ?), device_id = ?, failure = NULL`,
      at, deviceId),
    markQueued: (txnId) => change(txnId, `state = 'queued', failure = NULL`),
    markSent: (txnId, eventId) => change(txnId, `state = 'sent', event_id = ?, failure = NULL`, eventId),
    markFailed: (txnId, failure) => change(txnId, `state = 'failed', failure = ?`, JSON.stringify(failure)),
    remove(txnId) {
      const row = database.get<{ room_id: string }>('DELETE FROM messages WHERE txn_id = ? RETURNING room_id', [txnId]);
      if (row !== undefined) emit({ messages: new Set([row.room_id]) });
    },
    removeRoom(roomId) {
      database.transaction(() => {
        database.run('DELETE FROM messages WHERE room_id = ?', [roomId]);
        database.run('DELETE FROM drafts WHERE room_id = ?', [roomId]);
      });
      emit({ messages: new Set([roomId]), drafts: new Set([roomId]) });
    },

    draft,
    putDraft(roomId, text, at) {
      if (text === '') database.run('DELETE FROM drafts WHERE room_id = ?', [roomId]);
      else database.run('INSERT OR REPLACE INTO drafts(room_id, text, changed_at) VALUES(?, ?, ?)', [roomId, text, at]);
      emit({ drafts: new Set([roomId]) });
    },
    drafts: () => database.all<Draft>('SELECT room_id AS roomId, text, changed_at AS changedAt FROM drafts ORDER BY room_id'),

    setting(key) {
      const row = database.get<{ json: string }>('SELECT json FROM settings WHERE key = ?', [key]);
      return row === undefined ? undefined : (JSON.parse(row.json) as unknown);
    },
    putSetting(key, value) {
      if (value === undefined) database.run('DELETE FROM settings WHERE key = ?', [key]);
      else database.run('INSERT OR REPLACE INTO settings(key, json) VALUES(?, ?)', [key, JSON.stringify(value)]);
    },
    close: () => database.close(),
  };
}

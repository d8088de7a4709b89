import type { Migration } from '../migrate.ts';

/*
 * Version 1. `room` is `rooms.id`; 0 stands for the account. Rows found by an event ID go over `hash`, a non-unique
 * 53-bit integer, and compare the text: a unique index on the text was the main cost of writing (three times as slow).
 */
const version1: Migration = (database) => {
  const statements = [
    `CREATE TABLE rooms(
      id INTEGER PRIMARY KEY, room_id TEXT NOT NULL UNIQUE, membership TEXT NOT NULL,
      heroes TEXT NOT NULL DEFAULT '[]', joined INTEGER NOT NULL DEFAULT 0, invited INTEGER NOT NULL DEFAULT 0,
      notifications INTEGER NOT NULL DEFAULT 0, highlights INTEGER NOT NULL DEFAULT 0,
      synced INTEGER NOT NULL DEFAULT 0, members_complete INTEGER NOT NULL DEFAULT 0)`,

    `CREATE TABLE fragments(
      room INTEGER NOT NULL, fragment INTEGER NOT NULL, at_start INTEGER NOT NULL, token TEXT,
      PRIMARY KEY(room, fragment)) WITHOUT ROWID`,

    `CREATE TABLE events(
      id INTEGER PRIMARY KEY, room INTEGER NOT NULL, fragment INTEGER NOT NULL, idx INTEGER NOT NULL,
      hash INTEGER NOT NULL, event_id TEXT NOT NULL, raw TEXT NOT NULL, clear TEXT,
      session_id TEXT, problem TEXT, shield TEXT, redacted INTEGER NOT NULL, preview INTEGER NOT NULL)`,
    'CREATE INDEX events_order ON events(room, fragment, idx)',
    'CREATE INDEX events_hash ON events(hash)',
    'CREATE INDEX events_undecrypted ON events(session_id, room) WHERE session_id IS NOT NULL AND clear IS NULL',
    'CREATE INDEX events_preview ON events(room, fragment, idx) WHERE preview = 1',

    `CREATE TABLE relations(
      event INTEGER PRIMARY KEY, room INTEGER NOT NULL, target_hash INTEGER NOT NULL, target_id TEXT NOT NULL,
      rel_type TEXT NOT NULL, key TEXT)`,
    'CREATE INDEX relations_target ON relations(target_hash)',

    'CREATE TABLE calls(event INTEGER PRIMARY KEY, room INTEGER NOT NULL, call_id TEXT NOT NULL, ts INTEGER NOT NULL)',
    'CREATE INDEX calls_room ON calls(room, call_id, ts)',

    `CREATE TABLE state(
      room INTEGER NOT NULL, type TEXT NOT NULL, state_key TEXT NOT NULL, event_id TEXT, json TEXT NOT NULL,
      PRIMARY KEY(room, type, state_key)) WITHOUT ROWID`,
    `CREATE TABLE members(
      room INTEGER NOT NULL, user_id TEXT NOT NULL, membership TEXT NOT NULL, name TEXT, avatar TEXT, folded TEXT NOT NULL,
      PRIMARY KEY(room, user_id)) WITHOUT ROWID`,
    `CREATE TABLE receipts(
      room INTEGER NOT NULL, user_id TEXT NOT NULL, type TEXT NOT NULL, thread TEXT NOT NULL,
      event_id TEXT NOT NULL, ts INTEGER NOT NULL,
      PRIMARY KEY(room, user_id, type, thread)) WITHOUT ROWID`,
    `CREATE TABLE account_data(
      room INTEGER NOT NULL, type TEXT NOT NULL, json TEXT NOT NULL,
      PRIMARY KEY(room, type)) WITHOUT ROWID`,
    `CREATE TABLE presence(
      user_id TEXT PRIMARY KEY, presence TEXT NOT NULL, status TEXT, last_active INTEGER, active INTEGER NOT NULL) WITHOUT ROWID`,
    `CREATE TABLE media(
      id INTEGER PRIMARY KEY, mxc TEXT NOT NULL, size INTEGER NOT NULL, type TEXT NOT NULL, bytes INTEGER NOT NULL,
      used INTEGER NOT NULL, data BLOB NOT NULL, UNIQUE(mxc, size))`,
    'CREATE INDEX media_used ON media(used, bytes)',
    'CREATE TABLE notes(key TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID',
  ];
  for (const statement of statements) database.run(statement);
};

export const chatMigrations: readonly Migration[] = [version1];

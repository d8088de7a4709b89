import { migrate, type Migration } from '../migrate.ts';
import type { Database } from '../sqlite/database.ts';

const version1: Migration = (database) => {
  const statements = [
    // AUTOINCREMENT: the number of a message that is gone never comes again, so the order stays one of time.
    `CREATE TABLE messages(
      sequence INTEGER PRIMARY KEY AUTOINCREMENT, txn_id TEXT NOT NULL UNIQUE, room_id TEXT NOT NULL, type TEXT NOT NULL,
      content TEXT NOT NULL, text TEXT NOT NULL, created_at INTEGER NOT NULL, state TEXT NOT NULL DEFAULT 'queued',
      attempts INTEGER NOT NULL DEFAULT 0, first_attempt_at INTEGER, device_id TEXT, event_id TEXT, failure TEXT)`,
    'CREATE INDEX messages_room ON messages(room_id, sequence)',
    'CREATE TABLE drafts(room_id TEXT PRIMARY KEY, text TEXT NOT NULL, changed_at INTEGER NOT NULL) WITHOUT ROWID',
    'CREATE TABLE settings(key TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID',
  ];
  for (const statement of statements) database.run(statement);
};

const queueMigrations: readonly Migration[] = [version1];

/** Brings an open queue database to what this version of the program works with. */
export const prepareQueue = (database: Database): void => migrate(database, queueMigrations);

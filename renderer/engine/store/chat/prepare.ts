import { migrate } from '../migrate.ts';
import type { Database } from '../sqlite/database.ts';
import { ensureDerived } from './derived.ts';
import { chatMigrations } from './schema.ts';

/** Brings an open chat database to what this version of the program works with. */
export function prepareChat(database: Database): void {
  migrate(database, chatMigrations);
  ensureDerived(database);
}

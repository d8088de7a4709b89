import { fail } from '../../base/failure.ts';
import type { Database } from './sqlite/database.ts';

/** One step of the schema. Steps are never edited once released: each database in the field has run them as they were. */
export type Migration = (database: Database) => void;

/** Brings a database up to the newest version, each step in one transaction with its `user_version`. Forward only: fails with `store-too-new`. */
export function migrate(database: Database, migrations: readonly Migration[]): void {
  const version = database.get<{ user_version: number }>('PRAGMA user_version')?.user_version ?? 0;
  if (version > migrations.length) throw fail('store-too-new', `version ${version}, known ${migrations.length}`);
  for (const [index, step] of migrations.entries()) {
    if (index < version) continue;
    database.transaction(() => {
      step(database);
      database.run(`PRAGMA user_version=${index + 1}`);
    });
  }
}

import type { Migration } from './migration';

/** What holds for the whole data folder, a JSON document for each part. */
export const settings: Migration = (db) => {
  db.exec('CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID');
};

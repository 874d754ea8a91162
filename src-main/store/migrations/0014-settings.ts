import type { Migration } from './migration';

/** Settings of the whole data folder, one JSON document per section. */
export const settings: Migration = (db) => {
  db.exec('CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID');
};

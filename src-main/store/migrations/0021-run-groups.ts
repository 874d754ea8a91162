import type { Migration } from './migration';

/** Runs that were launched together. */
export const runGroups: Migration = (db) => {
  db.exec(`
    CREATE TABLE run_groups (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      side_by_side INTEGER NOT NULL,
      created_at INTEGER NOT NULL
    ) STRICT;
    ALTER TABLE runs ADD COLUMN group_id INTEGER REFERENCES run_groups (id);
  `);
};

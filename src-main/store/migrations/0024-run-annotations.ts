import type { Migration } from './migration';

/** Notes are in a separate table: they may be long, and lists of runs do not show them. */
export const runAnnotations: Migration = (db) => {
  db.exec(`
    ALTER TABLE runs ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
    ALTER TABLE runs ADD COLUMN starred INTEGER NOT NULL DEFAULT 0;
    CREATE TABLE run_notes (
      run_id INTEGER PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE,
      text TEXT NOT NULL
    ) STRICT;
  `);
};

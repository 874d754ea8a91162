import type { Migration } from './migration';

export const checkpoints: Migration = (db) => {
  db.exec(`
    CREATE TABLE checkpoints (
      id INTEGER PRIMARY KEY,
      run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      step INTEGER NOT NULL,
      elapsed_ms REAL NOT NULL,
      created_at REAL NOT NULL,
      bytes BLOB NOT NULL,
      UNIQUE (run_id, step)
    ) STRICT;
  `);
};

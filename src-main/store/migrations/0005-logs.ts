import type { Migration } from './migration';

export const logs: Migration = (db) => {
  db.exec(`
    CREATE TABLE logs (
      id INTEGER PRIMARY KEY,
      run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      at REAL NOT NULL,
      level TEXT NOT NULL,
      text TEXT NOT NULL
    ) STRICT;
    CREATE INDEX logs_by_run ON logs (run_id, id);
  `);
};

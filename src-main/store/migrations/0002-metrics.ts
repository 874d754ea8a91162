import type { Migration } from './migration';

/**
 * The table is its own index (WITHOUT ROWID): a series is contiguous, and a row takes about 20 bytes. Names are stored
 * as numbers for the same reason.
 */
export const metrics: Migration = (db) => {
  db.exec(`
    CREATE TABLE metric_names (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE
    ) STRICT;
    CREATE TABLE metrics (
      run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      metric_id INTEGER NOT NULL REFERENCES metric_names (id),
      step INTEGER NOT NULL,
      value REAL NOT NULL,
      PRIMARY KEY (run_id, metric_id, step)
    ) STRICT, WITHOUT ROWID;
  `);
};

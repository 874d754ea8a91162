import type { Migration } from './migration';

/**
 * Ids are never reused (AUTOINCREMENT): a run's name, colour and file paths are derived from them. `dataset_id` is not
 * a foreign key: a run outlives its dataset, and stores its name and fingerprint.
 */
export const runs: Migration = (db) => {
  db.exec(`
    CREATE TABLE runs (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL,
      state TEXT NOT NULL,
      model TEXT NOT NULL,
      dataset_id TEXT NOT NULL,
      config TEXT NOT NULL,
      color INTEGER NOT NULL,
      dataset_name TEXT NOT NULL,
      dataset_fingerprint TEXT,
      engine TEXT,
      created_at REAL NOT NULL,
      queued_at REAL NOT NULL,
      started_at REAL,
      finished_at REAL,
      deleted_at REAL,
      step INTEGER NOT NULL DEFAULT 0,
      total_steps INTEGER,
      steps_per_epoch INTEGER,
      elapsed_ms REAL NOT NULL DEFAULT 0,
      problem TEXT,
      latest TEXT NOT NULL DEFAULT '{}',
      sparkline TEXT NOT NULL DEFAULT '[]'
    ) STRICT;
    CREATE INDEX runs_by_state ON runs (state, queued_at, id);
  `);
};

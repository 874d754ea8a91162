import type { Migration } from './migration';

/** Evaluations of the samples of a checkpoint: metrics, as JSON, and the settings of the measurement. */
export const qualities: Migration = (db) => {
  db.exec(`
    CREATE TABLE qualities (
      id INTEGER PRIMARY KEY,
      run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      step INTEGER NOT NULL,
      samples INTEGER NOT NULL,
      seed INTEGER NOT NULL,
      encoder TEXT,
      metrics TEXT NOT NULL,
      histogram TEXT,
      created_at REAL NOT NULL
    ) STRICT;
    CREATE INDEX qualities_of_runs ON qualities (run_id, step);
  `);
};

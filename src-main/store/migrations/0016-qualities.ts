import type { Migration } from './migration';

/** How good the samples of a checkpoint are: what was measured and what it rests on, as JSON. */
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

import type { Migration } from './migration';

/**
 * Runs that train on other machines: their place in the messages of their job, and the checkpoints that have not been
 * fetched yet. `sent` is 0 before the job was sent to the server, 1 while it is being sent, and 2 after.
 */
export const remoteRuns: Migration = (db) => {
  db.exec(`
    CREATE TABLE remote_runs (
      run_id INTEGER PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE,
      pool TEXT NOT NULL,
      job TEXT NOT NULL UNIQUE,
      sent INTEGER NOT NULL DEFAULT 0,
      worker TEXT,
      generation INTEGER NOT NULL DEFAULT 0,
      message INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE TABLE remote_checkpoints (
      run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      step INTEGER NOT NULL,
      elapsed_ms REAL NOT NULL,
      object TEXT NOT NULL,
      measured TEXT,
      PRIMARY KEY (run_id, step)
    ) STRICT, WITHOUT ROWID;
  `);
};

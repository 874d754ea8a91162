import type { Migration } from './migration';

/** The choices of people who saw samples without names. Without another run, the other images were training images. */
export const blindRounds: Migration = (db) => {
  db.exec(`
    CREATE TABLE blind_rounds (
      id INTEGER PRIMARY KEY,
      run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      step INTEGER NOT NULL,
      other_id INTEGER REFERENCES runs (id) ON DELETE CASCADE,
      other_step INTEGER,
      chosen INTEGER NOT NULL,
      answers INTEGER NOT NULL,
      seed INTEGER NOT NULL,
      created_at REAL NOT NULL
    ) STRICT;
    CREATE INDEX blind_rounds_of_runs ON blind_rounds (run_id);
    CREATE INDEX blind_rounds_of_others ON blind_rounds (other_id);
  `);
};

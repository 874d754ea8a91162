import type { Migration } from './migration';

/**
 * Ids are never used twice (AUTOINCREMENT), so that a client may keep a figure's bytes for good. The bytes come last:
 * reading the other columns does not touch the pages they overflow to.
 */
export const samples: Migration = (db) => {
  db.exec(`
    CREATE TABLE samples (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      kind TEXT NOT NULL,
      step INTEGER NOT NULL,
      media_type TEXT NOT NULL,
      columns INTEGER,
      rows INTEGER,
      tile_width INTEGER,
      tile_height INTEGER,
      bytes BLOB NOT NULL,
      UNIQUE (run_id, kind, step)
    ) STRICT;
  `);
};

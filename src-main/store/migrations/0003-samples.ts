import type { Migration } from './migration';

/**
 * Ids are never reused (AUTOINCREMENT), so that a client may cache a figure's bytes forever. The bytes are the last
 * column: reading the others does not touch their overflow pages.
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

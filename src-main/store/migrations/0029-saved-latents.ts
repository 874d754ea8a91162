import type { Migration } from './migration';

/**
 * Latents that a person saved, [count, latent size] as little-endian 32-bit floats, and the items that a checkpoint
 * decoded them to: a PNG with one row of tiles, or a point cloud.
 */
export const savedLatents: Migration = (db) => {
  db.exec(`
    CREATE TABLE saved_latents (
      id INTEGER PRIMARY KEY,
      run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      step INTEGER NOT NULL,
      weights TEXT NOT NULL,
      kind TEXT NOT NULL,
      name TEXT NOT NULL,
      count INTEGER NOT NULL,
      latents BLOB NOT NULL,
      class TEXT NOT NULL,
      path TEXT,
      in_report INTEGER NOT NULL,
      sheet TEXT,
      items BLOB NOT NULL,
      created_at REAL NOT NULL
    ) STRICT;
    CREATE INDEX saved_latents_of_runs ON saved_latents (run_id);
  `);
};

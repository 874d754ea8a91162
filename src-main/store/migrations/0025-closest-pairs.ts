import type { Migration } from './migration';

/** The samples of an evaluation that are closest to training images: a description as JSON, and their picture. */
export const closestPairs: Migration = (db) => {
  db.exec(`
    CREATE TABLE closest_pairs (
      quality_id INTEGER PRIMARY KEY REFERENCES qualities (id) ON DELETE CASCADE,
      pairs TEXT NOT NULL,
      png BLOB NOT NULL
    ) STRICT;
  `);
};

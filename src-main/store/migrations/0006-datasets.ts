import type { Migration } from './migration';

/** Datasets whose files exist. Those that have not been generated yet are known only to the program. */
export const datasets: Migration = (db) => {
  db.exec(`
    CREATE TABLE datasets (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      summary TEXT NOT NULL,
      source TEXT NOT NULL,
      width INTEGER NOT NULL,
      height INTEGER NOT NULL,
      channels INTEGER NOT NULL,
      class_names TEXT NOT NULL,
      train_count INTEGER NOT NULL,
      test_count INTEGER NOT NULL,
      fingerprint TEXT NOT NULL,
      size_bytes INTEGER NOT NULL,
      created_at REAL NOT NULL
    ) STRICT, WITHOUT ROWID;
  `);
};

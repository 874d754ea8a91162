import type { Migration } from './migration';

/** The table holds figures of every kind, of which samples are one. */
export const figures: Migration = (db) => {
  db.exec('ALTER TABLE samples RENAME TO figures');
};

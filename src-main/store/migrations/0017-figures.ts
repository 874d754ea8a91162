import type { Migration } from './migration';

/** The table contains figures of every kind, not only samples. */
export const figures: Migration = (db) => {
  db.exec('ALTER TABLE samples RENAME TO figures');
};

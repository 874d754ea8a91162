import type { Migration } from './migration';

/** Sizes and times of the files when their fingerprint was last computed; null if it must be computed again. */
export const datasetStamps: Migration = (db) => {
  db.exec('ALTER TABLE datasets ADD COLUMN stamp TEXT');
};

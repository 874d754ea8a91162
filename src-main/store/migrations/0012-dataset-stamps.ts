import type { Migration } from './migration';

/** What sizes and times the files had when their fingerprint was last computed; null where it has to be again. */
export const datasetStamps: Migration = (db) => {
  db.exec('ALTER TABLE datasets ADD COLUMN stamp TEXT');
};

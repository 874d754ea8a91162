import type { Migration } from './migration';

/** Datasets from before there were points are of images. */
export const dataKinds: Migration = (db) => {
  db.exec("ALTER TABLE datasets ADD COLUMN kind TEXT NOT NULL DEFAULT 'images'");
};

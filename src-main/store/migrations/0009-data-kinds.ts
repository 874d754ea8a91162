import type { Migration } from './migration';

/** Older datasets all consist of images. */
export const dataKinds: Migration = (db) => {
  db.exec("ALTER TABLE datasets ADD COLUMN kind TEXT NOT NULL DEFAULT 'images'");
};

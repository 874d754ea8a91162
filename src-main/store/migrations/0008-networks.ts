import type { Migration } from './migration';

/** What a run's model is made of; null until a run has begun, and in runs from before. */
export const networks: Migration = (db) => {
  db.exec('ALTER TABLE runs ADD COLUMN networks TEXT');
};

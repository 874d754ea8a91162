import type { Migration } from './migration';

/** The networks of a run's model; null until the run has started, and in older runs. */
export const networks: Migration = (db) => {
  db.exec('ALTER TABLE runs ADD COLUMN networks TEXT');
};

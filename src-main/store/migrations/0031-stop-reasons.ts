import type { Migration } from './migration';

/** Why its sweep has stopped a run before the end of its budget, as JSON. */
export const stopReasons: Migration = (db) => {
  db.exec('ALTER TABLE runs ADD COLUMN stop_reason TEXT');
};

import type { Migration } from './migration';

/** The trash is listed by the time of removal, beside any number of runs. */
export const removedRuns: Migration = (db) => {
  db.exec('CREATE INDEX removed_runs ON runs (deleted_at, id) WHERE deleted_at > 0');
};

import type { Migration } from './migration';

/** Lists the trash by the time of removal, however many other runs there are. */
export const removedRuns: Migration = (db) => {
  db.exec('CREATE INDEX removed_runs ON runs (deleted_at, id) WHERE deleted_at > 0');
};

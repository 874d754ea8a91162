import type { Migration } from './migration';

/** Groups of runs that are sweeps have a plan, and their runs may stop before the end of their budget. */
export const sweeps: Migration = (db) => {
  db.exec(`
    ALTER TABLE run_groups ADD COLUMN plan TEXT;
    ALTER TABLE runs ADD COLUMN stop_at INTEGER;
  `);
};

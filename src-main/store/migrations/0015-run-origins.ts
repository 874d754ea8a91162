import type { Migration } from './migration';

/** The run and step that a run continues from, as JSON; null for a run from scratch. */
export const runOrigins: Migration = (db) => {
  db.exec('ALTER TABLE runs ADD COLUMN origin TEXT');
};

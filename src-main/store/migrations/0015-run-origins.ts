import type { Migration } from './migration';

/** The run and step that a run goes on from, as JSON; null in a run that began at its beginning. */
export const runOrigins: Migration = (db) => {
  db.exec('ALTER TABLE runs ADD COLUMN origin TEXT');
};

import type { Migration } from './migration';

/** Signs of known failures that a run shows, as JSON. */
export const runAlerts: Migration = (db) => {
  db.exec("ALTER TABLE runs ADD COLUMN alerts TEXT NOT NULL DEFAULT '[]'");
};

import type { Migration } from './migration';

/** Which metrics an evaluation measured: all, or those of a quick one during training. */
export const qualityEffort: Migration = (db) => {
  db.exec("ALTER TABLE qualities ADD COLUMN effort TEXT NOT NULL DEFAULT 'full'");
};

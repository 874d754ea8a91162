import type { Migration } from './migration';

/** How long an evaluation took to draw samples, and on which device. */
export const samplingTimes: Migration = (db) => {
  db.exec('ALTER TABLE qualities ADD COLUMN sampling TEXT');
};

import { fillBlocks } from '../metric-blocks';
import type { Migration } from './migration';

/**
 * Summaries of 64 steps each of every metric, 16 in a row, so that a chart of a million steps need not read a million
 * rows. Takes about a second for a million rows that were recorded before.
 */
export const metricBlocks: Migration = (db) => {
  db.exec(`
    CREATE TABLE metric_blocks (
      run_id INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      metric_id INTEGER NOT NULL REFERENCES metric_names (id),
      page INTEGER NOT NULL,
      blocks BLOB NOT NULL,
      PRIMARY KEY (run_id, metric_id, page)
    ) STRICT;
  `);
  fillBlocks(db);
};

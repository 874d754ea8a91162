import type { Migration } from './migration';

/** The checkpoint to evaluate after its run has ended, until the evaluation is done or has failed. */
export const dueEvaluations: Migration = (db) => {
  db.exec(`
    ALTER TABLE runs ADD COLUMN evaluation_due INTEGER;
    CREATE INDEX due_evaluations ON runs (finished_at, id) WHERE evaluation_due IS NOT NULL;
  `);
};

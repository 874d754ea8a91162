import type { ReadableDatabase } from './database';

/** What a run takes in the database; `removed` if it is in the trash. */
export interface RunSize {
  readonly id: number;
  readonly name: string;
  readonly removed: boolean;
  readonly checkpoints: number;
  readonly checkpointBytes: number;
  readonly figureBytes: number;
}

export function storageReader(db: ReadableDatabase) {
  // The length of a value is in the head of its row, so no picture is read.
  const sizes = db.prepare<[], Omit<RunSize, 'removed'> & { removed: number }>(
    `SELECT id, name, deleted_at IS NOT NULL AS removed,
      (SELECT count(*) FROM checkpoints WHERE run_id = runs.id AND removed = 0) AS checkpoints,
      (SELECT coalesce(sum(size), 0) FROM checkpoints WHERE run_id = runs.id) AS checkpointBytes,
      (SELECT coalesce(sum(length(bytes)), 0) FROM figures WHERE run_id = runs.id) AS figureBytes
      FROM runs`,
  );
  return {
    ofRuns: (): RunSize[] => sizes.all().map((row) => ({ ...row, removed: row.removed !== 0 })),
  };
}

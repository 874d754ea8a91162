import { QualitySchema, type Quality } from '../contract/quality';
import type { ReadableDatabase, WritableDatabase } from './database';
import { jsonOf } from './json-column';

interface QualityRow {
  id: number;
  run_id: number;
  step: number;
  samples: number;
  seed: number;
  effort: string;
  encoder: string | null;
  metrics: string;
  histogram: string | null;
  created_at: number;
}

export function qualityReader(db: ReadableDatabase) {
  const list = db.prepare<[number], QualityRow>('SELECT * FROM qualities WHERE run_id = ? ORDER BY step, id');
  return {
    /** By step, then in the order in which they were measured; without rows that cannot be read. */
    list: (runId: number): Quality[] =>
      list.all(runId).flatMap((row) => {
        const { data } = QualitySchema.safeParse({
          ...row,
          runId: row.run_id,
          encoder: jsonOf(row.encoder),
          metrics: jsonOf(row.metrics),
          histogram: jsonOf(row.histogram),
          createdAt: row.created_at,
        });
        return data === undefined ? [] : [data];
      }),
  };
}

export function qualityWriter(db: WritableDatabase) {
  const put = db.prepare<Omit<QualityRow, 'id'>>(
    `INSERT INTO qualities (run_id, step, samples, seed, effort, encoder, metrics, histogram, created_at)
      VALUES (@run_id, @step, @samples, @seed, @effort, @encoder, @metrics, @histogram, @created_at)`,
  );
  const removeAfter = db.prepare<[number, number]>('DELETE FROM qualities WHERE run_id = ? AND step > ?');
  return {
    append(quality: Omit<Quality, 'id'>): Quality {
      const { runId, step, samples, seed, effort, encoder, metrics, histogram, createdAt } = quality;
      const { lastInsertRowid } = put.run({
        run_id: runId,
        step,
        samples,
        seed,
        effort,
        encoder: encoder && JSON.stringify(encoder),
        metrics: JSON.stringify(metrics),
        histogram: histogram && JSON.stringify(histogram),
        created_at: createdAt,
      });
      return { ...quality, id: Number(lastInsertRowid) };
    },
    removeAfter: (runId: number, step: number): void => void removeAfter.run(runId, step),
  };
}

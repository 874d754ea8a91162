import { ClosestPairsSchema, QualitySchema, SamplingTimeSchema, type Quality } from '../contract/quality';
import type { ReadableDatabase, WritableDatabase } from './database';
import { jsonOf } from '../contract/json';

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
  closest: string | null;
  sampling: string | null;
}

export function qualityReader(db: ReadableDatabase) {
  const list = db.prepare<[number], QualityRow>(
    `SELECT qualities.*, (SELECT pairs FROM closest_pairs WHERE quality_id = qualities.id) AS closest
      FROM qualities WHERE run_id = ? ORDER BY step, id`,
  );
  const closestPng = db
    .prepare<[number], Buffer>('SELECT png FROM closest_pairs WHERE quality_id = ?')
    .pluck();
  return {
    /** The picture of the closest pairs of an evaluation; null if it has none. */
    closestPng: (id: number): Uint8Array | null => closestPng.get(id) ?? null,
    /** By step, then in order of measurement; rows that cannot be read are omitted. */
    list: (runId: number): Quality[] =>
      list.all(runId).flatMap((row) => {
        const { data } = QualitySchema.safeParse({
          ...row,
          runId: row.run_id,
          encoder: jsonOf(row.encoder),
          metrics: jsonOf(row.metrics),
          histogram: jsonOf(row.histogram),
          createdAt: row.created_at,
          sampling: SamplingTimeSchema.safeParse(jsonOf(row.sampling)).data,
          // An invalid value counts as missing.
          closest: ClosestPairsSchema.safeParse(jsonOf(row.closest)).data,
        });
        return data === undefined ? [] : [data];
      }),
  };
}

export function qualityWriter(db: WritableDatabase) {
  const put = db.prepare<Omit<QualityRow, 'id' | 'closest'>>(
    `INSERT INTO qualities (run_id, step, samples, seed, effort, encoder, metrics, histogram, created_at, sampling)
      VALUES (@run_id, @step, @samples, @seed, @effort, @encoder, @metrics, @histogram, @created_at, @sampling)`,
  );
  const putClosest = db.prepare<[number, string, Uint8Array]>(
    'INSERT INTO closest_pairs (quality_id, pairs, png) VALUES (?, ?, ?)',
  );
  const removeAfter = db.prepare<[number, number]>('DELETE FROM qualities WHERE run_id = ? AND step > ?');
  return {
    /** @param closestPng the picture of its closest pairs */
    append: db.transaction((quality: Omit<Quality, 'id'>, closestPng?: Uint8Array): Quality => {
      const { runId, step, samples, seed, effort, encoder, metrics, histogram, createdAt, sampling } =
        quality;
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
        sampling: sampling === undefined ? null : JSON.stringify(sampling),
      });
      const id = Number(lastInsertRowid);
      if (quality.closest !== undefined && closestPng !== undefined)
        putClosest.run(id, JSON.stringify(quality.closest), closestPng);
      return { ...quality, id };
    }),
    removeAfter: (runId: number, step: number): void => void removeAfter.run(runId, step),
  };
}

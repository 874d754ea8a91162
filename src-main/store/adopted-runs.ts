import type { NetworkSummary } from '../contract/network';
import type { Run } from '../contract/run';
import type { WritableDatabase } from './database';

/** What another workbench recorded of a run, apart from the parts that it is created with. */
export type AdoptedRun = Omit<
  Run,
  | 'id'
  | 'hasNotes'
  | 'group'
  | 'queueOrder'
  | 'stepsPerSecond'
  | 'slowedTo'
  | 'quality'
  | 'thumbnailId'
  | 'checkpointStep'
  | 'stopAt'
>;

const jsonOrNull = (value: object | string | null | undefined) =>
  value == null ? null : JSON.stringify(value);

/** Writes runs that were not trained here. */
export function adoptedRunWriter(db: WritableDatabase) {
  const adopt = db.prepare<Readonly<Record<string, string | number | null>>>(`
    UPDATE runs SET deleted_at = NULL, state = @state, tags = @tags, starred = @starred, engine = @engine,
      origin = @origin, created_at = @createdAt, started_at = @startedAt, finished_at = @finishedAt, step = @step,
      total_steps = @totalSteps, steps_per_epoch = @stepsPerEpoch, elapsed_ms = @elapsedMs, problem = @problem,
      latest = @latest, evaluations = @evaluations, window_means = @window, alerts = @alerts, sparkline = @sparkline,
      stop_reason = @stopReason, networks = @networks WHERE id = @id AND deleted_at = 0`);
  const createdAt = db
    .prepare<[number, number], number>(
      'SELECT id FROM runs WHERE created_at = ? AND id <> ? AND deleted_at IS NULL ORDER BY id',
    )
    .pluck();
  return {
    /** Shows a run that was created hidden, with everything that its row has. */
    adopt(id: number, run: AdoptedRun, networks: readonly NetworkSummary[]): void {
      const { state, step, totalSteps, stepsPerEpoch, elapsedMs } = run;
      adopt.run({
        ...{ id, state, step, totalSteps, stepsPerEpoch, elapsedMs },
        createdAt: run.createdAt,
        startedAt: run.startedAt,
        finishedAt: run.finishedAt,
        tags: JSON.stringify(run.tags),
        starred: Number(run.starred),
        engine: jsonOrNull(run.engine),
        origin: jsonOrNull(run.origin),
        problem: jsonOrNull(run.problem),
        latest: JSON.stringify(run.latest),
        evaluations: JSON.stringify(run.evaluations),
        window: jsonOrNull(run.window),
        alerts: JSON.stringify(run.alerts ?? []),
        sparkline: JSON.stringify(run.sparkline),
        stopReason: jsonOrNull(run.stopReason),
        networks: JSON.stringify(networks),
      });
    },
    /** Other runs that were created in the same millisecond. */
    createdAt: (at: number, except: number): number[] => createdAt.all(at, except),
  };
}

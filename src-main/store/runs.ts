import * as z from 'zod';
import type { Alert } from '../contract/alert';
import { NetworkSummarySchema, type NetworkSummary } from '../contract/network';
import type { StopReason } from '../contract/early-stop';
import type { Problem } from '../contract/error';
import type { Evaluation } from '../contract/evaluation';
import type { EngineInfo } from '../contract/engine';
import type { QueueMove, Run, RunConfig, RunGroup, RunOrigin, RunState } from '../contract/run';
import { HEADLINE_QUALITIES } from '../contract/quality-value';
import type { SweepPlan } from '../contract/sweep';
import { THUMBNAIL_KINDS } from '../contract/figure';
import type { ReadableDatabase, WritableDatabase } from './database';
import { jsonOf } from '../contract/json';
import { queueMover, queuePlacer } from './queue-order';
import { IS_LOCAL, jobWriter } from './remote-runs';
import { runFromRow, type RunRow, type StoredRun } from './run-row';

export interface NewStoredRun {
  /** Derives the name from the id, which is only known after the insertion. */
  name: (id: number) => string;
  config: RunConfig;
  color: number;
  datasetName: string;
  datasetFingerprint: string | null;
  /** The checkpoint that it continues from. */
  origin?: RunOrigin;
  groupId?: number;
  /** The step at which it stops, before the end of its budget. */
  stopAt?: number;
  /** The pool that trains it, if that is not this machine. */
  pool?: string;
}

export interface NewStoredGroup extends Omit<RunGroup, 'id'> {
  /** The plan of a sweep. */
  plan?: SweepPlan;
}

interface NewGroup {
  readonly id: number;
  /** The ids of its runs, in the given order. */
  readonly ids: readonly number[];
}

const NetworksSchema = z.array(NetworkSummarySchema);

const jsonOrNull = (value: object | null) => (value === null ? null : JSON.stringify(value));

/** The newest figure of a kind, read from the samples' unique index. */
const newestFigure = (kind: string) =>
  `(SELECT id FROM figures WHERE run_id = runs.id AND kind = '${kind}' ORDER BY step DESC LIMIT 1)`;
const headlines = HEADLINE_QUALITIES.map((id) => `'${id}', metrics -> '${id}'`).join();
/** The headline metrics of the newest full evaluation, read from the qualities' index. */
const NEWEST_QUALITY = `(SELECT json_object('step', step, 'samples', samples, 'encoder', encoder ->> 'hash',
    'metrics', json_object(${headlines}))
  FROM qualities WHERE run_id = runs.id AND effort = 'full' AND json_valid(metrics)
    AND (encoder IS NULL OR json_valid(encoder)) ORDER BY step DESC, id DESC LIMIT 1)`;
const RUN = `SELECT runs.*, ${NEWEST_QUALITY} AS quality, coalesce(${THUMBNAIL_KINDS.map(newestFigure).join()}) AS thumbnail_id,
  (SELECT max(step) FROM checkpoints WHERE run_id = runs.id AND removed = 0) AS checkpoint_step,
  (SELECT json_object('id', id, 'name', name, 'sideBySide', json(iif(side_by_side, 'true', 'false')))
    FROM run_groups WHERE id = runs.group_id) AS run_group,
  (SELECT json_object('pool', pool, 'worker', worker) FROM remote_runs WHERE run_id = runs.id) AS place,
  EXISTS (SELECT 1 FROM run_notes WHERE run_id = runs.id) AS has_notes FROM runs`;

/** The properties of a run that are known when its trainer is ready. */
export interface Plan {
  engine: EngineInfo;
  totalSteps: number;
  stepsPerEpoch: number;
  networks: readonly NetworkSummary[];
}

export function runReader(db: ReadableDatabase) {
  const list = db.prepare<[number, number], RunRow>(
    `${RUN} WHERE deleted_at IS NULL AND id < ? ORDER BY id DESC LIMIT ?`,
  );
  const get = db.prepare<[number], RunRow>(`${RUN} WHERE id = ?`);
  const networks = db.prepare<[number], string | null>('SELECT networks FROM runs WHERE id = ?').pluck();
  const ofState = db.prepare<[RunState], RunRow>(
    `${RUN} WHERE state = ? AND deleted_at IS NULL ORDER BY queued_at, id`,
  );
  const queued = db
    .prepare<[], number>(
      `SELECT id FROM runs WHERE state = 'queued' AND deleted_at IS NULL AND ${IS_LOCAL} ORDER BY queued_at, id`,
    )
    .pluck();
  const everyQueued = db.prepare<[], number>(`SELECT id FROM runs WHERE state = 'queued'`).pluck();
  const lastUsed = db
    .prepare<[], number | null>(
      'SELECT max(max(created_at, coalesce(started_at, 0), coalesce(finished_at, 0))) FROM runs',
    )
    .pluck();
  const evaluationsDue = db.prepare<[], { id: number; step: number }>(
    `SELECT id, evaluation_due AS step FROM runs WHERE evaluation_due IS NOT NULL AND deleted_at IS NULL
      ORDER BY finished_at, id`,
  );
  const recentColors = db
    .prepare<[number], number>('SELECT color FROM runs ORDER BY id DESC LIMIT ?')
    .pluck();
  return {
    /** Up to `limit` runs that are not removed and older than the run `before`, newest first. */
    list: (limit: number, before = Number.MAX_SAFE_INTEGER): StoredRun[] =>
      list.all(before, limit).map(runFromRow),
    /** Finds a run, also a removed one. */
    get(id: number): StoredRun | null {
      const row = get.get(id);
      return row ? runFromRow(row) : null;
    },
    /** The networks of a run's model; empty if they are not recorded, or cannot be read. */
    networks(id: number): NetworkSummary[] {
      return NetworksSchema.safeParse(jsonOf(networks.get(id) ?? null)).data ?? [];
    },
    ofState: (state: RunState): StoredRun[] => ofState.all(state).map(runFromRow),
    /** The ids of queued runs that train on this machine, in the order of training. */
    queued: (): number[] => queued.all(),
    /** The ids of all queued runs, including removed ones, in no particular order. */
    everyQueued: (): number[] => everyQueued.all(),
    /** When a run was last created, started or ended; null without any runs. */
    lastUsed: (): number | null => lastUsed.get() ?? null,

    /** Runs, each with the step of the checkpoint to evaluate, in the order in which they ended. */
    evaluationsDue: (): { id: number; step: number }[] => evaluationsDue.all(),

    /** The colours of the newest runs, newest first, including removed ones. */
    recentColors: (count: number): number[] => recentColors.all(count),
  };
}

/** The values of a new run, in the order of `insert`. */
type Values = [
  string,
  string,
  string,
  number,
  string,
  string | null,
  number,
  number,
  string | null,
  number | null,
  number | null,
];

function statements(db: WritableDatabase) {
  return {
    jobs: jobWriter(db),
    insert: db.prepare<Values>(`
    INSERT INTO runs (name, state, model, dataset_id, config, color, dataset_name, dataset_fingerprint, created_at,
      queued_at, origin, group_id, stop_at) VALUES ('', 'queued', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`),
    insertGroup: db.prepare<[string, number, number, string | null]>(
      'INSERT INTO run_groups (name, side_by_side, created_at, plan) VALUES (?, ?, ?, ?)',
    ),
    // Even if the clock was set back, a new run must queue behind those that wait.
    place: db.prepare<[number], number>('SELECT max(?, coalesce(max(queued_at) + 1, 0)) FROM runs').pluck(),
    rename: db.prepare<[string, number]>('UPDATE runs SET name = ? WHERE id = ?'),
    setConfig: db.prepare<[string, number]>('UPDATE runs SET config = ? WHERE id = ?'),
    setStopAt: db.prepare<[number | null, number]>('UPDATE runs SET stop_at = ? WHERE id = ?'),
    setStopReason: db.prepare<[string, number]>('UPDATE runs SET stop_reason = ? WHERE id = ?'),
    queue: db.prepare<[number, number]>(
      `UPDATE runs SET state = 'queued', queued_at = ?, finished_at = NULL, problem = NULL,
      stop_reason = iif(stop_reason IS NULL, NULL, '"resumed"') WHERE id = ?`,
    ),
    start: db.prepare<
      [number, string | null, number, number, string, string, string, string | null, number]
    >(`
    UPDATE runs SET state = 'running', started_at = coalesce(started_at, ?), finished_at = NULL, problem = NULL,
      dataset_fingerprint = ?, step = ?, elapsed_ms = ?, latest = ?, evaluations = ?, sparkline = ?,
      window_means = ? WHERE id = ?`),
    plan: db.prepare<[string, number, number, string, number]>(
      'UPDATE runs SET engine = ?, total_steps = ?, steps_per_epoch = ?, networks = ? WHERE id = ?',
    ),
    progress: db.prepare<[number, number, string, string, string | null, number]>(
      'UPDATE runs SET step = ?, elapsed_ms = ?, latest = ?, sparkline = ?, window_means = ? WHERE id = ?',
    ),
    evaluate: db.prepare<[string, number]>('UPDATE runs SET evaluations = ? WHERE id = ?'),
    setAlerts: db.prepare<[string, number]>('UPDATE runs SET alerts = ? WHERE id = ?'),
    setEvaluationDue: db.prepare<[number | null, number]>('UPDATE runs SET evaluation_due = ? WHERE id = ?'),
    state: db.prepare<[RunState, number]>('UPDATE runs SET state = ? WHERE id = ?'),
    finish: db.prepare<[RunState, number | null, string | null, number]>(
      'UPDATE runs SET state = ?, finished_at = ?, problem = ? WHERE id = ?',
    ),
    setDeleted: db.prepare<[number | null, number]>(
      'UPDATE runs SET deleted_at = ? WHERE id = ? AND deleted_at IS NOT 0',
    ),
    show: db.prepare<[number, number, number, number | null, number | null, number]>(
      `UPDATE runs SET deleted_at = NULL, queued_at = ?, step = ?, elapsed_ms = ?, total_steps = ?, steps_per_epoch = ?
      WHERE id = ? AND deleted_at = 0`,
    ),
    restartTrash: db.prepare<[number, number]>('UPDATE runs SET deleted_at = ? WHERE deleted_at > ?'),
    expire: db.prepare<[number]>('UPDATE runs SET deleted_at = 0 WHERE deleted_at < ?'),
    expired: db.prepare<[], number>('SELECT id FROM runs WHERE deleted_at = 0').pluck(),
    remove: db.prepare<[number]>('DELETE FROM runs WHERE id = ?'),
  };
}

function insertRun(sql: ReturnType<typeof statements>, run: NewStoredRun): number {
  const {
    config,
    color,
    datasetName,
    datasetFingerprint,
    origin = null,
    groupId = null,
    stopAt = null,
    pool,
  } = run;
  const [now, json] = [Date.now(), JSON.stringify(config)];
  const { lastInsertRowid } = sql.insert.run(
    config.model,
    config.dataset,
    json,
    color,
    datasetName,
    datasetFingerprint,
    now,
    sql.place.get(now) ?? now,
    jsonOrNull(origin),
    groupId,
    stopAt,
  );
  const id = Number(lastInsertRowid);
  sql.rename.run(run.name(id), id);
  if (pool !== undefined) sql.jobs.create(id, pool);
  return id;
}

function runCreator(db: WritableDatabase, sql: ReturnType<typeof statements>) {
  const create = db.transaction((run: NewStoredRun): number => insertRun(sql, run));
  const createGroup = db.transaction(
    ({ name, sideBySide, plan }: NewStoredGroup, runs: readonly NewStoredRun[]): NewGroup => {
      const added = sql.insertGroup.run(name, Number(sideBySide), Date.now(), jsonOrNull(plan ?? null));
      const id = Number(added.lastInsertRowid);
      return { id, ids: runs.map((run) => insertRun(sql, { ...run, groupId: id })) };
    },
  );
  const createAll = db.transaction((runs: readonly NewStoredRun[]): number[] =>
    runs.map((run) => insertRun(sql, run)),
  );
  const createHidden = db.transaction((run: NewStoredRun): number => {
    const id = create(run);
    sql.setDeleted.run(0, id);
    return id;
  });
  return {
    create: (run: NewStoredRun): number => create(run),
    /** All of them, or none. */
    createGroup: (group: NewStoredGroup, runs: readonly NewStoredRun[]): NewGroup => createGroup(group, runs),
    /** All of them, or none. @returns their ids, in the same order */
    createAll: (runs: readonly NewStoredRun[]): number[] => createAll(runs),
    /** Creates a run that is invisible until `show`: until then, it counts as one to be deleted for good. */
    createHidden: (run: NewStoredRun): number => createHidden(run),
  };
}

export function runWriter(db: WritableDatabase) {
  const sql = statements(db);
  const moveInQueue = queueMover(db);
  return {
    ...runCreator(db, sql),
    /** Shows a run that was created hidden, at the end of the queue. */
    show: (id: number, run: Pick<Run, 'step' | 'elapsedMs' | 'totalSteps' | 'stepsPerEpoch'>): void =>
      void sql.show.run(
        sql.place.get(Date.now()) ?? 0,
        run.step,
        run.elapsedMs,
        run.totalSteps,
        run.stepsPerEpoch,
        id,
      ),
    setAlerts: (id: number, alerts: readonly Alert[]): void =>
      void sql.setAlerts.run(JSON.stringify(alerts), id),
    /** @param step of the checkpoint to evaluate; null if there is none any more */
    setEvaluationDue: (id: number, step: number | null): void => void sql.setEvaluationDue.run(step, id),
    rename: (id: number, name: string): void => void sql.rename.run(name, id),
    setConfig: (id: number, config: RunConfig): void => void sql.setConfig.run(JSON.stringify(config), id),
    /** @param step null to train to the end of the budget */
    setStopAt: (id: number, step: number | null): void => void sql.setStopAt.run(step, id),
    setStopReason: (id: number, reason: StopReason): void =>
      void sql.setStopReason.run(JSON.stringify(reason), id),
    /** Puts a run at the end of the queue. */
    queue: db.transaction((id: number): void => {
      sql.queue.run(sql.place.get(Date.now()) ?? 0, id);
      sql.jobs.renew(id);
    }),
    /** Lets a queued run train before another one; runs at the same place train in the order of their ids. */
    queueBefore: queuePlacer(db),
    /** @returns the ids of the runs whose order has changed */
    moveInQueue: (id: number, to: QueueMove): number[] => moveInQueue(id, to),
    start: (
      id: number,
      run: Pick<
        Run,
        | 'startedAt'
        | 'datasetFingerprint'
        | 'step'
        | 'elapsedMs'
        | 'latest'
        | 'evaluations'
        | 'sparkline'
        | 'window'
      >,
    ): void =>
      void sql.start.run(
        run.startedAt ?? Date.now(),
        run.datasetFingerprint,
        run.step,
        run.elapsedMs,
        JSON.stringify(run.latest),
        JSON.stringify(run.evaluations),
        JSON.stringify(run.sparkline),
        jsonOrNull(run.window),
        id,
      ),
    plan: (id: number, { engine, totalSteps, stepsPerEpoch, networks }: Plan): void =>
      void sql.plan.run(JSON.stringify(engine), totalSteps, stepsPerEpoch, JSON.stringify(networks), id),
    progress: (id: number, run: Pick<Run, 'step' | 'elapsedMs' | 'latest' | 'sparkline' | 'window'>): void =>
      void sql.progress.run(
        run.step,
        run.elapsedMs,
        JSON.stringify(run.latest),
        JSON.stringify(run.sparkline),
        jsonOrNull(run.window),
        id,
      ),
    /** Records the newest evaluation of each split. */
    evaluate: (id: number, evaluations: readonly Evaluation[]): void =>
      void sql.evaluate.run(JSON.stringify(evaluations), id),
    setState: (id: number, to: RunState): void => void sql.state.run(to, id),
    /** @param at null if the time of its end is unknown */
    finish: (id: number, to: RunState, at: number | null, problem: Problem | null): void =>
      void sql.finish.run(to, at, problem === null ? null : JSON.stringify(problem), id),
    setDeleted: (id: number, at: number | null): void => void sql.setDeleted.run(at, id),
    /** Treats runs removed after a time as removed now. */
    restartTrash: (now: number, after = 0): void => void sql.restartTrash.run(now, after),
    /**
     * Makes runs that were removed before a time impossible to restore.
     * @returns the ids of all such runs, which are to be deleted
     */
    expire(before: number): number[] {
      sql.expire.run(before);
      return sql.expired.all();
    },
    /** Deletes a run for good, with all its rows in other tables. */
    delete: (id: number): void => void sql.remove.run(id),
  };
}

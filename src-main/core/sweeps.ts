import { randomInt } from 'node:crypto';
import type { AutomaticEvaluation } from '../contract/automatic-evaluation';
import { stepsOf, stepsPerEpoch } from '../contract/epoch';
import { refusal } from '../contract/error';
import type { WorkbenchEvent } from '../contract/events';
import { shortNameOf } from '../contract/hyperparameters';
import type { ModelInfo } from '../contract/model';
import { MAX_RUN_NAME, UNFINISHED_STATES, type NewRun, type RunConfig } from '../contract/run';
import {
  isDrawn,
  NewSweepSchema,
  runCount,
  SWEEP_LIMITS,
  type NewSweep,
  type Sweep,
  type SweepExtension,
  type SweepPlan,
} from '../contract/sweep';
import { RUN_PALETTE } from '../presentation/palette';
import type { Store } from '../store/open';
import type { NewStoredRun } from '../store/runs';
import type { Datasets } from './datasets';
import { watchForEarlyStops } from './early-stops';
import type { Hub } from './events';
import { createHalving } from './halving';
import type { LiveRuns } from './live-runs';
import type { Models } from './models';
import { DEFAULT_SEEDS, storedRunMaker } from './new-run';
import type { Scheduler } from './scheduler';
import type { Runs } from './runs';
import { levelSteps, sweepRuns, type SweepRun } from './sweep-plan';
import { stopMetric, sweepMetric } from './sweep-metric';
import { nextTurn } from './turns';

export interface SweepsContext {
  readonly store: Store;
  readonly liveRuns: LiveRuns;
  readonly models: Models;
  readonly datasets: Pick<Datasets, 'get'>;
  readonly runs: Pick<Runs, 'resume' | 'stop'>;
  readonly scheduler: Pick<Scheduler, 'next' | 'requirePool'>;
  readonly events: Hub<WorkbenchEvent>;
}

/** The requests of clients about sweeps. */
export interface Sweeps {
  /** Lists sweeps, newest first. */
  list(): Sweep[];
  /** Launches all runs of a sweep or none. @throws WorkbenchError `run.invalid`, `sweep.…` */
  create(given: NewSweep): Promise<Sweep>;
  /** Adds runs to a sweep. @throws WorkbenchError `sweep.unknown`, `sweep.…` */
  extend(id: number, more: SweepExtension): Promise<Sweep>;
  /** Stops the runs that train, and takes the others out of the queue. @throws WorkbenchError `sweep.unknown` */
  stop(id: number): Promise<Sweep>;
}

/** Number of runs announced at once, which takes a few milliseconds. */
const ANNOUNCED_AT_ONCE = 25;

export function createSweeps(context: SweepsContext) {
  const { store, liveRuns, models, datasets, runs, events } = context;
  const watching = watchRuns(context);
  const makeRun = storedRunMaker(models, datasets.get, () => store.settings.get().defaults);

  function sweepOf(id: number): Sweep {
    const sweep = store.sweeps.get(id);
    if (sweep === null) throw refusal('sweep.unknown', { id });
    return sweep;
  }

  function storedRuns(plan: SweepPlan, chosen: readonly SweepRun[]): NewStoredRun[] {
    const model = models.info(plan.run.model);
    const colors = store.runs.recentColors(RUN_PALETTE.length);
    const { halving } = plan;
    const evaluation = evaluationFor(plan, model);
    return chosen.map((one) => {
      const run = makeRun({ ...runOf(plan, one, evaluation), name: nameOf(plan, one) }, colors);
      if (halving === undefined) return run;
      const [first = 1] = levelSteps(halving, totalStepsOf(run.config, model));
      return { ...run, stopAt: first };
    });
  }

  function totalStepsOf({ budget, hyperparameters, dataset }: RunConfig, model: ModelInfo): number {
    return stepsOf(budget, stepsPerEpoch(model, hyperparameters, datasets.get(dataset).trainCount) ?? 1);
  }

  async function announced(id: number, ids: readonly number[]): Promise<Sweep> {
    const sweep = sweepOf(id);
    events.publish({ type: 'sweep', sweep });
    await announceAll(context, ids);
    return sweep;
  }

  const requests: Sweeps = {
    list: () => store.sweeps.list(),

    async create(given) {
      const { name, run: shared, ...rest } = NewSweepSchema.parse(given);
      const run = { ...shared, seed: shared.seed ?? randomInt(DEFAULT_SEEDS) };
      const plan: SweepPlan = { ...rest, run };
      context.scheduler.requirePool(run.pool);
      const model = models.info(plan.run.model);
      checkPlan(plan, model);
      const chosen = sweepRuns(plan, run.seed, model.fields);
      const { id, ids } = store.runs.createGroup({ name, sideBySide: false, plan }, storedRuns(plan, chosen));
      return announced(id, ids);
    },

    async extend(id, { seeds = 0, draws = 0 }) {
      const { plan } = sweepOf(id);
      const { fields } = models.info(plan.run.model);
      const seed = plan.run.seed ?? 0;
      const wider = {
        ...plan,
        seeds: plan.seeds + seeds,
        ...(plan.draws !== undefined && { draws: plan.draws + draws }),
      };
      assertCount(wider);
      const known = new Set(sweepRuns(plan, seed, fields).map(keyOf));
      const added = sweepRuns(wider, seed, fields).filter((one) => !known.has(keyOf(one)));
      if (added.length === 0) throw refusal('sweep.nothing-to-add', { isRandom: plan.draws !== undefined });
      const rows = storedRuns(wider, added).map((run) => ({ ...run, groupId: id }));
      const ids = store.transaction(() => {
        store.sweeps.setPlan(id, wider);
        return store.runs.createAll(rows);
      });
      return announced(id, ids);
    },

    async stop(id) {
      const sweep = sweepOf(id);
      const open = store.sweeps
        .runIds(id)
        .map((run) => liveRuns.get(run))
        .filter(({ state }) => UNFINISHED_STATES.includes(state));
      // In reverse order, since the end of a run lets the next one start.
      const waiting = open.filter(({ state }) => state === 'queued').reverse();
      for (const run of waiting) {
        await runs.stop(run.id);
        await nextTurn();
      }
      await Promise.all(open.filter(({ state }) => state !== 'queued').map((run) => runs.stop(run.id)));
      return sweep;
    },
  };
  return { requests, ...watching };
}

/** Lets runs of sweeps train on, or ends them early, as their plans say. */
function watchRuns(context: SweepsContext) {
  const halving = createHalving(context);
  const stopWatching = watchForEarlyStops(context);
  return {
    start: halving.start,
    close: (): void => {
      halving.close();
      stopWatching();
    },
  };
}

/** Lets new runs start and announces them, without blocking other work. */
async function announceAll({ liveRuns, scheduler }: SweepsContext, ids: readonly number[]): Promise<void> {
  scheduler.next();
  for (const [index, id] of ids.entries()) {
    liveRuns.announce(id);
    if (index % ANNOUNCED_AT_ONCE === ANNOUNCED_AT_ONCE - 1) await nextTurn();
  }
}

function checkPlan(plan: SweepPlan, model: ModelInfo): void {
  for (const { field } of plan.axes)
    if (!Object.hasOwn(model.fields, field))
      throw refusal('sweep.field-unknown', { field, model: model.id, names: Object.keys(model.fields) });
  const fields = plan.axes.map(({ field }) => field);
  const twice = fields.find((field, index) => fields.indexOf(field) !== index);
  if (twice !== undefined) throw refusal('sweep.field-twice', { field: twice });
  const range = plan.axes.find(isDrawn);
  if (range !== undefined && plan.draws === undefined)
    throw refusal('sweep.range-without-draws', { field: range.field });
  assertCount(plan);
  if (plan.halving !== undefined) sweepMetric(plan.halving.metric, model);
  if (plan.stop !== undefined) stopMetric(plan.stop.metric, model);
}

function assertCount(plan: SweepPlan): void {
  const count = runCount(plan);
  if (count < 2) throw refusal('sweep.too-few', {});
  if (count > SWEEP_LIMITS.runs) throw refusal('sweep.too-many', { count, limit: SWEEP_LIMITS.runs });
}

/** When samples of the runs must be evaluated at least, for the metrics that decide how long they train. */
function evaluationFor({ halving, stop }: SweepPlan, model: ModelInfo): AutomaticEvaluation {
  if (stop !== undefined && stopMetric(stop.metric, model).ofSamples) return 'training';
  return halving !== undefined && sweepMetric(halving.metric, model).ofSamples ? 'end' : 'off';
}

/**
 * Returns the settings that a client would give to launch this run alone.
 * @param needed when its samples must be evaluated at least
 */
function runOf({ run }: SweepPlan, { values, seed }: SweepRun, needed: AutomaticEvaluation): NewRun {
  return {
    ...run,
    seed,
    hyperparameters: { ...run.hyperparameters, ...values },
    ...(needed !== 'off' && run.evaluation !== 'training' && { evaluation: needed }),
  };
}

/** Names a run after its values in the sweep, e.g. `lr=0.003 seed=2`. */
function nameOf({ run, seeds }: SweepPlan, { values, seed }: SweepRun): string {
  const parts = Object.entries(values).map(([field, value]) => `${shortNameOf(field)}=${String(value)}`);
  if (parts.length === 0) parts.push(run.model);
  if (seeds > 1) parts.push(`seed=${String(seed)}`);
  return parts.join(' ').slice(0, MAX_RUN_NAME);
}

const keyOf = ({ values, seed }: SweepRun) => JSON.stringify([values, seed]);

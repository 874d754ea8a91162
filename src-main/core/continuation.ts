import { changesProblem, MAX_CHANGES, withChange, type RunChange } from '../contract/run-changes';
import { stepsOf } from '../contract/epoch';
import { refusal } from '../contract/error';
import { isImported } from '../contract/imported-run';
import { MAX_RUN_NAME, UNFINISHED_STATES, type Budget, type Run, type RunConfig } from '../contract/run';
import { nameText } from '../contract/problems/catalogue';
import { RUN_PALETTE } from '../presentation/palette';
import type { Store } from '../store/open';
import type { Checkpoints } from './checkpoints';
import type { Datasets } from './datasets';
import type { Models } from './models';
import { nextColor } from './new-run';
import type { Scheduler } from './scheduler';
import type { LiveRuns } from './live-runs';

export interface ContinuationContext {
  readonly store: Store;
  readonly liveRuns: LiveRuns;
  readonly scheduler: Scheduler;
  readonly models: Models;
  readonly datasets: Datasets;
  readonly checkpoints: Checkpoints;
}

interface ForkOptions {
  readonly name?: string | undefined;
  /** By default, the budget of the run. */
  readonly budget?: Budget | undefined;
  /** Changes at later steps. */
  readonly changes?: readonly RunChange[] | undefined;
}

/** Number of steps of a whole run, or of one with another budget; null if it is not known yet. */
function stepsInAll(
  { totalSteps, stepsPerEpoch }: Pick<Run, 'totalSteps' | 'stepsPerEpoch'>,
  budget?: Budget,
) {
  return budget === undefined ? totalSteps : stepsOf(budget, stepsPerEpoch);
}

/** Continues from any checkpoint of a run: in place, dropping what came after it, or as a new run. */
export function createContinuation(context: ContinuationContext) {
  const { store, liveRuns, scheduler, models, datasets, checkpoints } = context;

  /**
   * @throws WorkbenchError `run.not-resumable`, `run.nothing-left`, `run.damaged`, `checkpoint.…`, `model.unknown`,
   * `dataset.unknown`
   */
  function continuable(id: number, step: number, budget?: Budget): Run {
    const run = liveRuns.usable(id);
    if (isImported(run)) throw notHere(run);
    checkpoints.assertThere(run, step);
    if (run.state === 'diverged') throw notResumable(run);
    const totalSteps = stepsInAll(run, budget);
    if (totalSteps !== null && step >= totalSteps)
      throw refusal('run.nothing-left', { name: run.name, step });
    models.info(run.config.model);
    datasets.get(run.config.dataset);
    return run;
  }

  /** @throws WorkbenchError `run.unchangeable`, `run.too-many-changes` */
  function withFurtherChanges(
    { name }: Pick<Run, 'name'>,
    config: RunConfig,
    step: number,
    further: readonly RunChange[],
  ): RunConfig {
    if (further.length === 0) return config;
    const problem = further.some((change) => change.step < step)
      ? ({ code: 'whole-number-from', what: 'change-step', min: step } as const)
      : changesProblem(models.info(config.model), further);
    if (problem !== null)
      throw refusal('run.unchangeable', { reasons: [problem] }, { fields: { changes: problem } });
    const changes = further.reduce<RunChange[]>(withChange, [...(config.changes ?? [])]);
    if (changes.length > MAX_CHANGES) throw refusal('run.too-many-changes', { name, most: MAX_CHANGES });
    return { ...config, changes };
  }

  function queued(id: number): Run {
    liveRuns.close(id);
    liveRuns.announce(id);
    scheduler.admit(id);
    return liveRuns.get(id);
  }

  return {
    /**
     * Queues a run to continue from one of its checkpoints. Later checkpoints and changes are removed now; other rows recorded
     * after it are removed when the run starts.
     * @param further changes at later steps
     * @throws WorkbenchError `run.active`, and as for `fork`
     */
    resumeFrom: (id: number, step: number, further: readonly RunChange[] = []): Run => {
      const run = continuable(id, step);
      if (UNFINISHED_STATES.includes(run.state)) {
        throw refusal('run.active', { name: run.name, state: run.state, to: 'go-back' });
      }
      const config = withFurtherChanges(run, withChangesUpTo(run.config, step), step, further);
      store.transaction(() => {
        store.checkpoints.removeAfter(id, step);
        store.runs.setConfig(id, config);
        store.runs.queue(id);
      });
      checkpoints.changed(id);
      return queued(id);
    },

    /**
     * Queues another run with the same settings, or another budget, that continues from a checkpoint of this one. It is
     * hidden until the checkpoint is copied; if that is interrupted, it is deleted when the data folder is next opened.
     * @throws WorkbenchError `run.not-resumable`, `run.nothing-left`, `run.damaged`, `checkpoint.…`, `model.unknown`,
     *   `dataset.unknown`, `workbench.closed`, `run.unchangeable`, `run.too-many-changes`
     */
    fork: async (
      id: number,
      step: number,
      { name, budget, changes = [] }: ForkOptions = {},
    ): Promise<Run> => {
      const { datasetName, datasetFingerprint, ...source } = continuable(id, step, budget);
      const config = withFurtherChanges(source, withChangesUpTo(source.config, step), step, changes);
      const forkId = store.runs.createHidden({
        name: () => name ?? nameText({ code: 'continued', run: source.name, step }).slice(0, MAX_RUN_NAME),
        config: { ...config, ...(budget && { budget }) },
        color: nextColor(store.runs.recentColors(RUN_PALETTE.length)),
        datasetName,
        // The fingerprint of the source run: if the dataset has changed since, this is noticed when the run starts.
        datasetFingerprint,
        origin: { runId: id, runName: source.name, step },
      });
      await checkpoints.copy(id, step, forkId, ({ elapsedMs }) => {
        const { stepsPerEpoch } = source;
        const totalSteps = stepsInAll(source, budget);
        store.runs.show(forkId, { step, elapsedMs, totalSteps, stepsPerEpoch });
      });
      return queued(forkId);
    },
  };
}

/** What changed after the checkpoint is not repeated: a person who goes back there may want something else. */
function withChangesUpTo({ changes = [], ...config }: RunConfig, step: number): RunConfig {
  const taken = changes.filter((change) => change.step <= step);
  return { ...config, ...(taken.length > 0 && { changes: taken }) };
}

/** An imported run never trains, whatever its state. */
export function notResumable(run: Run): Error {
  if (isImported(run)) return notHere(run);
  const { name, state } = run;
  return refusal('run.not-resumable', { name, state });
}

const notHere = ({ name }: Run): Error => refusal('run.imported', { name });

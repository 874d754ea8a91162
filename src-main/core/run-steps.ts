import { refusal } from '../contract/error';
import type { Fields } from '../contract/hyperparameters';
import {
  changeProblems,
  hyperparametersAt,
  MAX_CHANGES,
  type ChangedValues,
  type NetworkRole,
  type RecordedNow,
} from '../contract/run-changes';
import { ACTIVE_STATES, type Run } from '../contract/run';
import type { ContinuationContext } from './continuation';

/** Requests about the next steps of a run that trains: other hyperparameters, single steps, slow motion. */
export function createRunSteps({
  liveRuns,
  scheduler,
  models,
  checkpoints,
}: Pick<ContinuationContext, 'liveRuns' | 'scheduler' | 'models' | 'checkpoints'>) {
  return {
    /**
     * Changes hyperparameters of a run while it trains, from its next step on.
     * @throws WorkbenchError `run.cannot-change`, `run.unchangeable`, `run.too-many-changes`
     */
    async change(id: number, hyperparameters: ChangedValues): Promise<Run> {
      const run = liveRuns.get(id);
      const training = ACTIVE_STATES.includes(run.state) ? scheduler.controls(id) : null;
      if (training === null) throw cannotChange(run);
      requireChangeable(run, models.info(run.config.model).fields, hyperparameters);
      const isChanged = await training.change(hyperparameters);
      const after = liveRuns.get(id);
      // It has ended before it took the values.
      if (!isChanged && !ACTIVE_STATES.includes(after.state)) throw cannotChange(after);
      return after;
    },

    /**
     * Takes one step of a paused run, of all networks or of one.
     * @throws WorkbenchError `run.not-paused`, `run.one-network`, `run.too-many-changes`
     */
    async step(id: number, only: NetworkRole | null): Promise<Run> {
      const run = liveRuns.get(id);
      const training = run.state === 'paused' ? scheduler.controls(id) : null;
      if (training === null) throw refusal('run.not-paused', { name: run.name, state: run.state });
      const { family, title } = models.info(run.config.model);
      if (only !== null) {
        if (family !== 'GAN') throw refusal('run.one-network', { model: title });
        requireRoom(run);
      }
      await training.step(only);
      return liveRuns.get(id);
    },

    /**
     * Records samples or a pinned checkpoint after the current step.
     * @returns that step; null if it has ended or does not answer
     * @throws WorkbenchError `run.cannot-record`
     */
    async record(id: number, what: RecordedNow): Promise<number | null> {
      const run = liveRuns.get(id);
      const training = ACTIVE_STATES.includes(run.state) ? scheduler.controls(id) : null;
      if (training === null) throw refusal('run.cannot-record', { name: run.name, state: run.state });
      const step = await training.record(what);
      if (what === 'checkpoint' && step !== null) checkpoints.pin(id, step, true);
      return step;
    },

    /** Lets a run that trains wait after each step; null for full speed. @throws WorkbenchError `run.cannot-change` */
    async slow(id: number, stepsPerSecond: number | null): Promise<void> {
      const run = liveRuns.get(id);
      const training = ACTIVE_STATES.includes(run.state) ? scheduler.controls(id) : null;
      if (training === null) throw cannotChange(run);
      await training.slow(stepsPerSecond === null ? 0 : 1000 / stepsPerSecond);
      liveRuns.change(id, { slowedTo: stepsPerSecond });
      liveRuns.announce(id);
    },
  };
}

function requireRoom({ name, config }: Run): void {
  if ((config.changes?.length ?? 0) >= MAX_CHANGES)
    throw refusal('run.too-many-changes', { name, most: MAX_CHANGES });
}

function requireChangeable(run: Run, fields: Fields, values: ChangedValues): void {
  const { config, step } = run;
  const current = hyperparametersAt(config, step);
  const problems = changeProblems(fields, values);
  for (const [key, value] of Object.entries(values))
    if (value === current[key]) problems[key] ??= { code: 'same-value', label: fields[key]?.label ?? key };
  if (Object.keys(problems).length > 0) {
    throw refusal('run.unchangeable', { reasons: Object.values(problems) }, { fields: problems });
  }
  requireRoom(run);
}

function cannotChange({ name, state }: Run): Error {
  return refusal('run.cannot-change', { name, state });
}

import { refusal } from '../contract/error';
import type { Fields } from '../contract/hyperparameters';
import { changeProblems, hyperparametersAt, MAX_CHANGES, type ChangedValues } from '../contract/run-changes';
import { ACTIVE_STATES, RESUMABLE_STATES, type QueueMove, type Run } from '../contract/run';
import { createContinuation, notResumable, type ContinuationContext } from './continuation';

/** Requests that change when runs train: pause, suspend, resume, stop and move. */
export function createRunControl(context: ContinuationContext) {
  const { store, liveRuns, queue, models, datasets } = context;
  const { fork, resumeFrom } = createContinuation(context);

  return {
    fork,

    /** @throws WorkbenchError `run.not-training` */
    async pause(id: number): Promise<Run> {
      const run = liveRuns.get(id);
      if (run.state === 'paused') return run;
      // A resumed run may still wait for the end of its own last process.
      const training = run.state === 'running' ? queue.training(id) : null;
      if (training === null) throw notTraining(run);
      await training.pause();
      return liveRuns.get(id);
    },

    /**
     * Changes hyperparameters of a run while it trains, from its next step on.
     * @throws WorkbenchError `run.cannot-change`, `run.unchangeable`, `run.too-many-changes`
     */
    async change(id: number, hyperparameters: ChangedValues): Promise<Run> {
      const run = liveRuns.get(id);
      const training = ACTIVE_STATES.includes(run.state) ? queue.training(id) : null;
      if (training === null) throw cannotChange(run);
      requireChangeable(run, models.info(run.config.model).fields, hyperparameters);
      const isChanged = await training.change(hyperparameters);
      const after = liveRuns.get(id);
      // It has ended before it took the values.
      if (!isChanged && !ACTIVE_STATES.includes(after.state)) throw cannotChange(after);
      return after;
    },

    /**
     * Suspends a run so that waiting runs train first. It ends with a checkpoint, and continues from it at its next
     * turn.
     * @throws WorkbenchError `run.not-training`, `queue.empty`
     */
    async requeue(id: number): Promise<Run> {
      const run = liveRuns.get(id);
      if (run.state === 'queued') return run;
      const training = ACTIVE_STATES.includes(run.state) ? queue.training(id) : null;
      if (training === null) throw notTraining(run);
      if (!queue.isAwaited(id)) throw refusal('queue.empty', { name: run.name });
      await training.suspend();
      return liveRuns.get(id);
    },

    /**
     * Continues a run from its newest checkpoint, or from the one of a given step.
     * @throws WorkbenchError `run.not-resumable`, `run.damaged`, `model.unknown`, `dataset.unknown`; with a step,
     *   `run.active` and `checkpoint.unknown`
     */
    async resume(id: number, step?: number): Promise<Run> {
      if (step !== undefined) return resumeFrom(id, step);
      const run = liveRuns.get(id);
      if (run.state === 'queued') {
        queue.admit(id);
        return liveRuns.get(id);
      }
      const training = queue.training(id);
      if (training !== null && (run.state === 'running' || run.state === 'paused')) {
        await training.resume();
        return liveRuns.get(id);
      }
      if (!RESUMABLE_STATES.includes(run.state)) throw notResumable(run);
      liveRuns.usable(id);
      models.info(run.config.model);
      datasets.get(run.config.dataset);
      // The user wants it to continue, even if its sweep has not promoted it.
      if (run.stopAt !== undefined && run.step >= run.stopAt) store.runs.setStopAt(id, null);
      store.runs.queue(id);
      liveRuns.close(id);
      liveRuns.announce(id);
      queue.admit(id);
      return liveRuns.get(id);
    },

    /** Ends a run with a last checkpoint; a queued one leaves the queue. A run that has ended is unchanged. */
    async stop(id: number): Promise<Run> {
      if (liveRuns.get(id).state === 'queued') {
        store.runs.finish(id, 'stopped', Date.now(), null);
        liveRuns.announce(id);
        queue.next();
      } else await queue.training(id)?.stop();
      return liveRuns.get(id);
    },

    /** @throws WorkbenchError `run.not-queued` */
    moveInQueue(id: number, to: QueueMove): Run {
      const run = liveRuns.get(id);
      if (run.state !== 'queued') {
        throw refusal('run.not-queued', { name: run.name, state: run.state });
      }
      for (const moved of store.runs.moveInQueue(id, to)) liveRuns.announce(moved);
      queue.next();
      return liveRuns.get(id);
    },
  };
}

function requireChangeable({ name, config, step }: Run, fields: Fields, values: ChangedValues): void {
  const current = hyperparametersAt(config, step);
  const problems = changeProblems(fields, values);
  for (const [key, value] of Object.entries(values))
    if (value === current[key]) problems[key] ??= { code: 'same-value', label: fields[key]?.label ?? key };
  if (Object.keys(problems).length > 0) {
    throw refusal('run.unchangeable', { reasons: Object.values(problems) }, { fields: problems });
  }
  if ((config.changes?.length ?? 0) >= MAX_CHANGES)
    throw refusal('run.too-many-changes', { name, most: MAX_CHANGES });
}

function cannotChange({ name, state }: Run): Error {
  return refusal('run.cannot-change', { name, state });
}

function notTraining({ name, state }: Run): Error {
  return refusal('run.not-training', { name, state });
}

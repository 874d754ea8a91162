import { refusal } from '../contract/error';
import type { RunChange } from '../contract/run-changes';
import { ACTIVE_STATES, RESUMABLE_STATES, type QueueMove, type Run } from '../contract/run';
import { createRunSteps } from './run-steps';
import { createContinuation, notResumable, type ContinuationContext } from './continuation';

/** Requests that change when runs train: pause, suspend, resume, stop and move. */
export function createRunControl(context: ContinuationContext) {
  const { store, liveRuns, scheduler, models, datasets } = context;
  const { fork, resumeFrom } = createContinuation(context);

  return {
    ...createRunSteps(context),
    fork,

    /** @throws WorkbenchError `run.not-training` */
    async pause(id: number): Promise<Run> {
      const run = liveRuns.get(id);
      if (run.state === 'paused') return run;
      // A resumed run may still wait for the end of its own last process.
      const training = run.state === 'running' ? scheduler.controls(id) : null;
      if (training === null) throw notTraining(run);
      await training.pause();
      return liveRuns.get(id);
    },

    /**
     * Suspends a run so that waiting runs train first. It ends with a checkpoint, and continues from it at its next
     * turn.
     * @throws WorkbenchError `run.not-training`, `queue.empty`
     */
    async requeue(id: number): Promise<Run> {
      const run = liveRuns.get(id);
      if (run.state === 'queued') return run;
      const training = ACTIVE_STATES.includes(run.state) ? scheduler.controls(id) : null;
      if (training === null) throw notTraining(run);
      scheduler.requireLocal(id);
      if (!scheduler.isAwaited(id)) throw refusal('queue.empty', { name: run.name });
      await training.suspend();
      return liveRuns.get(id);
    },

    /**
     * Continues a run from its newest checkpoint, or from the one of a given step.
     * @param changes changes at later steps; not for a run that trains or waits
     * @throws WorkbenchError `run.not-resumable`, `run.damaged`, `model.unknown`, `dataset.unknown`; with a step or
     *   changes, `run.active`, `checkpoint.unknown`, `run.unchangeable` and `run.too-many-changes`
     */
    async resume(id: number, step?: number, changes?: readonly RunChange[]): Promise<Run> {
      const run = liveRuns.get(id);
      if (step !== undefined) return resumeFrom(id, step, changes);
      // Those of the run that come after the checkpoint are repeated.
      if (changes !== undefined) {
        const from = run.checkpointStep ?? 0;
        const planned = run.config.changes?.filter((change) => change.step > from) ?? [];
        return resumeFrom(id, from, [...planned, ...changes]);
      }
      if (run.state === 'queued') {
        scheduler.admit(id);
        return liveRuns.get(id);
      }
      const training = scheduler.controls(id);
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
      scheduler.admit(id);
      return liveRuns.get(id);
    },

    /** Ends a run with a last checkpoint; a queued one leaves the queue. A run that has ended is unchanged. */
    async stop(id: number): Promise<Run> {
      if (liveRuns.get(id).state === 'queued' && (await scheduler.withdraw(id))) {
        store.runs.finish(id, 'stopped', Date.now(), null);
        liveRuns.announce(id);
        scheduler.next();
      } else await scheduler.controls(id)?.stop();
      return liveRuns.get(id);
    },

    /** @throws WorkbenchError `run.not-queued` */
    moveInQueue(id: number, to: QueueMove): Run {
      const run = liveRuns.get(id);
      if (run.state !== 'queued') {
        throw refusal('run.not-queued', { name: run.name, state: run.state });
      }
      scheduler.requireLocal(id);
      for (const moved of store.runs.moveInQueue(id, to)) liveRuns.announce(moved);
      scheduler.next();
      return liveRuns.get(id);
    },
  };
}

function notTraining({ name, state }: Run): Error {
  return refusal('run.not-training', { name, state });
}

import type { RunState } from '../../run';
import type { Words } from '../words';

/** The progress of a run, and the step of its newest checkpoint. */
interface Reached {
  step: number;
  checkpointStep: number | null;
}

/** `signal`: the signal that ended the process; null if it exited. */
type Interruption = 'killed' | 'workbench-ended' | { signal: string | null };

const NEEDS_LESS = 'ower the batch size or the size of the networks, or close other programs.';

function whatIsKept({ checkpointStep }: Reached): string {
  const next =
    checkpointStep === null
      ? 'There was no checkpoint yet: resuming starts it again.'
      : `Resume the run to go on from its checkpoint of step ${String(checkpointStep)}.`;
  return `Everything recorded is kept. ${next}`;
}

/** @param outOfMemory whether that ended it; otherwise it ended unexpectedly */
const jobLost =
  (job: string, smaller: string) =>
  ({ outOfMemory }: { outOfMemory: boolean }): Words => ({
    message: `The process that ${job} ${outOfMemory ? 'ran out of memory' : 'ended unexpectedly'}.`,
    advice: outOfMemory ? `${smaller}, or close other programs.` : 'Try again; the log has the details.',
  });

/** Processes that ended before they had finished. */
export const interruptionProblems = {
  'run.out-of-memory': (run: Reached): Words => ({
    message: `The training process ran out of memory at step ${String(run.step)}, and ended.`,
    advice: `L${NEEDS_LESS} ${whatIsKept(run)}`,
  }),
  'run.interrupted': ({ why, ...run }: Reached & { why: Interruption }): Words => {
    switch (why) {
      case 'killed':
        return {
          message: `The training process was killed at step ${String(run.step)}. If nobody did that on purpose, memory ran out: the system then kills the process that uses the most.`,
          advice: `${whatIsKept(run)} If memory is short: l${NEEDS_LESS}`,
        };
      case 'workbench-ended':
        return {
          message: `The workbench ended while the run was training, at step ${String(run.step)}.`,
          advice: whatIsKept(run),
        };
      default:
        return {
          message: `The training process ended unexpectedly at step ${String(run.step)}${why.signal === null ? '' : ` (${why.signal})`}. What it wrote before is in the log.`,
          advice: whatIsKept(run),
        };
    }
  },
  /** For a run that was recorded without a reason. */
  'run.unexplained': ({ state }: { state: RunState }): Words => {
    if (state === 'diverged')
      return {
        message: 'The run diverged: a metric was no longer a finite number.',
        advice: 'Try a smaller learning rate, or another seed.',
      };
    return state === 'interrupted'
      ? {
          message: 'The run was interrupted: the workbench or its trainer ended before the run did.',
          advice: '',
        }
      : { message: 'The run failed.', advice: 'The log below shows what happened.' };
  },
  'run.unresponsive': (run: Reached): Words => ({
    message: `The training process did not stop when asked to, and was ended at step ${String(run.step)}.`,
    advice: whatIsKept(run),
  }),
  'run.draw-interrupted': jobLost('drew the samples', 'Draw fewer at once'),
  'run.evaluation-interrupted': jobLost('evaluated the run', 'Evaluate with fewer samples'),
  'dataset.interrupted': (): Words => ({
    message:
      'The process that read or wrote the dataset ended unexpectedly: it crashed, ran out of memory or was killed.',
    advice: 'Try again; nothing of it was kept.',
  }),
};

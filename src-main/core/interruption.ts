import type { Problem } from '../contract/error';
import type { Run } from '../contract/run';

type Stand = Pick<Run, 'step' | 'checkpointStep'>;

/** A run whose process ended without a word. */
export function processLost(run: Stand): Problem {
  return {
    code: 'run.interrupted',
    message: `The training process ended unexpectedly at step ${String(run.step)}: it crashed or was killed.`,
    advice: whatIsKept(run),
  };
}

/** A run whose process was told to stop and did not, so that it was ended. */
export function processUnresponsive(run: Stand): Problem {
  return {
    code: 'run.unresponsive',
    message: `The training process did not stop when told to, and was ended at step ${String(run.step)}.`,
    advice: whatIsKept(run),
  };
}

/** A run that was training when the workbench itself ended. */
export function workbenchLost(run: Stand): Problem {
  return {
    code: 'run.interrupted',
    message: `The workbench ended while the run was training, at step ${String(run.step)}.`,
    advice: whatIsKept(run),
  };
}

function whatIsKept({ checkpointStep }: Stand): string {
  const next =
    checkpointStep === null
      ? 'There was no checkpoint yet: resuming starts the run anew.'
      : `Resume the run to go on from its checkpoint of step ${String(checkpointStep)}.`;
  return `Everything recorded is kept. ${next}`;
}

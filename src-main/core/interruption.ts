import type { Problem } from '../contract/error';
import type { Run } from '../contract/run';
import type { ProcessEnd } from './job-host';

type RunProgress = Pick<Run, 'step' | 'checkpointStep'>;

/** Messages of failed allocations: of C++, of V8, and of TensorFlow. */
const OUT_OF_MEMORY =
  /bad_alloc|heap out of memory|Reached heap limit|Array buffer allocation failed|OOM when allocating|Cannot allocate memory/i;
const NEEDS_LESS = 'Lower the batch size or the size of the networks, or close other programs.';

/** A run whose process ended without a last message. */
export function processLost(run: RunProgress, { signal, lastWords }: ProcessEnd): Problem {
  const at = `at step ${String(run.step)}`;
  if (OUT_OF_MEMORY.test(lastWords)) {
    return {
      code: 'engine.out-of-memory',
      message: `The training process ran out of memory ${at}, and ended.`,
      advice: `${NEEDS_LESS} ${whatIsKept(run)}`,
    };
  }
  if (signal === 'SIGKILL') {
    return {
      code: 'run.interrupted',
      message: `The training process was killed ${at}. If nobody did that on purpose, memory ran out: the system then kills the process that uses the most.`,
      advice: `${whatIsKept(run)} If memory is short: ${NEEDS_LESS.replace(/^L/, 'l')}`,
    };
  }
  return {
    code: 'run.interrupted',
    message: `The training process ended unexpectedly ${at}${signal === null ? '' : ` (${signal})`}. What it wrote before is in the log.`,
    advice: whatIsKept(run),
  };
}

/** A drawing whose process ended before it was done. */
export function drawingLost(end: ProcessEnd): Problem {
  return jobLost(end, {
    code: 'run.draw-interrupted',
    job: 'drew the samples',
    smaller: 'Draw fewer at once',
  });
}

/** An evaluation whose process ended before it was done. */
export function evaluationLost(end: ProcessEnd): Problem {
  return jobLost(end, {
    code: 'run.evaluation-interrupted',
    job: 'evaluated the run',
    smaller: 'Evaluate with fewer samples',
  });
}

function jobLost(
  { signal, lastWords }: ProcessEnd,
  { code, job, smaller }: Readonly<Record<'code' | 'job' | 'smaller', string>>,
): Problem {
  const outOfMemory = OUT_OF_MEMORY.test(lastWords) || signal === 'SIGKILL';
  return {
    code,
    message: `The process that ${job} ${outOfMemory ? 'ran out of memory' : 'ended unexpectedly'}.`,
    advice: outOfMemory ? `${smaller}, or close other programs.` : 'Try again; the log has the details.',
  };
}

/** A run whose process did not stop when asked to, and was killed. */
export function processUnresponsive(run: RunProgress): Problem {
  return {
    code: 'run.unresponsive',
    message: `The training process did not stop when asked to, and was ended at step ${String(run.step)}.`,
    advice: whatIsKept(run),
  };
}

/** A run that was training when the workbench itself ended. */
export function workbenchLost(run: RunProgress): Problem {
  return {
    code: 'run.interrupted',
    message: `The workbench ended while the run was training, at step ${String(run.step)}.`,
    advice: whatIsKept(run),
  };
}

function whatIsKept({ checkpointStep }: RunProgress): string {
  const next =
    checkpointStep === null
      ? 'There was no checkpoint yet: resuming starts it again.'
      : `Resume the run to go on from its checkpoint of step ${String(checkpointStep)}.`;
  return `Everything recorded is kept. ${next}`;
}

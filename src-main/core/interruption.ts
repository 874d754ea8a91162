import type { Problem } from '../contract/problem';
import { problem } from '../contract/problems/catalogue';
import type { Run } from '../contract/run';
import type { ProcessEnd } from './job-host';

type RunProgress = Pick<Run, 'step' | 'checkpointStep'>;

/** Messages about failed allocations from C++, V8 and TensorFlow. */
const OUT_OF_MEMORY =
  /bad_alloc|heap out of memory|Reached heap limit|Array buffer allocation failed|OOM when allocating|Cannot allocate memory/i;

/** The problem of a run whose process ended without a last message. */
export function processLost(run: RunProgress, { signal, lastWords }: ProcessEnd): Problem {
  if (OUT_OF_MEMORY.test(lastWords)) return problem('run.out-of-memory', reached(run));
  const why = signal === 'SIGKILL' ? 'killed' : { signal };
  return problem('run.interrupted', { ...reached(run), why });
}

/** The problem of a drawing whose process ended too early. */
export function drawingLost(end: ProcessEnd): Problem {
  return problem('run.draw-interrupted', { outOfMemory: ranOutOfMemory(end) });
}

/** The problem of an evaluation whose process ended too early. */
export function evaluationLost(end: ProcessEnd): Problem {
  return problem('run.evaluation-interrupted', { outOfMemory: ranOutOfMemory(end) });
}

/** The problem of a run whose process did not stop when asked to, and was killed. */
export function processUnresponsive(run: RunProgress): Problem {
  return problem('run.unresponsive', reached(run));
}

/** The problem of a run that was training when the workbench itself ended. */
export function workbenchLost(run: RunProgress): Problem {
  return problem('run.interrupted', { ...reached(run), why: 'workbench-ended' });
}

const ranOutOfMemory = ({ signal, lastWords }: ProcessEnd): boolean =>
  OUT_OF_MEMORY.test(lastWords) || signal === 'SIGKILL';

/** The only properties of a run that its problem contains. */
const reached = ({ step, checkpointStep }: RunProgress): RunProgress => ({ step, checkpointStep });

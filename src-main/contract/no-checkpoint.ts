import { isImported } from './imported-run';
import type { Problem } from './problem';
import { problem, type ProblemParams } from './problems/catalogue';
import type { Run } from './run';

/** Why nothing can be done with the checkpoints of a run that has none. */
export function noCheckpointProblem(
  run: Pick<Run, 'name' | 'config'>,
  to: ProblemParams<'run.no-checkpoint'>['to'],
): Problem {
  const { name } = run;
  return isImported(run) ? problem('run.imported', { name }) : problem('run.no-checkpoint', { name, to });
}

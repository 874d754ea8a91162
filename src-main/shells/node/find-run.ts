import { WorkbenchError } from '../../contract/error';
import type { Run } from '../../contract/run';

/** The run that a person means by its number or by its name. */
export function findRun(runs: readonly Run[], text: string): Run {
  const byId = /^\d+$/.test(text) ? runs.find((run) => run.id === Number(text)) : undefined;
  if (byId !== undefined) return byId;
  const named = runs.filter((run) => run.name === text);
  const [run] = named;
  if (run === undefined) {
    throw new WorkbenchError({
      code: 'run.unknown',
      message: `There is no run ${text}.`,
      advice: 'The command runs lists what there is: use the number or the whole name.',
    });
  }
  if (named.length > 1) {
    throw new WorkbenchError({
      code: 'run.ambiguous',
      message: `${String(named.length)} runs are named ${text}.`,
      advice: `Use a number: ${named.map(({ id }) => String(id)).join(', ')}.`,
    });
  }
  return run;
}

import { allRuns } from '../../../contract/run-list';
import type { CommandContext, Made } from '../context';
import { findRun } from '../find-run';
import { follow } from '../follow';
import { withWorkbench } from '../session';
import { countText } from '../../../contract/numbers';

export async function resume(context: CommandContext, text: string): Promise<Made> {
  return withWorkbench(context, async ({ api }) => {
    const run = findRun(await allRuns(api), text);
    await api.runs.resume({ id: run.id });
    context.output.line(`${run.name} goes on from step ${countText(run.checkpointStep ?? 0)}.`);
    await follow(api, run.id, context);
    return { runs: [run.id], files: [] };
  });
}

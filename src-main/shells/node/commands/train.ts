import type { CommandContext, CommandResult } from '../context';
import { awaitEvaluation } from '../evaluation';
import { follow } from '../follow';
import { withWorkbench } from '../session';
import { newRun, type NewRunOptions } from './new-run';

export async function train(
  context: CommandContext,
  model: string,
  options: NewRunOptions,
): Promise<CommandResult> {
  return withWorkbench(context, async ({ api }) => {
    const run = await api.runs.create(newRun(await api.models.list(), model, options));
    context.output.line(`${run.name} is run ${String(run.id)}.`);
    await awaitEvaluation(api, await follow(api, run.id, context), context);
    return { runs: [run.id], files: [] };
  });
}

import { allRuns } from '../../../contract/run-list';
import type { CommandContext, CommandResult } from '../context';
import { reportQuality } from '../evaluation';
import { findRun } from '../find-run';
import { followQuality } from '../follow';
import { withWorkbench } from '../session';

export interface EvaluateOptions {
  step?: number;
  samples?: number;
  seed?: number;
}

/** Measures the quality of samples from a run's checkpoint, and records it with the run. */
export async function evaluate(
  context: CommandContext,
  text: string,
  options: EvaluateOptions,
): Promise<CommandResult> {
  return withWorkbench(context, async ({ api, signal }) => {
    const { output } = context;
    const run = findRun(await allRuns(api), text);
    const { id } = run;
    const quality = await followQuality(api, output, run, () =>
      api.qualities.evaluate({ id, ...options }, { signal }),
    );
    await reportQuality(api, run, quality, output);
    return { runs: [id], files: [] };
  });
}

import { t } from '../../../contract/texts';
import type { ApiClient } from '../../../contract/api';
import { refusal, type WorkbenchError } from '../../../contract/error';
import { allRuns } from '../../../contract/run-list';
import type { Run } from '../../../contract/run';
import type { CommandContext, CommandResult } from '../context';
import { awaitEvaluation } from '../evaluation';
import { findRun, modelOf } from '../find-run';
import { changesOf } from './new-run';
import { follow } from '../follow';
import { withWorkbench } from '../session';

export interface ResumeOptions {
  /** Step of the checkpoint; the newest if omitted. */
  from?: number;
  /** Name of a new run that continues from the checkpoint instead of the run itself. */
  as?: string;
  /** Changes at later steps. */
  at?: string[];
  /** Whether records after the checkpoint may be removed. */
  yes?: boolean;
}

export async function resume(
  context: CommandContext,
  text: string,
  options: ResumeOptions,
): Promise<CommandResult> {
  return withWorkbench(context, async ({ api }) => {
    const run = findRun(await allRuns(api), text);
    const resumed = await resumedRun(api, run, options);
    const step = options.from ?? run.checkpointStep ?? 0;
    context.output.line(t.commandLine.goesOn(resumed.name, step));
    await awaitEvaluation(api, await follow(api, resumed.id, context), context);
    return { runs: [resumed.id], files: [] };
  });
}

async function resumedRun(api: ApiClient, run: Run, options: ResumeOptions): Promise<Run> {
  const { id } = run;
  const { from, as: name, yes } = options;
  const changes = options.at && changesOf(await modelOf(api, run), options.at);
  if (name !== undefined) {
    const step = from ?? run.checkpointStep;
    if (step === null) throw withoutCheckpoint(run);
    return api.runs.fork({ id, step, name, ...(changes && { changes }) });
  }
  if (from === undefined) return api.runs.resume({ id, ...(changes && { changes }) });
  if (yes !== true) await assertNothingLost(api, run, from);
  return api.runs.resume({ id, step: from, ...(changes && { changes }) });
}

/** @throws WorkbenchError `run.would-lose` if resuming would remove records */
async function assertNothingLost(api: ApiClient, run: Run, from: number): Promise<void> {
  const { id, name, step } = run;
  const [checkpoints, figures] = await Promise.all([api.runs.checkpoints({ id }), api.runs.figures({ id })]);
  // The call to resume reports a missing checkpoint.
  if (step <= from || !checkpoints.some((one) => one.step === from)) return;
  const isLater = (one: { readonly step: number }) => one.step > from;
  const lost = {
    steps: step - from,
    checkpoints: checkpoints.filter(isLater).length,
    figures: figures.filter(isLater).length,
  };
  throw refusal('run.would-lose', { name, step: from, lost });
}

function withoutCheckpoint({ name }: Run): WorkbenchError {
  return refusal('run.nothing-to-fork', { name });
}

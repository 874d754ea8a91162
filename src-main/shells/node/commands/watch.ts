import { refusal } from '../../../contract/error';
import { allRuns } from '../../../contract/run-list';
import type { Run } from '../../../contract/run';
import { wait } from '../../../contract/wait';
import { runStateText } from '../../../presentation/run-state';
import { hasEnded, watchCondition, type WatchCondition } from '../../../contract/watch-condition';
import type { CommandContext, CommandResult } from '../context';
import { findRun } from '../find-run';
import { withReader } from '../session';

export interface WatchOptions {
  until: string;
  /** In seconds. */
  timeout?: number;
}

const LOOK_EVERY_MS = 1000;

/**
 * Waits until a condition holds for all of the runs, which another process trains.
 * @throws WorkbenchError `watch.not-met`, `watch.timeout`
 */
export async function watch(
  context: CommandContext,
  texts: readonly string[],
  { until, timeout }: WatchOptions,
): Promise<CommandResult> {
  const condition = watchCondition(until);
  const { signal } = context.interrupt;
  const deadline = timeout === undefined ? Infinity : performance.now() + 1000 * timeout;
  let ids: readonly number[] | null = null;
  const reported = new Map<number, string>();
  for (;;) {
    // Opened again each time: only so it is known whether the process that trains the runs still exists.
    const runs: Run[] = await withReader(context, async ({ api }) => {
      ids ??= await idsOf(texts, () => allRuns(api));
      return Promise.all(ids.map((id) => api.runs.get({ id })));
    });
    report(context, runs, reported);
    if (runs.every(condition.isMet)) return { runs: runs.map(({ id }) => id), files: [] };
    assertPossible(runs, condition);
    if (performance.now() > deadline) throw refusal('watch.timeout', { seconds: timeout ?? 0, until });
    await wait(LOOK_EVERY_MS, signal);
    if (signal.aborted) throw refusal('interrupted', {});
  }
}

const idsOf = async (texts: readonly string[], list: () => Promise<Run[]>): Promise<number[]> => {
  const all = await list();
  return [...new Set(texts.map((text) => findRun(all, text).id))];
};

function assertPossible(runs: readonly Run[], { isMet, text: until }: WatchCondition): void {
  const lost = runs.find((run) => hasEnded(run) && !isMet(run));
  if (lost !== undefined)
    throw refusal('watch.not-met', { name: lost.name, state: runStateText(lost), until });
}

/** Reports runs that have changed. */
function report({ output }: CommandContext, runs: readonly Run[], reported: Map<number, string>): void {
  for (const { id, name, state, step, totalSteps, latest } of runs) {
    const now = `${state} ${String(step)}`;
    if (reported.get(id) === now) continue;
    reported.set(id, now);
    output.event('run', { run: id, name, state, step, totalSteps, latest });
    if (totalSteps !== null && state === 'running')
      output.progress({ label: name, done: step, total: totalSteps, unit: 'steps', remainingMs: null });
    else output.line(`${name} (run ${String(id)}) is ${state} at step ${String(step)}.`);
  }
}

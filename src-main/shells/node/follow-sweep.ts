import { t } from '../../contract/texts';
import type { ApiClient } from '../../contract/api';
import { refusal } from '../../contract/error';
import { UNFINISHED_STATES, type Run } from '../../contract/run';
import { allRuns } from '../../contract/run-list';
import type { Sweep } from '../../contract/sweep';
import { earlyStopText } from '../../presentation/run-state';
import type { CommandContext } from './context';
import { monotonic } from './output';

/**
 * Reports the runs of a sweep until all have ended and are evaluated. Ctrl-C stops the sweep: the training run ends
 * with a final checkpoint. In a pool, its runs train on.
 */
export async function followSweep(api: ApiClient, sweep: Sweep, context: CommandContext): Promise<void> {
  const { output, interrupt } = context;
  const closed = new AbortController();
  const { pool } = sweep.plan.run;
  const stop = (): void => {
    if (pool !== undefined) {
      closed.abort(refusal('run.left-training', { name: sweep.name, pool }));
      return;
    }
    output.line(t.commandLine.stoppingSweep);
    api.sweeps.stop({ id: sweep.id }).catch((error: unknown) => {
      closed.abort(error);
    });
  };
  const events = await api.system.events(undefined, { signal: closed.signal });
  interrupt.signal.addEventListener('abort', stop);
  if (interrupt.signal.aborted) stop();
  const startedAt = monotonic();
  const runs = new Map<number, Run>();
  const take = (run: Run): void => {
    if (run.group?.id !== sweep.id) return;
    const before = runs.get(run.id);
    runs.set(run.id, run);
    if (before !== undefined && before.state !== run.state) reportState(run, context);
    reportProgress();
  };
  const isOpen = ({ state }: Run) => UNFINISHED_STATES.includes(state);

  function reportProgress(): void {
    const all = [...runs.values()];
    const share = (run: Run) => (isOpen(run) ? run.step / (run.totalSteps ?? Infinity) : 1);
    const done = all.reduce((sum, run) => sum + share(run), 0);
    const remainingMs = done > 0 ? ((monotonic() - startedAt) * (all.length - done)) / done : null;
    const ended = all.filter((run) => !isOpen(run)).length;
    output.progress({ label: sweep.name, done: ended, total: all.length, unit: 'runs', remainingMs });
  }

  /** Waits until the samples of all runs are evaluated. */
  async function settle(): Promise<void> {
    const begun = monotonic();
    const [label, total] = [t.commandLine.evaluating(sweep.name), runs.size];
    for (const [done, id] of [...runs.keys()].entries()) {
      const remainingMs = done > 0 ? ((monotonic() - begun) * (total - done)) / done : null;
      output.progress({ label, done, total, unit: 'runs', remainingMs });
      await api.qualities.settled({ id }, { signal: interrupt.signal });
    }
    output.progress({ label, done: total, total, unit: 'runs', remainingMs: null });
  }

  try {
    const launched = (await allRuns(api)).filter(({ group }) => group?.id === sweep.id);
    for (const run of launched) runs.set(run.id, run);
    reportProgress();
    for (;;) {
      const open = [...runs.values()].filter(isOpen);
      if (open.length === 0) {
        if (interrupt.signal.aborted) break;
        // An evaluation may cause a run of the sweep to continue training.
        await settle();
        for (const run of await allRuns(api)) take(run);
        if (![...runs.values()].some(isOpen)) break;
      }
      const next = await events.next();
      if (next.done === true) break;
      if (next.value.type === 'run') take(next.value.run);
    }
  } finally {
    output.endProgress();
    interrupt.signal.removeEventListener('abort', stop);
    await events.return?.();
  }
}

function reportState(run: Run, { output }: CommandContext): void {
  const reason = earlyStopText(run);
  const state = { run: run.id, name: run.name, state: run.state, step: run.step };
  output.event('state', { ...state, ...(reason !== null && { reason }) });
  if (reason !== null) output.line(`${run.name} (run ${String(run.id)}) was stopped early. ${reason}`);
  if (run.problem !== null) output.line(`${run.name} (run ${String(run.id)}): ${run.problem.message}`);
}

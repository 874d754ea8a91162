import type { BrowserWindow } from 'electron';
import type { ApiClient } from '../../contract/api';
import type { Run } from '../../contract/run';
import { allRuns } from '../../contract/run-list';

const NONE = -1;

/** Shows the combined progress of all running runs on the taskbar button. Resolves when `signal` is aborted. */
export async function showProgress(
  window: BrowserWindow,
  api: ApiClient,
  signal: AbortSignal,
): Promise<void> {
  const events = await api.system.events(undefined, { signal });
  const running = new Map<number, Run>();
  const draw = (): void => {
    if (window.isDestroyed()) return;
    const runs = [...running.values()];
    const paused = runs.length > 0 && runs.every((run) => run.state === 'paused');
    window.setProgressBar(fraction(runs), { mode: paused ? 'paused' : 'normal' });
  };
  const take = (run: Run): void => {
    if (run.state === 'running' || run.state === 'paused') running.set(run.id, run);
    else running.delete(run.id);
  };
  (await allRuns(api)).forEach(take);
  draw();
  for await (const event of events) {
    if (event.type === 'run') take(event.run);
    else if (event.type === 'run-removed') running.delete(event.runId);
    else continue;
    draw();
  }
}

/** Completed steps divided by all steps; -1, which clears the bar, if nothing runs. */
export function fraction(runs: readonly Pick<Run, 'step' | 'totalSteps'>[]): number {
  const total = runs.reduce((sum, run) => sum + (run.totalSteps ?? 0), 0);
  if (runs.length === 0) return NONE;
  return total === 0 ? 0 : runs.reduce((sum, run) => sum + run.step, 0) / total;
}

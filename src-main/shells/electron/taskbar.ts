import type { BrowserWindow } from 'electron';
import type { Run } from '../../contract/run';

const NONE = -1;

/** Shows the combined progress of the active runs on the taskbar button. */
export function showProgress(window: BrowserWindow, runs: readonly Run[]): void {
  const paused = runs.length > 0 && runs.every((run) => run.state === 'paused');
  window.setProgressBar(fraction(runs), { mode: paused ? 'paused' : 'normal' });
}

/** Completed steps divided by all steps; -1, which clears the bar, if nothing runs. */
export function fraction(runs: readonly Pick<Run, 'step' | 'totalSteps'>[]): number {
  const total = runs.reduce((sum, run) => sum + (run.totalSteps ?? 0), 0);
  if (runs.length === 0) return NONE;
  return total === 0 ? 0 : runs.reduce((sum, run) => sum + run.step, 0) / total;
}

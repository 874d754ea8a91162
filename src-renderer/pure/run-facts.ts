import { headlineEstimate } from '../../src-main/presentation/comparison';
import type { ModelInfo } from '../../src-main/contract/model';
import type { Problem } from '../../src-main/contract/problem';
import { ACTIVE_STATES, mayShareDevice, RESUMABLE_STATES, type Run } from '../../src-main/contract/run';
import { formatCount, formatNumber } from './format';
import { t } from '../../src-main/contract/texts';

/** Progress of a run, from 0 to 1; null until its length is known. */
export function progressOf(run: Run): number | null {
  return run.totalSteps === null ? null : run.step / Math.max(run.totalSteps, 1);
}

/** Remaining milliseconds at the current speed; null if that is not known. */
export function remainingMs(run: Run): number | null {
  if (run.state !== 'running' || run.totalSteps === null || !run.stepsPerSecond) return null;
  return ((run.totalSteps - run.step) / run.stepsPerSecond) * 1000;
}

/** Total steps of the run; null while they depend on the size of a dataset that is not known yet. */
export function stepsInAll({ totalSteps, config: { budget } }: Run): number | null {
  return totalSteps ?? (budget.unit === 'steps' ? budget.count : null);
}

/** Total epochs of the run; null while they depend on the size of a dataset that is not known yet. */
export function epochsInAll({ totalSteps, stepsPerEpoch, config: { budget } }: Run): number | null {
  if (stepsPerEpoch !== null && totalSteps !== null) return totalSteps / stepsPerEpoch;
  return budget.unit === 'epochs' ? budget.count : null;
}

/** Whether its process has started but has not completed a step: it loads TensorFlow and the dataset. */
export function isStarting(run: Run): boolean {
  return run.state === 'running' && run.stepsPerSecond === null;
}

export function epochOf(run: Run): number | null {
  return run.stepsPerEpoch === null ? null : run.step / run.stepsPerEpoch;
}

/** The newest headline value of a run for a row, with its full description. */
export function headlineOf(
  run: Run,
  model: ModelInfo | undefined,
): { label: string; text: string; title: string } {
  if (model === undefined) return { label: '', text: '–', title: '' };
  const { label, estimate } = headlineEstimate(run, model);
  if (estimate === null) return { label, text: '–', title: '' };
  const title = t.runs.meanOver(label, estimate.value, estimate.basis);
  return { label, text: formatNumber(estimate.value), title };
}

/** Whether the run may record more without any action. */
export function isLive(run: Run): boolean {
  return run.state === 'queued' || ACTIVE_STATES.includes(run.state);
}

/** The steps of the last seconds of a live run are always still loading. */
const UNDER_WAY_SECONDS = 2;

/**
 * Whether recorded steps of a run are still to be loaded, except the newest steps of a live run.
 * @param reached the last loaded step; below 0 if there is none
 */
export function isArriving(run: Run, reached: number): boolean {
  const underWay = isLive(run) ? UNDER_WAY_SECONDS * (run.stepsPerSecond ?? 0) : 0;
  return reached >= 0 && run.step - reached > underWay;
}

export function canPause(run: Run): boolean {
  return run.state === 'running';
}

/** Whether the run can be suspended for other queued runs. */
export function canRequeue(run: Run, queue: readonly Run[]): boolean {
  const awaits = ({ config }: Run) => mayShareDevice(run.config.device, config.device);
  return ACTIVE_STATES.includes(run.state) && run.place === undefined && queue.some(awaits);
}

export function canResume(run: Run): boolean {
  if (run.problem?.code === 'run.damaged') return false;
  return run.state === 'paused' || RESUMABLE_STATES.includes(run.state);
}

/** Why a run cannot continue from a checkpoint in place, as a short phrase; null if it can. */
export function resumeRefusal(run: Run, step: number): string | null {
  return isLive(run) ? t.runs.onceStopped : forkRefusal(run, step);
}

/** Why no new run can continue from a checkpoint; null if one can. */
export function forkRefusal(run: Run, step: number): string | null {
  if (run.problem?.code === 'run.damaged') return t.runs.recordDamaged;
  if (run.state === 'diverged') return t.runs.divergesAgain;
  return run.totalSteps !== null && step >= run.totalSteps ? t.runs.nothingLeft : null;
}

/** Why a checkpoint cannot be removed; null if it can be removed. */
export function removeRefusal(run: Run, step: number): string | null {
  return isLive(run) && step === run.checkpointStep ? t.runs.onceRunStopped : null;
}

/**
 * Which step resuming continues from; empty if the run cannot resume, or if its problem already says so or concerns the
 * checkpoint.
 */
export function resumeAdvice(run: Run): string {
  const { problem, checkpointStep } = run;
  if (!canResume(run) || problem?.code.startsWith('checkpoint.') || namesCheckpoint(problem)) return '';
  return checkpointStep === null ? t.runs.startsAgain : t.runs.resumesFrom(formatCount(checkpointStep));
}

/** Problems of older runs contain only text. */
function namesCheckpoint(problem: Problem | null): boolean {
  if (problem?.params !== undefined) return 'checkpointStep' in problem.params;
  return problem?.advice.includes('checkpoint') === true;
}

/** Whether the run ended with a problem, or is damaged: the screen then shows what happened and what to do. */
export function hasProblem(run: Run): boolean {
  return (
    run.problem !== null || run.state === 'failed' || run.state === 'diverged' || run.state === 'interrupted'
  );
}

export function canStop(run: Run): boolean {
  return isLive(run);
}

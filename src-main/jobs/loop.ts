import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Problem } from '../contract/error';
import type { RunConfig } from '../contract/run';
import { trainingClock } from './clock';
import type { Control } from './control';
import { reporter, type Reported } from './reporter';

/** How long metrics wait on the device before they are read back and sent: the one regular sync point. */
const FLUSH_EVERY_MS = 100;

export interface TrainingRun extends Omit<Reported, 'clock'> {
  readonly config: Pick<RunConfig, 'sampleEvery' | 'checkpointEvery'>;
  readonly totalSteps: number;
  readonly stepsPerEpoch: number;
}

/** Runs the steps from `start` to the budget or a stop, and posts metrics, figures and checkpoints. */
export async function trainingLoop(run: TrainingRun, control: Control): Promise<void> {
  const { runner, start, totalSteps, stepsPerEpoch, post } = run;
  const { sampleEvery, checkpointEvery } = run.config;
  const clock = trainingClock(start.elapsedMs);
  const report = reporter({ ...run, clock });
  let { step } = start;
  const reportAll = () => {
    report.figures(step, 'sample');
    report.figures(step, 'checkpoint');
  };
  const isAt = (every: number) => step % every === 0;
  const end = (
    outcome: 'completed' | 'stopped' | 'suspended' | 'diverged',
    problem: Problem | null = null,
  ) => {
    post({ type: 'finished', outcome, step, problem });
  };

  if (step === 0) reportAll();
  while (step < totalSteps && !control.stopping) {
    const startedMs = clock.elapsedMs();
    // Up to the next step after which something is due.
    const untilDue = [stepsPerEpoch, sampleEvery, checkpointEvery].map((every) => every - (step % every));
    const taken = runner.run(step, Math.min(totalSteps - step, ...untilDue));
    step += taken;
    report.ranSteps(taken, startedMs);
    const isAnythingDue = isAt(stepsPerEpoch) || isAt(sampleEvery) || isAt(checkpointEvery);
    if (!isAnythingDue && report.sinceFlush() < FLUSH_EVERY_MS) continue;

    // After the last step, whole splits are evaluated instead.
    const problem = report.flush(step, isAt(stepsPerEpoch) && step < totalSteps);
    if (problem !== null) return end('diverged', problem);
    if (isAt(sampleEvery)) report.figures(step, 'sample');
    if (isAt(checkpointEvery)) {
      report.figures(step, 'checkpoint');
      const badWeights = report.checkpoint(step);
      if (badWeights !== null) return end('diverged', badWeights);
    }

    await nextTurn();
    if (control.paused) {
      clock.pause();
      report.checkpoint(step);
      post({ type: 'paused' });
      await control.unpaused();
      clock.resume();
      if (!control.stopping && !control.suspending) post({ type: 'resumed' });
    }
    // A run that reached its last step, or was stopped, completes with figures and evaluations instead.
    if (control.suspending && !control.stopping && step < totalSteps) {
      const badWeights = report.checkpoint(step);
      return badWeights === null ? end('suspended') : end('diverged', badWeights);
    }
  }
  const problem = report.flush(step, false);
  if (problem !== null) return end('diverged', problem);
  reportAll();
  const badWeights = report.checkpoint(step);
  if (badWeights !== null) return end('diverged', badWeights);
  // Not training time, and after the checkpoint: quitting meanwhile loses no training.
  clock.pause();
  await report.evaluateAll(step);
  end(step < totalSteps ? 'stopped' : 'completed');
}

import type { RunConfig } from '../contract/run';
import type { Reporter } from './reporter';

/** The gradients of the layers take an eager step, about as long as seven compiled ones: below 2 % of the training. */
const MIN_STEPS_BETWEEN_GRADIENTS = 500;

/** An action that is repeated after every given number of steps. */
export interface DueRule {
  /** Interval in steps. */
  readonly every: number;
  /** @param step the number of steps done; their metrics are posted */
  readonly action: (step: number) => void;
}

export interface TrainingPlan {
  readonly config: Pick<RunConfig, 'sampleEvery' | 'checkpointEvery' | 'changes'>;
  /** The step at which training stops. */
  readonly lastStep: number;
  readonly stepsPerEpoch: number;
}

/** Returns the repeated actions of a training run, in the order in which they are done after one step. */
export function dueRules({ config, lastStep, stepsPerEpoch }: TrainingPlan, report: Reporter): DueRule[] {
  return [
    {
      every: stepsPerEpoch,
      action(step) {
        // After the last step, whole splits are evaluated instead.
        if (step < lastStep) report.validation(step);
      },
    },
    {
      every: config.sampleEvery,
      action(step) {
        report.figures(step, 'sample');
      },
    },
    {
      every: config.sampleEvery * Math.max(1, Math.ceil(MIN_STEPS_BETWEEN_GRADIENTS / config.sampleEvery)),
      action(step) {
        report.gradients(step);
      },
    },
    {
      every: config.checkpointEvery,
      action(step) {
        report.figures(step, 'checkpoint');
        report.checkpoint(step);
      },
    },
  ];
}

export const isDue = ({ every }: DueRule, step: number): boolean => step % every === 0;

/** Returns the number of steps until the next action is due. */
export function stepsUntilDue(rules: readonly DueRule[], step: number): number {
  return Math.min(...rules.map(({ every }) => every - (step % every)));
}

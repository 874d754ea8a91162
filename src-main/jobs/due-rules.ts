import type { RunConfig } from '../contract/run';
import type { Reporter } from './reporter';

/** Something that is done each time a number of steps is done. */
export interface DueRule {
  /** In steps. */
  readonly every: number;
  /** @param step the number of steps done; their metrics are posted */
  readonly action: (step: number) => void;
}

export interface TrainingPlan {
  readonly config: Pick<RunConfig, 'sampleEvery' | 'checkpointEvery'>;
  /** Where it stops. */
  readonly lastStep: number;
  readonly stepsPerEpoch: number;
}

/** What is due while a run trains, in the order in which it is done after one step. */
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
      every: config.checkpointEvery,
      action(step) {
        report.figures(step, 'checkpoint');
        report.checkpoint(step);
      },
    },
  ];
}

export const isDue = ({ every }: DueRule, step: number): boolean => step % every === 0;

/** Steps until the next one after which something is due. */
export function stepsUntilDue(rules: readonly DueRule[], step: number): number {
  return Math.min(...rules.map(({ every }) => every - (step % every)));
}

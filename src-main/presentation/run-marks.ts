import type { ModelInfo } from '../contract/model';
import { changedValues, oneNetworkSteps } from '../contract/run-changes';
import type { Run } from '../contract/run';
import { t } from '../contract/texts';
import { earlyStopText } from './run-state';

/** A vertical line in a run's charts: signs of a failure, changed hyperparameters, or an early end. */
export interface RunMark {
  readonly runId: number;
  readonly step: number;
  readonly label: string;
  readonly isAlert: boolean;
}

interface MarkedRun {
  readonly run: Pick<Run, 'id' | 'alerts' | 'state' | 'step' | 'stopReason'> & {
    readonly config: Pick<Run['config'], 'hyperparameters' | 'changes'>;
  };
  /** Its model, which names the hyperparameters; without it they have their ids. */
  readonly model?: Pick<ModelInfo, 'fields'> | undefined;
}

/** Returns one mark for each step of a run that has any, in order. With several runs, the label names the run. */
export function runMarks(runs: readonly MarkedRun[]): RunMark[] {
  return runs.flatMap(({ run, model }) => {
    const { id: runId, alerts = [], config } = run;
    const found = [
      ...alerts.map(({ step, kind }) => ({ step, label: t.alerts.labels[kind], isAlert: true })),
      ...changedValues(config).map(({ step, name, to }) => ({
        step,
        label: `${model?.fields[name]?.label ?? name} ${String(to)}`,
        isAlert: false,
      })),
      ...oneNetworkSteps(config).map(({ only, from }) => ({
        step: from,
        label: t.run.only[only],
        isAlert: false,
      })),
      ...(earlyStopText(run) === null ? [] : [{ step: run.step, label: t.run.stoppedEarly, isAlert: false }]),
    ];
    const steps = [...new Set(found.map(({ step }) => step))].sort((a, b) => a - b);
    const owner = runs.length > 1 ? `#${String(runId)} ` : '';
    return steps.map((step) => {
      const here = found.filter((one) => one.step === step);
      const label = owner + here.map((one) => one.label).join(', ');
      return { runId, step, label, isAlert: here.some((one) => one.isAlert) };
    });
  });
}

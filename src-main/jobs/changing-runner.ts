import { examplesPerStep } from '../contract/epoch';
import { valueText } from '../contract/hyperparameters';
import { changeProblems, stepInputsOf, type ChangedValues } from '../contract/run-changes';
import type { LogLine } from '../contract/problems/catalogue';
import type { RunConfig } from '../contract/run';
import { createStepRunner, type NotCompiled } from '../engine/step-runner';
import { stepRequest, type StepRunner } from '../engine/training-step';
import { invalidHyperparameters, type Prepared } from './prepare';

/** A runner whose hyperparameters can change between two steps. */
export interface ChangingRunner {
  readonly runner: StepRunner;
  readonly notCompiled: NotCompiled | null;
  /**
   * Takes new values from the next step on; the metrics of all earlier steps must have been read.
   * @returns lines for the log
   * @throws WorkbenchError `run.invalid.hyperparameters`
   */
  change(step: number, values: ChangedValues): Promise<LogLine[]>;
}

/**
 * Creates the runner of a prepared run. Values that are inputs of the step are fed from then on; others are read by the
 * model when the step is recorded again, with the same weights and slots.
 */
export async function changingRunner(
  { backend, model, built, training, hyperparameters }: Prepared,
  { seed, engine }: RunConfig,
): Promise<ChangingRunner> {
  const { fields } = model.info;
  const create = () => {
    const batchSize = examplesPerStep(model.info, hyperparameters) ?? NaN;
    const inputs = stepInputsOf(fields, hyperparameters);
    return createStepRunner(stepRequest(backend, built, training, { seed, batchSize, inputs }), engine);
  };

  const { runner: first, notCompiled } = await create();
  let current = first;
  return {
    notCompiled,
    runner: {
      get mode() {
        return current.mode;
      },
      get metricNames() {
        return current.metricNames;
      },
      setInputs: (changed) => {
        current.setInputs(changed);
      },
      run: (step, limit) => current.run(step, limit),
      readMetrics: () => current.readMetrics(),
      pull: () => {
        current.pull();
      },
      dispose: () => {
        current.dispose();
      },
    },
    async change(step, values) {
      const problems = changeProblems(fields, values);
      if (Object.keys(problems).length > 0) throw invalidHyperparameters(problems);
      const lines = Object.entries(values).map(([name, value]): LogLine => {
        const [field, from] = [fields[name], hyperparameters[name]];
        const [before, after] = [valueText(field, from), valueText(field, value)];
        return { code: 'hyperparameter-changed', step, label: field?.label ?? name, from: before, to: after };
      });
      Object.assign(hyperparameters, values);
      const inputs = stepInputsOf(fields, values);
      current.setInputs(inputs);
      if (Object.keys(inputs).length < Object.keys(values).length) {
        current.pull();
        current.dispose();
        current = (await create()).runner;
      }
      return lines;
    },
  };
}

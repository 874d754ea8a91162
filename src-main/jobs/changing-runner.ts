import { at } from '../contract/at';
import { examplesPerStep } from '../contract/epoch';
import { valueText, type Fields } from '../contract/hyperparameters';
import { changeProblems, stepInputsOf, type ChangedValues, type NetworkRole } from '../contract/run-changes';
import type { LogLine } from '../contract/problems/catalogue';
import type { RunConfig } from '../contract/run';
import { layerGradientNorms } from '../engine/layer-gradients';
import { tf } from '../engine/tensorflow';
import { eagerStep } from '../engine/eager-step';
import { createStepRunner, type NotCompiled } from '../engine/step-runner';
import { stepRequest, type StepRequest, type StepRunner } from '../engine/training-step';
import { updatingOnly } from '../engine/update-options';
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
  /**
   * Runs the step after `step` steps, with its batch and its randomness, but updates one network only. It runs eagerly,
   * since it is rare. The metrics of all earlier steps must have been read.
   */
  readonly stepAlone: (step: number, only: NetworkRole) => void;
  /**
   * Measures the gradient of each layer in the step after `step` steps, by `network/layer`, without taking it. The
   * variables of tfjs must be up to date.
   */
  readonly gradientNorms: (step: number) => Record<string, number>;
}

/**
 * Creates the runner of a prepared run. Values that are inputs of the step are fed from then on; others are read by the
 * model when the step is recorded again, with the same weights and slots.
 */
export async function changingRunner(
  { backend, model, built, training, hyperparameters, variables }: Prepared,
  { seed, engine }: RunConfig,
): Promise<ChangingRunner> {
  const { fields } = model.info;
  const create = () => {
    const batchSize = examplesPerStep(model.info, hyperparameters) ?? NaN;
    const inputs = stepInputsOf(fields, hyperparameters);
    request = stepRequest(backend, built, training, { seed, batchSize, inputs });
    return createStepRunner(request, engine);
  };
  let request: StepRequest;

  const eagerRunner = () => eagerStep({ ...request, inputs: stepInputsOf(fields, hyperparameters) });

  const { runner: first, notCompiled } = await create();
  let current = first;
  /** Of a step of one network. */
  let metricNames: readonly string[] = [];
  const rows: Float32Array[] = [];
  return {
    notCompiled,
    runner: {
      get mode() {
        return current.mode;
      },
      get metricNames() {
        return current.metricNames.length > 0 ? current.metricNames : metricNames;
      },
      setInputs: (changed) => {
        current.setInputs(changed);
      },
      run: (step, limit) => current.run(step, limit),
      readMetrics: () => [...current.readMetrics(), ...rows.splice(0)],
      pull: () => {
        current.pull();
      },
      push: () => {
        current.push();
      },
      dispose: () => {
        current.dispose();
      },
    },
    async change(step, values) {
      const problems = changeProblems(fields, values);
      if (Object.keys(problems).length > 0) throw invalidHyperparameters(problems);
      const lines = logLines(fields, step, hyperparameters, values);
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
    stepAlone(step, only) {
      current.pull();
      const eager = eagerRunner();
      updatingOnly(only, () => eager.run(step, 1));
      metricNames = eager.metricNames;
      rows.push(...eager.readMetrics());
      eager.dispose();
      current.push();
    },
    gradientNorms(step) {
      const before = [...variables.values()].map((variable) => variable.clone());
      const eager = eagerRunner();
      try {
        return layerGradientNorms(() => eager.run(step, 1));
      } finally {
        eager.dispose();
        [...variables.values()].forEach((variable, i) => {
          variable.assign(at(before, i));
        });
        tf.dispose(before);
      }
    },
  };
}

function logLines(
  fields: Fields,
  step: number,
  before: Readonly<Record<string, unknown>>,
  values: ChangedValues,
): LogLine[] {
  return Object.entries(values).map(([name, value]) => {
    const field = fields[name];
    const [from, to] = [valueText(field, before[name]), valueText(field, value)];
    return { code: 'hyperparameter-changed', step, label: field?.label ?? name, from, to };
  });
}

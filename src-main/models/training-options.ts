/**
 * Implements the options of `contract/training-fields.ts`, which every model has: learning rate schedules, gradient
 * clipping and weight averaging. With their defaults a step is exactly the model's own.
 */
import type { MetricInfo } from '../contract/model';
import type { TrainingOptions } from '../contract/training-fields';
import { isConstant, rateFactor, type RateSchedule } from '../engine/learning-rate';
import { stepInput } from '../engine/step-inputs';
import { tf, type Scalar } from '../engine/tensorflow';
import type { StepContext, Trainable } from '../engine/training-step';
import { withUpdateOptions } from '../engine/update-options';
import { weightAverage } from '../engine/weight-average';

/**
 * Reported by every model under a schedule or warm-up; a constant rate is a setting and is not recorded at every step.
 */
export const LEARNING_RATE: MetricInfo = {
  name: 'learning_rate',
  quantity: 'learning rate',
  label: 'Learning rate',
  help: 'The learning rate of the step. It is recorded where a schedule or warm-up changes it.',
  group: 'Learning rate',
  better: 'neither',
};

/** @param totalSteps number of steps in the run's budget */
function scheduleOf(options: TrainingOptions, totalSteps: number): RateSchedule {
  const { schedule: shape, warmupSteps, finalRate: finalFraction, scheduleSteps } = options;
  return { shape, warmupSteps, finalFraction, horizon: scheduleSteps === 0 ? totalSteps : scheduleSteps };
}

/**
 * A model whose step applies the options, with the weight average that they request.
 * @param options.learningRate the rate before the schedule changes it
 * @param totalSteps number of steps in the run's budget
 */
export function withTrainingOptions<Built extends Trainable>(
  built: Built,
  options: TrainingOptions & { readonly learningRate: number },
  totalSteps: number,
): Built {
  const schedule = scheduleOf(options, totalSteps);
  const average =
    options.averageDecay === 0
      ? undefined
      : weightAverage(built.averagedNetworks ?? built.networks, options.averageDecay);
  const step = (context: StepContext) => {
    // Read in each step, because it may change while a run trains.
    const maxGradientNorm = options.clipNorm === 0 ? null : options.clipNorm;
    const factor = isConstant(schedule) ? null : rateFactor(context.step, schedule);
    const metrics = withUpdateOptions({ rateFactor: factor, maxGradientNorm }, () => built.step(context));
    average?.update(context.step);
    if (factor === null) return metrics;
    const fullRate = stepInput('learningRate', options.learningRate);
    return { ...metrics, [LEARNING_RATE.name]: tf.mul<Scalar>(factor, fullRate) };
  };
  return { ...built, step, ...(average && { average }) };
}

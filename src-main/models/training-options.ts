/**
 * Hyperparameters that every model has beside its own: a schedule of its learning rates, clipping of its gradients and
 * averaging of its weights. At their defaults a step is the model's own, operation by operation.
 */
import { ADVANCED_GROUP, choice, integer, number, type ValuesOf } from '../contract/hyperparameters';
import { isConstant, rateFactor, type RateSchedule } from '../engine/learning-rate';
import type { StepContext, Trainable } from '../engine/training-step';
import { withUpdateOptions } from '../engine/update-options';
import { weightAverage } from '../engine/weight-average';

export const trainingFields = {
  schedule: choice({
    label: 'Learning rate schedule',
    help: 'How the learning rates fall over the run: not at all, in a straight line, or as half a cosine.',
    group: ADVANCED_GROUP,
    default: 'constant',
    options: [
      { value: 'constant', label: 'Constant' },
      { value: 'linear', label: 'Linear' },
      { value: 'cosine', label: 'Cosine' },
    ],
  }),
  warmupSteps: integer({
    label: 'Warm-up',
    help: 'Steps at the start in which the learning rates rise linearly to their full values, under any schedule.',
    group: ADVANCED_GROUP,
    default: 0,
    min: 0,
    max: 1_000_000,
    unit: 'steps',
  }),
  finalRate: number({
    label: 'Final rate',
    help: 'Where a linear or cosine schedule ends, as a fraction of the learning rate.',
    group: ADVANCED_GROUP,
    default: 0,
    min: 0,
    max: 1,
  }),
  scheduleSteps: integer({
    label: 'Schedule length',
    help: 'Steps from the start of the run to the final rate, which then stays. 0 is the run’s budget.',
    group: ADVANCED_GROUP,
    default: 0,
    min: 0,
    max: 100_000_000,
    unit: 'steps',
  }),
  clipNorm: number({
    label: 'Gradient clipping',
    help: 'Gradients of an update are scaled down to this global norm where they exceed it; each optimiser has its own. 0 is off.',
    group: ADVANCED_GROUP,
    default: 0,
    min: 0,
    max: 1_000_000,
  }),
  averageDecay: number({
    label: 'Weight averaging',
    help: 'Decay of an exponential moving average of weights: of the generator in a GAN, of all networks otherwise. Figures, samples and evaluations use the average, training does not. 0 is off, 0.999 is common.',
    group: ADVANCED_GROUP,
    default: 0,
    min: 0,
    max: 0.99999,
  }),
};
export type TrainingOptions = ValuesOf<typeof trainingFields>;

/** @param totalSteps of the run's budget */
function scheduleOf(options: TrainingOptions, totalSteps: number): RateSchedule {
  const { schedule: shape, warmupSteps, finalRate: finalFraction, scheduleSteps } = options;
  return { shape, warmupSteps, finalFraction, horizon: scheduleSteps === 0 ? totalSteps : scheduleSteps };
}

/** A model whose step follows the options, with the average that they ask for. */
export function withTrainingOptions<Built extends Trainable>(
  built: Built,
  options: TrainingOptions,
  totalSteps: number,
): Built {
  const schedule = scheduleOf(options, totalSteps);
  const maxGradientNorm = options.clipNorm === 0 ? null : options.clipNorm;
  const average =
    options.averageDecay === 0
      ? undefined
      : weightAverage(built.averagedNetworks ?? built.networks, options.averageDecay);
  if (isConstant(schedule) && maxGradientNorm === null && average === undefined) return built;
  const step = (context: StepContext) => {
    const factor = isConstant(schedule) ? null : rateFactor(context.step, schedule);
    const metrics = withUpdateOptions({ rateFactor: factor, maxGradientNorm }, () => built.step(context));
    average?.update(context.step);
    return metrics;
  };
  return { ...built, step, ...(average && { average }) };
}

import { SHARED_GROUP, choice, integer, number, type ValuesOf } from './hyperparameters';
import type { RunConfig } from './run';

/** Hyperparameters that every model has in addition to its own. */
export const trainingFields = {
  schedule: choice({
    label: 'Learning rate schedule',
    help: 'How the learning rates fall over the run: not at all, in a straight line, or as half a cosine.',
    group: SHARED_GROUP,
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
    group: SHARED_GROUP,
    default: 0,
    min: 0,
    max: 1_000_000,
    unit: 'steps',
  }),
  finalRate: number({
    label: 'Final rate',
    help: 'Where a linear or cosine schedule ends, as a fraction of the learning rate.',
    group: SHARED_GROUP,
    default: 0,
    min: 0,
    max: 1,
  }),
  scheduleSteps: integer({
    label: 'Schedule length',
    help: 'Steps from the start of the run to the final rate, which then stays. 0 is the run’s budget.',
    group: SHARED_GROUP,
    default: 0,
    min: 0,
    max: 100_000_000,
    unit: 'steps',
  }),
  clipNorm: number({
    label: 'Gradient clipping',
    help: 'Gradients of an update are scaled down to this global norm where they exceed it; each optimiser has its own. 0 is off.',
    group: SHARED_GROUP,
    default: 0,
    min: 0,
    max: 1_000_000,
    whileTraining: 'recorded-again',
  }),
  averageDecay: number({
    label: 'Weight averaging',
    help: 'Decay of an exponential moving average of weights: of the generator in a GAN, of all networks in other models and in one that classifies. Figures, samples and evaluations use the average, training does not. 0 is off, 0.999 is common.',
    group: SHARED_GROUP,
    default: 0,
    min: 0,
    max: 0.99999,
  }),
};
export type TrainingOptions = ValuesOf<typeof trainingFields>;

/** The decay of the weight average that a run's figures, samples and evaluations use; null without an average. */
export function averageDecayOf({ hyperparameters }: Pick<RunConfig, 'hyperparameters'>): number | null {
  const decay = hyperparameters['averageDecay' satisfies keyof TrainingOptions];
  return typeof decay === 'number' && decay > 0 ? decay : null;
}

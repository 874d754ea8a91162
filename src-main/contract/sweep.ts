import * as z from 'zod';
import { HyperparameterSchema, NewRunSchema, RunNameSchema } from './run';
import { because, identifier, listOf, wholeNumber } from './validation';

/** The least and the most of what a person gives in whole numbers. */
export const SWEEP_LIMITS = {
  runs: 500,
  axes: 4,
  /** Values of one hyperparameter. */
  values: 50,
  seeds: { min: 1, max: 20 },
  draws: { min: 1, max: 500 },
  factor: { min: 2, max: 10 },
  levels: { min: 2, max: 5 },
} as const;

const FIELD = identifier('hyperparameter-name', 64);

/** One hyperparameter of a sweep: the values that it takes, or the range or distribution that they are drawn from. */
export const SweepAxisSchema = z.union(
  [
    z
      .object({
        field: FIELD,
        values: listOf(HyperparameterSchema, 'values', SWEEP_LIMITS.values),
        /** How often each value is drawn, compared with the others; all alike where they are left out. */
        weights: listOf(
          z.number(because('axis-weights')).positive(because('axis-weights')),
          'values',
          SWEEP_LIMITS.values,
        ).optional(),
      })
      .refine(
        ({ values, weights }) => weights === undefined || weights.length === values.length,
        because('axis-weights'),
      ),
    z.object({
      field: FIELD,
      from: z.number(because('axis-bound')),
      to: z.number(because('axis-bound')),
      /** `log` draws orders of magnitude evenly. */
      scale: z.enum(['linear', 'log']),
    }),
    z.object({
      field: FIELD,
      /** Within the limits of the field. */
      distribution: z.enum(['normal', 'log-normal']),
      /** The mean of a normal distribution, and the median of a log-normal one. */
      center: z.number(because('axis-distribution')),
      /** The standard deviation; of a log-normal distribution that of the natural logarithm. */
      spread: z.number(because('axis-distribution')).positive(because('axis-distribution')),
    }),
  ],
  because('axis'),
);
export type SweepAxis = z.infer<typeof SweepAxisSchema>;

/** Whether the values of an axis can only be drawn at random. */
export function isDrawn(axis: SweepAxis): boolean {
  return !('values' in axis) || axis.weights !== undefined;
}

/**
 * Asynchronous successive halving (Li et al. 2020, arXiv:1810.05934): every run trains for a part of its budget, and of
 * those that got there the best 1 / `factor` train on, until few reach the whole budget.
 */
export const HalvingSchema = z.object({
  /** A metric of the validation split, or of the quality of samples. */
  metric: identifier('sweep-metric', 64),
  /** One in so many trains on. */
  factor: wholeNumber('halving-factor', SWEEP_LIMITS.factor),
  /** Budgets, the whole one included. */
  levels: wholeNumber('halving-levels', SWEEP_LIMITS.levels),
});
export type Halving = z.infer<typeof HalvingSchema>;

/** Runs of one model that differ in hyperparameters and seeds. */
const PlanSchema = z.object({
  /** What the runs share; the seed is that of the first of each setting. */
  run: NewRunSchema.omit({ name: true }),
  axes: z
    .array(SweepAxisSchema, because('axes'))
    .max(SWEEP_LIMITS.axes, because({ code: 'too-many-axes', most: SWEEP_LIMITS.axes })),
  /** How many settings are drawn at random; without it, every combination of the values is tried. */
  draws: wholeNumber('draws', SWEEP_LIMITS.draws).optional(),
  /** Runs of each setting, with seeds that follow one another. */
  seeds: wholeNumber('seeds', SWEEP_LIMITS.seeds),
  halving: HalvingSchema.optional(),
});
export type SweepPlan = z.infer<typeof PlanSchema>;

export const NewSweepSchema = PlanSchema.extend({ name: RunNameSchema });
export type NewSweep = z.input<typeof NewSweepSchema>;

export const SweepSchema = z.object({
  /** That of the group of its runs. */
  id: z.int(),
  name: z.string(),
  createdAt: z.number(),
  plan: PlanSchema,
});
export type Sweep = z.infer<typeof SweepSchema>;

/** More of the same: seeds of every setting, or settings drawn at random. */
export const SweepExtensionSchema = z.object({
  seeds: wholeNumber('further-seeds', SWEEP_LIMITS.seeds).optional(),
  draws: wholeNumber('further-draws', SWEEP_LIMITS.draws).optional(),
});
export type SweepExtension = z.infer<typeof SweepExtensionSchema>;

/** Runs of a sweep; of a range that nothing is drawn from, none. */
export function runCount({ axes, draws, seeds }: Pick<SweepPlan, 'axes' | 'draws' | 'seeds'>): number {
  const combinations = axes.reduce(
    (product, axis) => product * ('values' in axis ? axis.values.length : 0),
    1,
  );
  return seeds * (draws ?? combinations);
}

/** The share of the budget that a run of each level of successive halving has trained: 1/9, 1/3, 1. */
export function levelShares({ factor, levels }: Pick<Halving, 'factor' | 'levels'>): number[] {
  return Array.from({ length: levels }, (_, level) => factor ** (level + 1 - levels));
}

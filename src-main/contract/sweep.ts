import * as z from 'zod';
import { StopRuleSchema } from './early-stop';
import { HyperparameterSchema, NewRunSchema, RunNameSchema } from './run';
import { because, identifier, listOf, wholeNumber } from './validation';

/** Limits on whole numbers given by the user. */
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

/** One hyperparameter of a sweep: its values, or the range or distribution that they are drawn from. */
export const SweepAxisSchema = z.union(
  [
    z
      .object({
        field: FIELD,
        values: listOf(HyperparameterSchema, 'values', SWEEP_LIMITS.values),
        /** The relative frequency of each value; all equal if omitted. */
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
      /** `log` draws uniformly on a logarithmic scale. */
      scale: z.enum(['linear', 'log']),
    }),
    z.object({
      field: FIELD,
      /** Values are limited to the range of the field. */
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
 * Asynchronous successive halving (Li et al. 2020, arXiv:1810.05934): every run trains for a part of its budget; of the
 * runs that have reached it, the best 1 / `factor` continue, until few reach the whole budget.
 */
export const HalvingSchema = z.object({
  /** A metric of the validation split, or of the quality of samples. */
  metric: identifier('sweep-metric', 64),
  /** One in this many runs continues. */
  factor: wholeNumber('halving-factor', SWEEP_LIMITS.factor),
  /** Number of budgets, including the whole one. */
  levels: wholeNumber('halving-levels', SWEEP_LIMITS.levels),
});
export type Halving = z.infer<typeof HalvingSchema>;

/** Runs of one model that differ in hyperparameters and seeds. */
const PlanSchema = z.object({
  /** The common settings of the runs; the seed is that of the first run of each setting. */
  run: NewRunSchema.omit({ name: true }),
  axes: z
    .array(SweepAxisSchema, because('axes'))
    .max(SWEEP_LIMITS.axes, because({ code: 'too-many-axes', most: SWEEP_LIMITS.axes })),
  /** Number of settings drawn at random; if omitted, every combination of the values is run. */
  draws: wholeNumber('draws', SWEEP_LIMITS.draws).optional(),
  /** Number of runs of each setting, with consecutive seeds. */
  seeds: wholeNumber('seeds', SWEEP_LIMITS.seeds),
  halving: HalvingSchema.optional(),
  /** Ends runs early by a metric; all train to the end of their budget if omitted. */
  stop: StopRuleSchema.optional(),
});
export type SweepPlan = z.infer<typeof PlanSchema>;

export const NewSweepSchema = PlanSchema.extend({ name: RunNameSchema });
export type NewSweep = z.input<typeof NewSweepSchema>;

export const SweepSchema = z.object({
  /** The id of the group of its runs. */
  id: z.int(),
  name: z.string(),
  createdAt: z.number(),
  plan: PlanSchema,
});
export type Sweep = z.infer<typeof SweepSchema>;

/** An extension of a sweep: more seeds for every setting, or more settings drawn at random. */
export const SweepExtensionSchema = z.object({
  seeds: wholeNumber('further-seeds', SWEEP_LIMITS.seeds).optional(),
  draws: wholeNumber('further-draws', SWEEP_LIMITS.draws).optional(),
});
export type SweepExtension = z.infer<typeof SweepExtensionSchema>;

/** Number of runs in a sweep; 0 if there is a range but nothing is drawn. */
export function runCount({ axes, draws, seeds }: Pick<SweepPlan, 'axes' | 'draws' | 'seeds'>): number {
  const combinations = axes.reduce(
    (product, axis) => product * ('values' in axis ? axis.values.length : 0),
    1,
  );
  return seeds * (draws ?? combinations);
}

/** The fraction of the budget that runs of each level of successive halving have trained: 1/9, 1/3, 1. */
export function levelShares({ factor, levels }: Pick<Halving, 'factor' | 'levels'>): number[] {
  return Array.from({ length: levels }, (_, level) => factor ** (level + 1 - levels));
}

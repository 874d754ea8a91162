import * as z from 'zod';
import type { StopReason } from './problems/en/stop-reasons';
import { isPhrase } from './problems/phrases';
import { because, identifier, wholeNumber } from './validation';

/** Limits on whole numbers given by the user, in steps. */
export const STOP_LIMITS = {
  patience: { min: 1, max: 100_000_000 },
  after: { min: 0, max: 100_000_000 },
} as const;

/** When runs of a sweep end before their budget: at least one of `bound` and `patience` is given. */
export const StopRuleSchema = z
  .object({
    /** One of `stopMetrics`. */
    metric: identifier('stop-metric', 64),
    /** The worst value of the metric with which a run trains on. */
    bound: z.number(because('stop-bound')).optional(),
    /** Number of steps without a better value of the metric after which a run ends. */
    patience: wholeNumber('stop-patience', STOP_LIMITS.patience).optional(),
    /** No run ends before this step; a tenth of its steps if omitted, since all runs begin with bad values. */
    after: wholeNumber('stop-after', STOP_LIMITS.after).optional(),
  })
  .refine(({ bound, patience }) => bound !== undefined || patience !== undefined, because('stop-rule'));
export type StopRule = z.infer<typeof StopRuleSchema>;

export const StopReasonSchema = z.custom<StopReason>(isPhrase);
export type { StopReason };

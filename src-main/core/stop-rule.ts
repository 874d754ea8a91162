import type { StopReason, StopRule } from '../contract/early-stop';
import type { SweepMetric } from '../presentation/sweeps';

/** A value of the metric of a rule, and the step at which it was measured. */
export interface Measured {
  readonly step: number;
  readonly value: number;
}

/** @returns the first measurement, or the newer one if it is better */
export function betterOf(best: Measured | null, newer: Measured, better: SweepMetric['better']): Measured {
  return best === null || isWorse(best.value, newer.value, better) ? newer : best;
}

/**
 * Returns why a rule ends a run after a measurement; null if the run trains on.
 * @param best the best measurement so far, which may be the newest
 * @param totalSteps null if not known yet: then only a rule with a first step applies
 */
export function stopReason(
  rule: StopRule,
  { label, better }: Pick<SweepMetric, 'label' | 'better'>,
  newest: Measured,
  best: Measured,
  totalSteps: number | null,
): StopReason | null {
  const { bound, patience } = rule;
  const after = rule.after ?? (totalSteps ?? Infinity) / 10;
  if (newest.step < after) return null;
  if (bound !== undefined && isWorse(newest.value, bound, better))
    return { code: 'beyond-bound', label, ...newest, bound };
  const steps = newest.step - best.step;
  if (patience === undefined || steps < patience) return null;
  return { code: 'no-improvement', label, ...best, steps };
}

const isWorse = (value: number, than: number, better: SweepMetric['better']): boolean =>
  better === 'lower' ? value > than : value < than;

import { at } from '../../src-main/contract/at';
/** Means of a training metric over the steps of an epoch, or around a step. */

/** Number of steps before and after a step over which its metric is averaged. */
const AROUND = 250;

export interface Series {
  readonly steps: readonly number[];
  readonly values: readonly number[];
}

/**
 * The mean that the name of a measure specifies: `train_loss@epoch10` over the steps of the tenth epoch, `g_loss@5000`
 * over 501 steps around step 5,000. Null if the name has neither form.
 */
export function windowMean(
  measure: string,
  stepsPerEpoch: number,
  series: ReadonlyMap<string, Series>,
): number | null {
  const [, name = '', unit = '', number = ''] = /^(?:train_)?(\w+)@(epoch)?(\d+)$/.exec(measure) ?? [];
  if (name === '') return null;
  const place = Number(number);
  const [from, to] =
    unit === 'epoch'
      ? [(place - 1) * stepsPerEpoch + 1, place * stepsPerEpoch]
      : [place - AROUND, place + AROUND];
  const { steps, values } = series.get(name) ?? { steps: [], values: [] };
  const found = values.filter((_, i) => at(steps, i) >= from && at(steps, i) <= to);
  return found.length === 0 ? NaN : found.reduce((sum, value) => sum + value, 0) / found.length;
}

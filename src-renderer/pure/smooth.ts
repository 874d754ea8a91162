/**
 * Exponential moving average, debiased as in Adam (Kingma and Ba 2015, §3) so that it starts at the first value
 * rather than at zero.
 * @param weight of the past, 0 (as measured) to below 1
 */
export function smooth(values: Float64Array, weight: number): Float64Array {
  if (weight <= 0) return values;
  const smoothed = new Float64Array(values.length);
  let average = 0;
  let remaining = 1;
  for (const [index, value] of values.entries()) {
    if (!Number.isFinite(value)) {
      smoothed[index] = NaN;
      continue;
    }
    average = weight * average + (1 - weight) * value;
    remaining *= weight;
    smoothed[index] = average / (1 - remaining);
  }
  return smoothed;
}

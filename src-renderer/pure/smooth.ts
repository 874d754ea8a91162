/** Positions across a plot over which `weight` is meant: about its pixels. */
const POSITIONS = 1000;

/**
 * Exponential moving average over the plot, debiased as in Adam (Kingma and Ba 2015, §3) so that it starts at the first
 * value rather than at zero. The past fades with the distance in x, not with the number of values: a run of 100 000
 * steps is smoothed as much as one of 1000, and a metric measured once an epoch keeps its own pace.
 * @param x ascending
 * @param weight of the past one thousandth of the plot earlier, 0 (as measured) to below 1
 */
export function smooth(x: Float64Array, values: Float64Array, weight: number): Float64Array {
  if (weight <= 0) return values;
  const smoothed = new Float64Array(values.length);
  const scale = POSITIONS / ((x[x.length - 1] ?? 0) - (x[0] ?? 0) || 1);
  let average = 0;
  let remaining = 1;
  let last = (x[0] ?? 0) - 1 / scale;
  for (const [index, value] of values.entries()) {
    if (!Number.isFinite(value)) {
      smoothed[index] = NaN;
      continue;
    }
    const at = x[index] ?? last;
    const past = weight ** ((at - last) * scale);
    last = at;
    average = past * average + (1 - past) * value;
    remaining *= past;
    // Steps too near one another for the axis leave nothing to divide by.
    smoothed[index] = remaining < 1 ? average / (1 - remaining) : value;
  }
  return smoothed;
}

/** Positions across a plot over which `weight` is meant: about its pixels. */
const POSITIONS = 1000;

/**
 * Exponential moving average over a plot, debiased as in Adam (Kingma and Ba 2015, §3) so that it starts at the first
 * value rather than at zero. The past fades with the distance in x, not with the number of values: a run of 100 000
 * steps is smoothed as much as one of 1000, and a metric measured once an epoch keeps its own pace.
 * @param weight of the past one thousandth of the plot earlier, 0 (as measured) to below 1
 * @param extent first and last x of the line
 * @returns what takes values in order of x, and gives their average; NaN for what is not finite
 */
export function smoother(
  weight: number,
  { first, last }: { readonly first: number; readonly last: number },
): (x: number, value: number) => number {
  const scale = POSITIONS / (last - first || 1);
  let average = 0;
  let remaining = 1;
  let before = first - 1 / scale;
  let [distance, past] = [NaN, NaN];
  return (x, value) => {
    if (weight <= 0 || !Number.isFinite(value)) return value;
    // Most steps are as far apart as the last two, and a power costs more than all the rest.
    if (x - before !== distance) {
      distance = x - before;
      past = weight ** (distance * scale);
    }
    before = x;
    average = past * average + (1 - past) * value;
    remaining *= past;
    // Steps too near one another for the axis leave nothing to divide by.
    return remaining < 1 ? average / (1 - remaining) : value;
  };
}

/** A whole line, smoothed. @param x ascending */
export function smooth(x: Float64Array, values: Float64Array, weight: number): Float64Array {
  if (weight <= 0) return values;
  const average = smoother(weight, { first: x[0] ?? 0, last: x[x.length - 1] ?? 0 });
  const smoothed = new Float64Array(values.length);
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? NaN;
    smoothed[index] = Number.isFinite(value) ? average(x[index] ?? NaN, value) : NaN;
  }
  return smoothed;
}

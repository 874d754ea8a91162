/** `weight` refers to this many positions across a plot, about as many as its pixels. */
const POSITIONS = 1000;

/**
 * Exponential moving average over a plot, debiased as in Adam (Kingma and Ba 2015, §3) so that it starts at the first
 * value rather than at zero. The weight of the past decays with the distance in x, not with the number of values: a run
 * of 100 000 steps is smoothed as much as one of 1000, and a metric measured once an epoch is hardly smoothed.
 * @param weight weight of the past after one thousandth of the plot, from 0 (no smoothing) to below 1
 * @param extent first and last x of the line
 * @returns a function that takes values in order of x and returns their average; NaN for a value that is not finite
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
    // Most steps are equally far apart, and computing the power costs more than everything else.
    if (x - before !== distance) {
      distance = x - before;
      past = weight ** (distance * scale);
    }
    before = x;
    average = past * average + (1 - past) * value;
    remaining *= past;
    // If steps are too close for floating-point numbers, the divisor would be 0.
    return remaining < 1 ? average / (1 - remaining) : value;
  };
}

/** Smooths a whole line. @param x ascending positions, [n] @param values [n] @returns [n] */
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

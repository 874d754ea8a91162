import type { DiscriminatorOutputs } from '../contract/discriminator-outputs';
import { fourDigits } from '../contract/numbers';
import { ticks, tickText } from './ticks';
import { t } from '../contract/texts';

/** Histogram of a discriminator's outputs: shares of the real and of the generated items in bins of equal width. */
export interface DiscriminatorHistogram {
  /** Lower bound of the first bin. */
  readonly low: number;
  readonly high: number;
  readonly real: readonly number[];
  readonly generated: readonly number[];
  /** The largest share in any bin. */
  readonly most: number;
  readonly means: { readonly real: number; readonly generated: number };
}

const BINS = 20;

type Range = readonly [low: number, high: number];

/** Counts outputs in bins of a range: by default from 0 to 1 for probabilities, from the smallest to the largest score. */
export function discriminatorHistogram(
  outputs: DiscriminatorOutputs,
  [low, high]: Range = rangeOf([outputs]),
): DiscriminatorHistogram {
  const { real, generated } = outputs;
  const sharesOf = (values: Float32Array) => {
    const counts = new Array<number>(BINS).fill(0);
    for (const value of values) {
      const bin = Math.min(BINS - 1, Math.max(0, Math.floor(((value - low) / (high - low)) * BINS)));
      counts[bin] = (counts[bin] as number) + 1;
    }
    return counts.map((count) => count / Math.max(1, values.length));
  };
  const shares = { real: sharesOf(real), generated: sharesOf(generated) };
  return {
    low,
    high,
    ...shares,
    most: Math.max(...shares.real, ...shares.generated),
    means: { real: meanOf(real), generated: meanOf(generated) },
  };
}

/** Histograms of the outputs at several steps, all with the same bins. */
export function discriminatorHistory(all: readonly DiscriminatorOutputs[]): DiscriminatorHistogram[] {
  const range = rangeOf(all);
  return all.map((outputs) => discriminatorHistogram(outputs, range));
}

/** The caption of the histogram and its text alternative. */
export function discriminatorText({ means }: DiscriminatorHistogram): string {
  return t.figures.histogram(fourDigits(means.real), fourDigits(means.generated));
}

function rangeOf(all: readonly DiscriminatorOutputs[]): Range {
  if (all.every(({ output }) => output === 'probability')) return [0, 1];
  let [low, high] = [Infinity, -Infinity];
  for (const { real, generated } of all)
    for (const values of [real, generated])
      for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  return low < high ? [low, high] : [low - 0.5, low + 0.5];
}

function meanOf(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

/** Size of a drawn histogram and of its margins, in pixels. */
export const HISTOGRAM_BOX = { width: 480, height: 200, top: 8, bottom: 22, side: 6 } as const;

/** Returns an SVG path with one bar for each bin, in the coordinates of `HISTOGRAM_BOX`. */
export function barsPath(shares: readonly number[], most: number): string {
  const { width, height, top, bottom, side } = HISTOGRAM_BOX;
  const barWidth = (width - 2 * side) / shares.length;
  return shares
    .map((share, bin) => {
      if (share === 0) return '';
      const barHeight = (share / most) * (height - bottom - top);
      const x = (side + bin * barWidth).toFixed(1);
      return `M${x} ${String(height - bottom)}v${(-barHeight).toFixed(1)}h${barWidth.toFixed(1)}v${barHeight.toFixed(1)}z`;
    })
    .join('');
}

/** Returns the labels below the histogram, each with its position and alignment. */
export function histogramTicks({ low, high }: DiscriminatorHistogram) {
  const { width, side } = HISTOGRAM_BOX;
  return ticks(low, high, 5).map((value) => {
    const x = side + ((value - low) / (high - low)) * (width - 2 * side);
    const anchor = x < 16 ? 'start' : x > width - 16 ? 'end' : 'middle';
    return { text: tickText(value), x, anchor } as const;
  });
}

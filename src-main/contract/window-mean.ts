import * as z from 'zod';
import { at } from './at';

const MeanSchema = z.object({
  mean: z.number(),
  /** Half of the 95 % confidence interval; null if there are too few steps for one. */
  margin: z.number().nullable(),
});

/**
 * Means of a run's training metrics over consecutive steps. A single value is of one batch, and the best of thousands
 * is that of the luckiest batch: neither shows how good a run is.
 */
export const RunWindowSchema = z.object({
  /** First and last step. */
  from: z.int(),
  to: z.int(),
  /** By metric name; only metrics that are measured at every step. */
  metrics: z.record(z.string(), MeanSchema),
});
export type RunWindow = z.infer<typeof RunWindowSchema>;

/** The mean of one metric over a window. */
export type WindowMean = z.infer<typeof MeanSchema> & Pick<RunWindow, 'from' | 'to'>;

/**
 * A window is one or several whole epochs, and at least this many steps: in a shorter one the interval would be too
 * short for slow oscillations.
 */
const LEAST_STEPS = 400;
/** For longer epochs, the window is only this many steps. */
const MOST_STEPS = 4000;
/**
 * Ten to thirty blocks are enough for the interval; with more, each becomes too short (Schmeiser 1982, Oper. Res.
 * 30:556).
 */
const BLOCKS = 16;

/** Number of steps in a window: in whole epochs, every batch of the data has the same weight. */
export function windowSteps(stepsPerEpoch: number): number {
  const whole = stepsPerEpoch * Math.ceil(LEAST_STEPS / stepsPerEpoch);
  return Math.min(whole, MOST_STEPS);
}

interface Block {
  readonly index: number;
  readonly from: number;
  sum: number;
  count: number;
  to: number;
}

export interface WindowMeans {
  /** Adds a value; steps must be in order. */
  add(step: number, value: number): void;
  /** The mean over the newest whole window, or over the later half of a shorter run; null before the first value. */
  last(): WindowMean | null;
  /** The window with the lowest or highest mean; null before the first whole window. */
  best(better: 'lower' | 'higher'): WindowMean | null;
}

/**
 * Computes means over windows of `steps` steps, in one pass and with little memory. A window is `BLOCKS` blocks of
 * about equal length. Blocks begin at fixed steps, so that a run that is resumed, or read only from `steps` before its
 * end, has the same ones.
 */
export function windowMeans(steps: number): WindowMeans {
  const blocksIn = Math.min(BLOCKS, steps);
  let complete: Block[] = [];
  let open: Block | null = null;
  const best: Record<'lower' | 'higher', WindowMean | null> = { lower: null, higher: null };

  const indexOf = (step: number) =>
    blocksIn * Math.floor((step - 1) / steps) + Math.floor((((step - 1) % steps) * blocksIn) / steps);

  function close(block: Block): void {
    complete = [...complete, block].slice(-blocksIn);
    const whole = complete.length === blocksIn ? meanOf(complete) : null;
    if (whole === null) return;
    if (best.lower === null || whole.mean < best.lower.mean) best.lower = whole;
    if (best.higher === null || whole.mean > best.higher.mean) best.higher = whole;
  }

  return {
    add(step, value) {
      const index = indexOf(step);
      if (open !== null && index !== open.index) {
        close(open);
        open = null;
      }
      open ??= { index, from: step, sum: 0, count: 0, to: step };
      open.sum += value;
      open.count += 1;
      open.to = step;
      if (indexOf(step + 1) === index) return;
      close(open);
      open = null;
    },
    last() {
      if (complete.length === 0) return open === null ? null : { ...meanOf([open]), margin: null };
      if (complete.length === blocksIn) return meanOf(complete);
      return { ...meanOf(complete.slice(Math.floor(complete.length / 2))), margin: null };
    },
    best: (better) => best[better],
  };
}

function meanOf(blocks: readonly Block[]): WindowMean {
  const count = blocks.reduce((total, block) => total + block.count, 0);
  const mean = blocks.reduce((total, block) => total + block.sum, 0) / count;
  const margin = marginOf(blocks.map(({ sum, count: own }) => sum / own));
  return { mean, margin, from: blocks[0]?.from ?? NaN, to: blocks[blocks.length - 1]?.to ?? NaN };
}

/** Two-sided 95 % quantiles of Student's t distribution, by degrees of freedom. */
const T95: Readonly<Record<number, number>> = { 3: 3.182, 7: 2.365, 15: 2.131 };

/**
 * Half of the 95 % confidence interval of the mean of an autocorrelated series, from the means of its non-overlapping
 * blocks. Blocks shorter than the correlation time underestimate the error, and longer ones raise the estimate until it
 * reaches a plateau (Flyvbjerg and Petersen 1989, J. Chem. Phys. 91:461): the largest of the estimates from 16, 8 and 4
 * blocks is used.
 * @returns null for any other number of means
 */
export function marginOf(blockMeans: readonly number[]): number | null {
  if (blockMeans.length !== BLOCKS) return null;
  let margin = 0;
  for (let means = blockMeans; means.length >= 4; means = pairwise(means)) {
    const t = T95[means.length - 1] ?? Infinity;
    margin = Math.max(margin, t * Math.sqrt(variance(means) / means.length));
  }
  return margin;
}

function pairwise(means: readonly number[]): number[] {
  return Array.from({ length: means.length / 2 }, (_, i) => (at(means, 2 * i) + at(means, 2 * i + 1)) / 2);
}

/** The sample variance. */
function variance(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}

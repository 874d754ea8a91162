import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  ITEMS_WHILE_TRAINING,
  type EvaluatedSplit,
  type Evaluation,
  type ItemMean,
} from '../contract/evaluation';
import type { LoadedSplit } from '../datasets/load';
import { streamKey } from '../contract/pseudo-random';
import type { Random } from '../engine/random';
import { tf } from '../engine/tensorflow';
import type { BuiltModel } from '../models/model';
import { partOf } from './held-out';
import type { Prepared } from './prepare';
import { itemBatch, labelBatch } from './tensors';

const BATCH = 1000;

export type Evaluator = ReturnType<typeof evaluator>;

/**
 * Measures a run on items that it is not trained on. The choice of items and the model's noise depend only on the run's
 * seed and are the same at every step, so that curves do not jitter.
 */
export function evaluator(
  { built, validation, test, atStart }: Pick<Prepared, 'built' | 'validation' | 'test' | 'atStart'>,
  seed: number,
) {
  const splits = [['validation', validation] as const, ['test', test] as const].flatMap(([split, data]) =>
    data === null ? [] : [{ split, data }],
  );
  // If nothing is held out, only the test split is left to measure on.
  const measuredSplits = splits.slice(0, 1).map(({ split, data }) => ({
    split,
    data,
    part: partOf(data, ITEMS_WHILE_TRAINING, streamKey(seed, `evaluation/${split}`)),
  }));
  const describe = (split: EvaluatedSplit, step: number, measured: Measured, of: number): Evaluation[] => {
    const metrics = Object.entries(measured.means);
    // NaN weights would still classify some items correctly, so such an evaluation is dropped.
    if (metrics.length === 0 || !metrics.every(([, { mean }]) => Number.isFinite(mean))) return [];
    const named = metrics.map(([name, mean]) => [`${split}_${name}`, mean] as const);
    return [{ split, step, count: measured.count, of, metrics: Object.fromEntries(named) }];
  };

  return {
    /** Evaluates a part of the validation split, or of the test split if nothing is held out. */
    whileTraining: (step: number): Evaluation[] =>
      measuredSplits.flatMap(({ split, data, part }) =>
        describe(split, step, measureAll(built, part, atStart.random), data.count),
      ),

    /** Evaluates the whole validation and test splits. @param onProgress called with items done, and in total */
    async atEnd(step: number, onProgress: (done: number, total: number) => void): Promise<Evaluation[]> {
      if (built.evaluate === undefined) return [];
      const total = splits.reduce((sum, { data }) => sum + data.count, 0);
      const evaluations: Evaluation[] = [];
      let before = 0;
      for (const { split, data } of splits) {
        let measured: Measured = { count: 0, means: {} };
        for (measured of measuring(built, data, atStart.random)) {
          onProgress(before + measured.count, total);
          await nextTurn();
        }
        before += data.count;
        evaluations.push(...describe(split, step, measured, data.count));
      }
      return evaluations;
    },
  };
}

/** Results over the items measured so far. */
interface Measured {
  readonly count: number;
  /** Means by metric name without the split. */
  readonly means: Readonly<Record<string, ItemMean>>;
}

/** Computes the means of the model's metrics over all items, by metric name without the split. */
export function measureAll(built: Pick<BuiltModel, 'evaluate'>, data: LoadedSplit, random: Random): Measured {
  let all: Measured = { count: 0, means: {} };
  for (all of measuring(built, data, random));
  return all;
}

/** Measures batch by batch, and yields the means over all items so far. */
function* measuring(
  { evaluate }: Pick<BuiltModel, 'evaluate'>,
  data: LoadedSplit,
  random: Random,
): Generator<Measured> {
  if (evaluate === undefined) return;
  const sums = new Map<string, { sum: number; squares: number }>();
  for (let from = 0; from < data.count; from += BATCH) {
    const count = Math.min(BATCH, data.count - from);
    const values = tf.tidy(() => {
      const batch = { x: itemBatch(data, from, count), labels: labelBatch(data, from, count) };
      const measured = Object.entries(evaluate(batch, keyed(random, `evaluation/${String(from)}`)));
      return measured.map(([name, ofItems]) => [name, ofItems.dataSync<'float32'>()] as const);
    });
    for (const [name, ofItems] of values) {
      const { sum, squares } = sums.get(name) ?? { sum: 0, squares: 0 };
      sums.set(name, {
        sum: ofItems.reduce((total, value) => total + value, sum),
        squares: ofItems.reduce((total, value) => total + value * value, squares),
      });
    }
    const done = from + count;
    const means = [...sums].map(([name, { sum, squares }]) => [name, itemMean(sum, squares, done)] as const);
    yield { count: done, means: Object.fromEntries(means) };
  }
}

function itemMean(sum: number, squares: number, count: number): ItemMean {
  const mean = sum / count;
  const variance = Math.max(0, squares - count * mean * mean) / (count - 1);
  return { mean, standardError: count < 2 ? null : Math.sqrt(variance / count) };
}

/** Returns the same source of randomness, with `prefix` before all names of streams. */
function keyed(random: Random, prefix: string): Random {
  return {
    normal: (stream, shape) => random.normal(`${prefix}/${stream}`, shape),
    uniform: (stream, shape, min, max) => random.uniform(`${prefix}/${stream}`, shape, min, max),
  };
}

import { RandomForestRegression } from 'ml-random-forest';
import type { ParallelAxis } from '../../src-main/presentation/parallel-axes';
import { mulberry32, streamKey } from '../../src-main/contract/pseudo-random';

/** A hyperparameter as the columns that trees split on: one numeric column, or one for each category. */
export interface Feature {
  readonly key: string;
  /** Values by run. */
  readonly columns: readonly (readonly number[])[];
}

export interface Importance {
  /**
   * For each feature, in order, its part of the increase of the error when features are shuffled; the sum is 1, or all
   * are 0.
   */
  readonly shares: readonly number[];
  /**
   * The fraction of the metric's variance that the trees explain for runs that they were not trained on (out of bag).
   */
  readonly explained: number;
}

const TREES = 100;
/** Fraction of the features that a tree is trained on. */
const FEATURES_PER_TREE = 2 / 3;
/** Number of times that each feature is shuffled. */
const SHUFFLES = 5;
const SEED = 1;

/** Replaces a value that a run does not have: below all others. */
const NONE = -1e12;

/** Converts the axis of a hyperparameter to a feature, for the runs at these indices. */
export function featureOf({ key, values, categories }: ParallelAxis, places: readonly number[]): Feature {
  const own = places.map((place) => values[place] ?? NONE);
  const columns =
    categories.length === 0 ? [own] : categories.map((_, i) => own.map((value) => (value === i ? 1 : 0)));
  return { key, columns };
}

/**
 * The permutation importance of features in a random forest (Breiman 2001, Mach. Learn. 45:5): how much the prediction
 * of a metric deteriorates when the values of a feature are shuffled among runs. Takes up to seconds for hundreds of
 * runs.
 * @param values the metric by run
 */
export function importance(features: readonly Feature[], values: readonly number[]): Importance {
  const matrix = (order: readonly number[], shuffled: number | null) =>
    values.map((_, run) =>
      features.flatMap(({ columns }, i) => {
        const from = i === shuffled ? (order[run] ?? run) : run;
        return columns.map((column) => column[from] ?? 0);
      }),
    );
  const width = features.reduce((sum, { columns }) => sum + columns.length, 0);
  const forest = new RandomForestRegression({
    seed: SEED,
    nEstimators: TREES,
    // A count; the library reads 1 as all columns, which is the same when there is only one.
    maxFeatures: Math.ceil(width * FEATURES_PER_TREE),
    replacement: false,
    useSampleBagging: true,
    treeOptions: { minNumSamples: 3 },
  });
  const own = matrix([], null);
  forest.train(own, [...values]);
  const base = meanSquare(forest.predict(own), values);
  const losses = features.map(({ key }, i) => {
    const random = mulberry32(streamKey(SEED, `importance/${key}`));
    let sum = 0;
    for (let round = 0; round < SHUFFLES; round++)
      sum += meanSquare(forest.predict(matrix(shuffled(values.length, random), i)), values) - base;
    return Math.max(0, sum / SHUFFLES);
  });
  const total = losses.reduce((sum, loss) => sum + loss, 0);
  return {
    shares: losses.map((loss) => (total > 0 ? loss / total : 0)),
    explained:
      1 -
      meanSquare(forest.predictOOB(), values) /
        meanSquare(
          values.map(() => mean(values)),
          values,
        ),
  };
}

function shuffled(count: number, random: () => number): number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
  return order;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const meanSquare = (predicted: readonly number[], values: readonly number[]) =>
  mean(values.map((value, i) => (value - (predicted[i] ?? NaN)) ** 2));

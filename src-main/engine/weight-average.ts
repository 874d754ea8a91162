import type { Network } from './network';
import { tf, type Tensor1D, type Variable } from './tensorflow';

/**
 * An exponential moving average of networks' weights, s ← s + a (w − s) after each step, where a is 1 − decay. In the
 * first steps a is larger, max(1 − decay, 9 / (10 + t)) after t steps, so that the initial weights are soon forgotten
 * (like TensorFlow's `ExponentialMovingAverage` with `num_updates`). The moving averages of batch normalisation are
 * averaged like weights, because they belong to them.
 */
export interface WeightAverage {
  /** The averages, by name, e.g. `average/generator/hidden/weights`; saved with a checkpoint. */
  readonly variables: ReadonlyMap<string, Variable>;
  /** Updates the averages after a step. @param step the number of the step, int32 [1] */
  update(step: Tensor1D): void;
  /** Exchanges weights and averages; no value is copied. A second call restores both. */
  swap(): void;
}

/** Prefix of the names of averages. */
export const AVERAGES = 'average/';

/** @param decay fraction of the average, 0 to 1, that is retained at each step */
export function weightAverage(networks: readonly Network[], decay: number): WeightAverage {
  const pairs = networks.flatMap(({ name, variables, averages }) =>
    [...variables, ...averages].map(
      ([key, weight]) => [`${AVERAGES}${name}/${key}`, weight, copyOf(weight)] as const,
    ),
  );
  return {
    variables: new Map(pairs.map(([name, , average]) => [name, average])),
    update(step) {
      tf.tidy(() => {
        const t = tf.reshape(tf.cast(step, 'float32'), []);
        const a = tf.maximum(tf.div(9, tf.add(t, 10)), 1 - decay);
        for (const [, weight, average] of pairs)
          average.assign(tf.add(average, tf.mul(tf.sub(weight, average), a)));
      });
    },
    swap() {
      tf.tidy(() => {
        for (const [, weight, average] of pairs) {
          const value = weight.clone();
          weight.assign(average);
          average.assign(value);
        }
      });
    },
  };
}

/** Copies the values, because the recorder identifies variables by their values. */
function copyOf(weight: Variable): Variable {
  return tf.tidy(() => tf.variable(tf.tensor(weight.dataSync<'float32'>().slice(), weight.shape), false));
}

/** Runs `work` with the averages in place of the weights, where there are averages. */
export function withAverages<Result>(average: WeightAverage | undefined, work: () => Result): Result {
  average?.swap();
  try {
    return work();
  } finally {
    average?.swap();
  }
}

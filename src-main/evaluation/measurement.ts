import type { QualityAspect } from '../contract/quality';
import type { Mixture } from '../contract/mixtures';
import type { ClassProbabilities } from './classes';
import type { ClosestPair } from './copying';
import type { FrechetInfinity } from './frechet';
import type { LinearAlgebra } from './linear-algebra';
import type { Matrix, Pair } from './matrix';
import type { Measured } from './measured';
import type { PicturePair } from './pictures';
import type { Steps } from './steps';
import type { Randomness } from './subsets';
import type { Posterior } from './variational';

/**
 * What metrics are measured on; a run has some of it. Real items are held out unless they are called training items.
 */
export interface EvaluationInput {
  /** Features from one encoder, [N, d] and [M, d]. */
  readonly features?: Pair;
  /** Features of training items from the same encoder, [n, d]. */
  readonly trainingFeatures?: Matrix;
  readonly classes?: ClassProbabilities;
  readonly images?: PicturePair;
  /** Points, [N, 2] and [M, 2]. */
  readonly points?: Pair;
  /** The distribution that the real points are drawn from. */
  readonly mixture?: Mixture;
  /** Posterior of held-out items, from the run's own encoder. */
  readonly posterior?: Posterior;
  /** Importance weights of held-out items, [n, k]; see `importanceWeightedBound`. */
  readonly logWeights?: Matrix;
}

export type Need = keyof EvaluationInput;

/** Time for 10 000 items of 512 features on two cores: under a second, a few seconds, or up to a minute. */
export type Cost = 'low' | 'medium' | 'high';

/**
 * `default` has the metrics to look at first, `more` those that experts compare and papers report. `likelihood` is only
 * for models that have one, which are never compared by it with models that do not.
 */
export type Panel = 'default' | 'likelihood' | 'more';

export interface QualityMetric {
  /** Key in the store, exports and the command line. */
  readonly id: string;
  readonly name: string;
  /** Null for shares and counts. */
  readonly unit: string | null;
  readonly better: 'lower' | 'higher' | 'neither';
  /** The value of a perfect generator, if it is neither the lowest nor the highest. */
  readonly target?: number;
  readonly panel: Panel;
  /** The aspect that the metric stands for in a summary; absent for metrics that are not in summaries. */
  readonly aspect?: QualityAspect;
  /** An explanation of one sentence. */
  readonly help: string;
  /** Paper, and equation or section. */
  readonly source: string;
}

/** Metrics that are measured together. */
export interface Measurement {
  readonly id: string;
  readonly metrics: readonly QualityMetric[];
  readonly needs: readonly Need[];
  readonly cost: Cost;
  /** Left out of quick evaluations. */
  readonly isSlow?: boolean;
  /**
   * Returns the values by the metrics' ids.
   * @throws WorkbenchError `evaluation.…` if the input does not fit
   */
  readonly measure: (input: EvaluationInput, context: EvaluationContext) => Steps<Outcome>;
}

export interface EvaluationContext {
  readonly algebra: LinearAlgebra;
  readonly random: Randomness;
  /** Number of subsets for the kernel distance; by default that of `kernelDistance`. */
  readonly kernelSubsets?: number;
}

export interface Outcome {
  readonly values: Readonly<Record<string, Measured>>;
  readonly details?: Details;
}

/** Details that are shown in addition to the values. */
export interface Details {
  readonly closestPairs?: readonly ClosestPair[];
  /** Number of recognised items of each class, or of points of high quality at each mode. */
  readonly histogram?: readonly number[];
  /** Fréchet distances by number of items, from which `frechetInfinity` extrapolates. */
  readonly frechetSizes?: FrechetInfinity['points'];
  /** Var_x(E[z|x]) of each latent. */
  readonly latentVariances?: Float64Array;
}

type With<N extends Need> = EvaluationInput & Required<Pick<EvaluationInput, N>>;

/** Whether the input has everything that a metric needs. */
export function has<N extends Need>(input: EvaluationInput, needs: readonly N[]): input is With<N> {
  return needs.every((need) => input[need] !== undefined);
}

/** Defines a measurement; the type of its function's input has everything that it needs. */
export function measurement<const N extends Need>(
  described: Omit<Measurement, 'needs' | 'measure'> & {
    readonly needs: readonly N[];
    readonly measure: (input: With<N>, context: EvaluationContext) => Steps<Outcome>;
  },
): Measurement {
  const { needs, measure } = described;
  return {
    ...described,
    measure(input, context) {
      if (!has(input, needs)) throw new RangeError(`${described.id} needs ${needs.join(', ')}`);
      return measure(input, context);
    },
  };
}

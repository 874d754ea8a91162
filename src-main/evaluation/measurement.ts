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

/** What metrics are measured on; a run has some of it. Real items are held out, unless they are called training. */
export interface EvaluationInput {
  /** Of one encoder, [N, d] and [M, d]. */
  readonly features?: Pair;
  /** Of training items, by the same encoder. */
  readonly trainingFeatures?: Matrix;
  readonly classes?: ClassProbabilities;
  readonly images?: PicturePair;
  /** [N, 2] and [M, 2]. */
  readonly points?: Pair;
  /** What the points are drawn from. */
  readonly mixture?: Mixture;
  /** Of held-out items, by the run's own encoder. */
  readonly posterior?: Posterior;
  /** Of held-out items, [n, k]; see `importanceWeightedBound`. */
  readonly logWeights?: Matrix;
}

export type Need = keyof EvaluationInput;

/** With 10 000 items of 512 features on two cores: under a second, some seconds, up to a minute. */
export type Cost = 'low' | 'medium' | 'high';

/**
 * `default` is what everybody should look at; `more` what experts compare, and what papers report; `likelihood` is of models
 * that have one, and never beside others.
 */
export type Panel = 'default' | 'likelihood' | 'more';

export interface QualityMetric {
  /** Key in the store, exports and the command line. */
  readonly id: string;
  readonly name: string;
  /** null for shares and counts. */
  readonly unit: string | null;
  readonly better: 'lower' | 'higher' | 'neither';
  /** The value of a perfect generator, where it is neither the lowest nor the highest. */
  readonly target?: number;
  readonly panel: Panel;
  /** Of the few metrics that stand in a summary. */
  readonly aspect?: QualityAspect;
  /** One sentence. */
  readonly help: string;
  /** Paper, and equation or section. */
  readonly source: string;
}

/** Metrics that are measured in one go. */
export interface Measurement {
  readonly id: string;
  readonly metrics: readonly QualityMetric[];
  readonly needs: readonly Need[];
  readonly cost: Cost;
  /** Left out of quick evaluations. */
  readonly isSlow?: boolean;
  /**
   * Values by the metrics' ids.
   * @throws WorkbenchError `evaluation.…` where the input does not fit
   */
  readonly measure: (input: EvaluationInput, context: EvaluationContext) => Steps<Outcome>;
}

export interface EvaluationContext {
  readonly algebra: LinearAlgebra;
  readonly random: Randomness;
  /** Of the kernel distance; the default of `kernelDistance` where it is left out. */
  readonly kernelSubsets?: number;
}

export interface Outcome {
  readonly values: Readonly<Record<string, Measured>>;
  readonly details?: Details;
}

/** What is shown besides the values. */
export interface Details {
  readonly closestPairs?: readonly ClosestPair[];
  /** Recognised items of each class, or points of high quality of each mode. */
  readonly histogram?: readonly number[];
  /** Fréchet distances by the number of items, which are extrapolated. */
  readonly frechetSizes?: FrechetInfinity['points'];
  /** Var_x(E[z|x]) of each latent. */
  readonly latentVariances?: Float64Array;
}

type With<N extends Need> = EvaluationInput & Required<Pick<EvaluationInput, N>>;

/** Whether all inputs are there that a metric needs. */
export function has<N extends Need>(input: EvaluationInput, needs: readonly N[]): input is With<N> {
  return needs.every((need) => input[need] !== undefined);
}

/** A measurement whose function sees what it needs as given. */
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

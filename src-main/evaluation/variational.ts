import { refusal } from '../contract/error';
import { checkMatrix, type Matrix } from './matrix';
import { mean, measuredMean, type Measured } from './measured';

/**
 * Importance-weighted bound of log p(x) in nats, the mean over items of log 1/k Σ exp(log w), where log w = log p(x, z)
 * − log q(z|x) with z drawn from q; Burda et al. 2016 (1509.00519), eq. 8. With k = 1 it is the evidence lower bound,
 * and it rises with k: state k, split and binarisation, and compare only values with equal k.
 * @param logWeights [n, k]; −∞ where p(x, z) is zero
 * @throws WorkbenchError `evaluation.shape`, `evaluation.too-few`, and `evaluation.not-finite` if a weight is NaN or
 *   infinite
 */
export function importanceWeightedBound(logWeights: Matrix): Measured {
  const { values, rows, columns } = logWeights;
  // Weights of zero are valid although their logarithms are not finite.
  const possible = values.map((value) => (value === -Infinity ? 0 : value));
  checkMatrix({ ...logWeights, values: possible }, 'log-weights', 1);
  return measuredMean(
    Float64Array.from({ length: rows }, (_, row) =>
      logMeanExp(values.subarray(row * columns, (row + 1) * columns)),
    ),
  );
}

/**
 * The negative evidence lower bound in nats: minus the mean over items, and over draws z ~ q(z|x), of log w; Kingma and
 * Welling 2013 (1312.6114), eq. 3.
 * @param logWeights [n, k] as for `importanceWeightedBound`, all finite
 * @throws WorkbenchError as `checkMatrix`
 */
export function negativeEvidenceBound(logWeights: Matrix): Measured {
  const { values, rows, columns } = logWeights;
  checkMatrix(logWeights, 'log-weights', 1);
  return measuredMean(
    Float64Array.from(
      { length: rows },
      (_, row) => -mean(values.subarray(row * columns, (row + 1) * columns)),
    ),
  );
}

/** log of the mean of exp(values); the largest value is factored out to prevent overflow and underflow. */
function logMeanExp(values: Float32Array | Float64Array): number {
  let largest = -Infinity;
  for (const value of values) largest = Math.max(largest, value);
  if (largest === -Infinity) return largest;
  let sum = 0;
  for (const value of values) sum += Math.exp(value - largest);
  return largest + Math.log(sum / values.length);
}

/** Gaussian posteriors of items, both [n, latents]. */
export interface Posterior {
  readonly means: Matrix;
  readonly logVariances: Matrix;
}

/**
 * Mean over items of KL(q(z|x) ‖ N(0, I)) = ½ Σ (μ² + σ² − 1 − log σ²), summed over latents, in nats; Kingma and
 * Welling 2013 (1312.6114), appendix B.
 * @throws WorkbenchError as `checkMatrix`, and `evaluation.posteriors-differ` if the two shapes differ
 */
export function divergenceFromPrior({ means, logVariances }: Posterior): Measured {
  checkMatrix(means, 'posterior-means', 1);
  checkMatrix(logVariances, 'posterior-log-variances', 1);
  const { rows, columns } = means;
  if (logVariances.rows !== rows || logVariances.columns !== columns) {
    throw refusal('evaluation.posteriors-differ', {
      means: { rows, columns },
      logVariances: { rows: logVariances.rows, columns: logVariances.columns },
    });
  }
  return measuredMean(
    Float64Array.from({ length: rows }, (_, row) => {
      let sum = 0;
      for (let at = row * columns; at < (row + 1) * columns; at++) {
        const [mu, logVariance] = [means.values[at] as number, logVariances.values[at] as number];
        // With exp, σ² − 1 − log σ² would cancel near σ = 1, where the posterior is the prior.
        sum += (mu * mu + Math.expm1(logVariance) - logVariance) / 2;
      }
      return sum;
    }),
  );
}

/** A latent is active if the variance of its posterior mean over the data is larger. */
const ACTIVE_VARIANCE = 0.01;

export interface ActiveUnits {
  readonly active: number;
  /** Var_x(E[z|x]) of each latent, [latents]. */
  readonly variances: Float64Array;
}

/**
 * Counts active latents, whose posterior mean has a variance over items of more than 0.01; Burda et al. 2016
 * (1509.00519), §5.2.
 * @param means [n, latents]
 * @throws WorkbenchError as `checkMatrix`, also with fewer than two items
 */
export function activeUnits(means: Matrix): ActiveUnits {
  checkMatrix(means, 'posterior-means', 2);
  const { values, rows, columns } = means;
  const variances = Float64Array.from({ length: columns }, (_, column) => {
    let sum = 0;
    for (let at = column; at < values.length; at += columns) sum += values[at] as number;
    const average = sum / rows;
    let squares = 0;
    for (let at = column; at < values.length; at += columns)
      squares += ((values[at] as number) - average) ** 2;
    return squares / rows;
  });
  return { active: variances.filter((variance) => variance > ACTIVE_VARIANCE).length, variances };
}

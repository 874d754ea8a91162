import { refusal } from '../contract/error';
import { checkMatrix, type Matrix } from './matrix';
import { mean, measuredMean, type Measured } from './measured';

/**
 * Importance-weighted bound of log p(x) in nats, the mean over items of log 1/k Σ exp(log w), where log w = log p(x, z) −
 * log q(z|x) with z drawn from q; Burda et al. 2016 (1509.00519), eq. 8. With k = 1 it is the evidence lower bound, and it
 * rises with k: state k, split and binarisation, and never compare two k.
 * @param logWeights [n, k]; −∞ where p(x, z) is zero
 * @throws WorkbenchError `evaluation.shape`, `evaluation.too-few`, and `evaluation.not-finite` where a weight is not a
 *   number or infinite
 */
export function importanceWeightedBound(logWeights: Matrix): Measured {
  const { values, rows, columns } = logWeights;
  // Weights of zero are valid, and their logarithms are not finite.
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
 * @param logWeights as of `importanceWeightedBound`, with finite values
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

/** Without overflow or underflow: the largest is taken out. */
function logMeanExp(values: Float32Array | Float64Array): number {
  let largest = -Infinity;
  for (const value of values) largest = Math.max(largest, value);
  if (largest === -Infinity) return largest;
  let sum = 0;
  for (const value of values) sum += Math.exp(value - largest);
  return largest + Math.log(sum / values.length);
}

/** A Gaussian posterior of each item, both [n, latents]. */
export interface Posterior {
  readonly means: Matrix;
  readonly logVariances: Matrix;
}

/**
 * Mean over items of KL(q(z|x) ‖ N(0, I)) = ½ Σ (μ² + σ² − 1 − log σ²), summed over latents, in nats; Kingma and Welling
 * 2013 (1312.6114), appendix B.
 * @throws WorkbenchError as `checkMatrix`, and `evaluation.posteriors-differ` where the two differ in shape
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
        // expm1: in single steps, σ² − 1 − log σ² cancels where the posterior is the prior.
        sum += (mu * mu + Math.expm1(logVariance) - logVariance) / 2;
      }
      return sum;
    }),
  );
}

/** A latent whose posterior mean varies by more over the data carries information. */
const ACTIVE_VARIANCE = 0.01;

export interface ActiveUnits {
  readonly active: number;
  /** Var_x(E[z|x]) of each latent, [latents]. */
  readonly variances: Float64Array;
}

/**
 * Latents whose posterior mean has a variance over items of more than 0.01; Burda et al. 2016 (1509.00519), §5.2.
 * @param means [n, latents]
 * @throws WorkbenchError as `checkMatrix`, with less than two items, too
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

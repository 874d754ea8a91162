import type { QualityEffort } from '../contract/quality';
import type { LoadedSplit } from '../datasets/load';
import type { Random } from '../engine/random';
import { tf, type Tensor1D, type Tensor2D } from '../engine/tensorflow';
import type { EvaluationInput } from '../evaluation/measurement';
import { IMPORTANCE_SAMPLES } from '../evaluation/posterior-metrics';
import type { Steps } from '../evaluation/steps';
import type { Likelihood } from '../models/model';
import { itemBatch } from './tensors';

const ITEMS_AT_ONCE = 500;

/**
 * Computes posteriors of held-out items and, in a full evaluation, their importance weights: log w = log p(x|z) +
 * log p(z) − log q(z|x) with z = μ + σε, where the last two terms sum to ½ Σ (ε² + log σ² − z²).
 */
export function* likelihoodInputs(
  { posterior, logLikelihood }: Likelihood,
  real: LoadedSplit,
  random: Random,
  effort: QualityEffort,
): Steps<Pick<EvaluationInput, 'posterior' | 'logWeights'>> {
  const k = effort === 'full' ? IMPORTANCE_SAMPLES : 0;
  const logWeights = new Float64Array(real.count * k);
  let [means, logVariances] = [new Float32Array(0), new Float32Array(0)];
  let columns = 0;
  for (let from = 0; from < real.count; from += ITEMS_AT_ONCE) {
    const rows = Math.min(ITEMS_AT_ONCE, real.count - from);
    tf.tidy(() => {
      const items = itemBatch(real, from, rows);
      const { mean, logVariance } = posterior(items);
      columns = mean.shape[1];
      if (from === 0) {
        means = new Float32Array(real.count * columns);
        logVariances = new Float32Array(real.count * columns);
      }
      means.set(mean.dataSync<'float32'>(), from * columns);
      logVariances.set(logVariance.dataSync<'float32'>(), from * columns);
      for (let draw = 0; draw < k; draw++) {
        const stream = `quality/importance/${String(from)}/${String(draw)}`;
        const weights = tf.tidy(() => {
          const epsilon = random.normal(stream, mean.shape) as Tensor2D;
          const z = tf.add<Tensor2D>(mean, tf.mul(tf.exp(tf.mul(logVariance, 0.5)), epsilon));
          const densities = tf.sub(tf.add(tf.square(epsilon), logVariance), tf.square(z));
          return tf.add<Tensor1D>(logLikelihood(items, z), tf.mul(tf.sum(densities, 1), 0.5));
        });
        weights.dataSync<'float32'>().forEach((weight, row) => {
          logWeights[(from + row) * k + draw] = weight;
        });
        weights.dispose();
      }
    });
    yield Math.min(1, (from + rows) / real.count);
  }
  const shape = { rows: real.count, columns };
  return {
    posterior: { means: { ...shape, values: means }, logVariances: { ...shape, values: logVariances } },
    ...(k === 0 ? {} : { logWeights: { values: logWeights, rows: real.count, columns: k } }),
  };
}

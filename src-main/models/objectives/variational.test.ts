import { expect, it } from 'vitest';
import { loadTensorflow } from '../../engine/backend';
import { statelessRandom } from '../../engine/random';
import { tf, type Rank, type Tensor2D, type Variable } from '../../engine/tensorflow';
import { variational } from './variational';

const backend = await loadTensorflow();

it('counts a latent as active whose posterior mean varies by more than 0.01 within the batch', () => {
  // The mean of latent j is s_j for one half of the items, and −s_j for the other: its variance is s_j².
  const scales: Variable = tf.variable(tf.sqrt(tf.tensor1d([0.0098, 0.0102, 0, 2, 0.009])));
  const network = {
    name: 'N',
    variables: new Map([['s', scales]]),
    averages: new Map(),
    stacks: [],
    plan: [],
  };
  const items = tf.tensor2d(Array.from({ length: 20 }, (_, i) => [i % 2 === 0 ? 1 : -1]));
  const { step } = variational(
    {
      networks: [network],
      optimizer: { slots: new Map(), apply: () => undefined },
      posterior: (x) => ({
        mean: tf.mul<Tensor2D>(x, scales),
        logVariance: tf.zeros<Rank.R2>([20, 5]),
      }),
      reconstructionNll: (x, z) => tf.square(tf.sub<Tensor2D>(x, tf.sum(z, 1, true))),
    },
    { beta: 1 },
  );
  const first = tf.tensor1d([0], 'int32');
  const random = statelessRandom(1, first, backend.native);
  const active = tf.tidy(
    () => step({ x: items, labels: null, step: first, random }).active_units?.dataSync()[0],
  );
  expect(active).toBe(2);
});

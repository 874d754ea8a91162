import { expect, it } from 'vitest';
import { gradientsOf } from './gradients';
import { network } from './network';
import { adam } from './optimizers';
import { loadTensorflow } from './backend';
import { tf, type Scalar } from './tensorflow';

await loadTensorflow();

/** Adam on one number, in double precision: Kingma and Ba 2014, end of section 2. */
function adamByHand(start: number, gradient: (x: number) => number, steps: number, rate: number): number {
  let [x, m, v] = [start, 0, 0];
  for (let t = 1; t <= steps; t++) {
    const g = gradient(x);
    m = 0.9 * m + 0.1 * g;
    v = 0.999 * v + 0.001 * g * g;
    x -= ((rate * Math.sqrt(1 - 0.999 ** t)) / (1 - 0.9 ** t)) * (m / (Math.sqrt(v) + 1e-7));
  }
  return x;
}

it('adam takes the steps of the paper', () => {
  const line = network('line', () => tf.tensor2d([[1]]), 0.5);
  const layer = line.dense('only', 1, 1);
  const optimizer = adam([line], { learningRate: 0.05 });
  for (let i = 0; i < 25; i++) {
    tf.tidy(() => {
      const result = gradientsOf([line], () => ({
        loss: tf.mean<Scalar>(tf.square(layer(tf.tensor2d([[0]])))),
      }));
      optimizer.apply(result);
    });
  }
  // With input 0 the loss is the bias squared.
  const expected = adamByHand(0.5, (x) => 2 * x, 25, 0.05);
  expect(line.variables.get('only/biases')?.dataSync()[0]).toBeCloseTo(expected, 5);
  expect(line.variables.get('only/weights')?.dataSync()[0]).toBe(1);
});

import { describe, expect, it } from 'vitest';
import { loadTensorflow } from './backend';
import { gradientsOf } from './gradients';
import { dense } from './layers';
import { network, type Network } from './network';
import { adam, rmsprop, type Optimizer } from './optimizers';
import { tf, type Scalar } from './tensorflow';

await loadTensorflow();

const STEPS = 25;
const RATE = 0.05;

interface Rule {
  readonly name: string;
  readonly create: (network: Network) => Optimizer;
  /** The same on one number, in double precision, straight from the paper. */
  readonly byHand: (start: number, gradient: (x: number) => number) => number;
}

const rules: Rule[] = [
  {
    name: 'adam (Kingma and Ba 2014, end of section 2)',
    create: (line) => adam([line], { learningRate: RATE }),
    byHand(start, gradient) {
      let [x, m, v] = [start, 0, 0];
      for (let t = 1; t <= STEPS; t++) {
        const g = gradient(x);
        m = 0.9 * m + 0.1 * g;
        v = 0.999 * v + 0.001 * g * g;
        x -= ((RATE * Math.sqrt(1 - 0.999 ** t)) / (1 - 0.9 ** t)) * (m / (Math.sqrt(v) + 1e-7));
      }
      return x;
    },
  },
  {
    name: 'rmsprop',
    create: (line) => rmsprop([line], { learningRate: RATE }),
    byHand(start, gradient) {
      let [x, s] = [start, 0];
      for (let t = 1; t <= STEPS; t++) {
        const g = gradient(x);
        s = 0.9 * s + 0.1 * g * g;
        x -= (RATE * g) / Math.sqrt(s + 1e-7);
      }
      return x;
    },
  },
];

describe.each(rules)('$name', ({ create, byHand }) => {
  it('takes the steps of its definition', () => {
    const line = network('line', () => tf.tensor2d([[1]]), 0.5);
    const layer = line.stack('line', { name: 'x', shape: [1] }, [dense('only', 1)]);
    const optimizer = create(line);
    // With input 0 the loss is the bias squared.
    for (let i = 0; i < STEPS; i++) {
      tf.tidy(() => {
        const loss = () => ({ loss: tf.mean<Scalar>(tf.square(layer(tf.tensor2d([[0]])))) });
        optimizer.apply(gradientsOf([line], loss));
      });
    }
    const expected = byHand(0.5, (x) => 2 * x);
    expect(line.variables.get('only/biases')?.dataSync()[0]).toBeCloseTo(expected, 4);
    expect(line.variables.get('only/weights')?.dataSync()[0]).toBe(1);
  });
});

import { describe, expect, it } from 'vitest';
import { loadTensorflow } from './backend';
import { compileStep } from './compiled-step';
import { gradientsOf } from './gradients';
import { dense } from './layers';
import { network, type Network } from './network';
import { adam, rmsprop, type Optimizer } from './optimizers';
import { tf, type Scalar } from './tensorflow';
import { stepRequest } from './training-step';

const backend = await loadTensorflow();
const { native } = backend;

const STEPS = 25;
const RATE = 0.05;

interface Rule {
  readonly name: string;
  readonly create: (network: Network) => Optimizer;
  /** The same rule for one number, in double precision, as in the paper. */
  readonly byHand: (start: number, gradient: (x: number) => number) => number;
}

const adamByHand =
  (beta1: number, beta2: number): Rule['byHand'] =>
  (start, gradient) => {
    let [x, m, v] = [start, 0, 0];
    for (let t = 1; t <= STEPS; t++) {
      const g = gradient(x);
      m = beta1 * m + (1 - beta1) * g;
      v = beta2 * v + (1 - beta2) * g * g;
      x -= ((RATE * Math.sqrt(1 - beta2 ** t)) / (1 - beta1 ** t)) * (m / (Math.sqrt(v) + 1e-7));
    }
    return x;
  };
const rmspropByHand =
  (rho: number): Rule['byHand'] =>
  (start, gradient) => {
    let [x, s] = [start, 0];
    for (let t = 1; t <= STEPS; t++) {
      const g = gradient(x);
      s = rho * s + (1 - rho) * g * g;
      x -= (RATE * g) / Math.sqrt(s + 1e-7);
    }
    return x;
  };

const rules: Rule[] = [
  {
    name: 'adam (Kingma and Ba 2014, end of section 2)',
    create: (line) => adam([line], { learningRate: RATE }),
    byHand: adamByHand(0.9, 0.999),
  },
  {
    name: 'adam with β₁ of 0.5 and β₂ of 0.9',
    create: (line) => adam([line], { learningRate: RATE, beta1: 0.5, beta2: 0.9 }),
    byHand: adamByHand(0.5, 0.9),
  },
  {
    name: 'rmsprop',
    create: (line) => rmsprop([line], { learningRate: RATE }),
    byHand: rmspropByHand(0.9),
  },
  {
    name: 'rmsprop with ρ of 0.6',
    create: (line) => rmsprop([line], { learningRate: RATE, rho: 0.6 }),
    byHand: rmspropByHand(0.6),
  },
];

/** With input 0 the loss is the bias squared, and its gradient twice the bias. */
function lineOf(create: Rule['create']) {
  const line = network('line', () => tf.tensor2d([[1]]), 0.5);
  const layer = line.stack('line', { name: 'x', shape: [1] }, [dense('only', 1)]);
  const optimizer = create(line);
  const step = () => {
    const result = gradientsOf([line], () => ({
      loss: tf.mean<Scalar>(tf.square(layer(tf.tensor2d([[0]])))),
    }));
    optimizer.apply(result);
    return { loss: result.parts.loss };
  };
  const valueOf = (key: string) => line.variables.get(key)?.dataSync()[0];
  return { line, optimizer, step, valueOf };
}

describe.each(rules)('$name', ({ create, byHand }) => {
  const expected = byHand(0.5, (x) => 2 * x);

  it('takes the steps of its definition', () => {
    const { step, valueOf } = lineOf(create);
    for (let i = 0; i < STEPS; i++) tf.tidy(() => void step());
    expect(valueOf('only/biases')).toBeCloseTo(expected, 5);
    // The loss does not depend on this weight.
    expect(valueOf('only/weights')).toBe(1);
  });

  if (native !== null)
    it('takes the same steps when compiled', async () => {
      if (native === null) return;
      const { line, optimizer, step, valueOf } = lineOf(create);
      const trainable = { networks: [line], optimizers: [optimizer], step };
      const data = { items: Float32Array.of(0, 0), labels: null, height: 1, width: 1, channels: 1 } as const;
      const request = stepRequest(backend, trainable, data, { seed: 1, batchSize: 1 });
      const runner = await compileStep(request, native);
      for (let taken = 0; taken < STEPS;) taken += runner.run(taken, STEPS - taken);
      runner.pull();
      runner.dispose();
      expect(valueOf('only/biases')).toBeCloseTo(expected, 5);
      expect(valueOf('only/weights')).toBe(1);
    });
});

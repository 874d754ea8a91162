import { describe, expect, it } from 'vitest';
import { buildSmall, SMALL, smallRequest, valuesOf } from '../testing/small-models';
import { MODELS } from '../models/registry';
import { loadTensorflow } from './backend';
import { compileStep } from './compiled-step';
import { eagerStep } from './eager-step';
import { clipByValue, clipWeights, gradientsOf } from './gradients';
import { dense } from './layers';
import { network, normalInitializer } from './network';
import { adam, rmsprop } from './optimizers';
import { statelessRandom } from './random';
import { createStepRunner } from './step-runner';
import { tf, type Scalar, type Tensor2D } from './tensorflow';
import { trainedVariables, type StepRequest, type StepRunner } from './training-step';

const backend = await loadTensorflow();
const native = backend.native;
if (native === null) throw new Error('These tests are about native TensorFlow.');

/** Largest difference in a tensor, relative to its largest value. */
function relativeDifference(a: Float32Array, b: Float32Array): number {
  let scale = 1e-6;
  let difference = 0;
  a.forEach((value, i) => {
    scale = Math.max(scale, Math.abs(value));
    difference = Math.max(difference, Math.abs(value - (b[i] ?? NaN)));
  });
  return difference / scale;
}

/** Options other than the defaults whose steps have additional operations. */
const OPTIONS: readonly [string, string, Readonly<Record<string, unknown>>][] = [
  ['gan-mlp', 'joint batch with smoothed labels', { jointBatch: true, realLabel: 0.9, freshLatents: true }],
  [
    'sgan',
    'dense networks with noise',
    { networks: 'dense', discriminatorUnits: '12, 10', startFromData: true },
  ],
  ['gan-mlp-2d', 'two steps unrolled', { unrolledSteps: 2, learningRate: 1e-4 }],
  [
    'gan-mlp-2d',
    'packs, maxout and normalisation',
    { packing: 2, discriminatorActivation: 'maxout', generatorNormalization: true },
  ],
  ['lsgan-2d', 'packs, unrolled', { packing: 2, unrolledSteps: 1, learningRate: 1e-4 }],
  ['wgan-2d', 'packs', { packing: 2 }],
];
const variants = MODELS.flatMap((model) => [
  { title: model.info.id, model, given: {} },
  ...OPTIONS.filter(([id]) => id === model.info.id).map(([id, option, given]) => ({
    title: `${id}, ${option}`,
    model,
    given,
  })),
]);

describe.each(variants)('$title', ({ model, given }) => {
  it('has the same weights and metrics after ten compiled steps as after ten eager ones', async () => {
    const eagerRequest = smallRequest(model, buildSmall(model, backend, given), backend);
    const compiledRequest = smallRequest(model, buildSmall(model, backend, given), backend);
    const eager = eagerStep(eagerRequest);
    const compiled = await compileStep(compiledRequest, native);
    for (let step = 0; step < 10; step++) {
      eager.run(step, 1);
      compiled.run(step, 1);
    }
    const [eagerMetrics, compiledMetrics] = [eager.readMetrics(), compiled.readMetrics()];
    compiled.pull();

    expect(compiled.metricNames).toEqual(eager.metricNames);
    expect(eagerMetrics).toHaveLength(10);
    eagerMetrics.forEach((row, i) => {
      row.forEach((value, column) => {
        expect(compiledMetrics[i]?.[column]).toBeCloseTo(
          value,
          4 - Math.ceil(Math.log10(Math.abs(value) + 1)),
        );
      });
    });
    for (const [name, values] of valuesOf(eagerRequest.variables)) {
      const other = compiledRequest.variables.get(name)?.dataSync<'float32'>() ?? new Float32Array();
      expect(relativeDifference(values, other), name).toBeLessThan(1e-4);
    }
    compiled.dispose();
    eager.dispose();
  });

  /** Enough for some calls of one step, then some of several. */
  const STEPS = 36;
  /** Runs as many steps per call as the runner chooses. */
  const runTo = (runner: StepRunner, from: number, to: number): number[] => {
    const calls: number[] = [];
    for (let step = from; step < to; step += calls.at(-1) ?? 1) calls.push(runner.run(step, to - step));
    return calls;
  };

  it.each(['compiled', 'eager'] as const)(
    '%s: interrupted at a random step and resumed, continues bit for bit',
    async (mode) => {
      const whole = smallRequest(model, buildSmall(model, backend, given), backend);
      const { runner } = await createStepRunner(whole, mode);
      runTo(runner, 0, STEPS);
      const wholeMetrics = runner.readMetrics();
      runner.pull();

      const at = 1 + Math.floor(Math.random() * (STEPS - 1));
      const first = smallRequest(model, buildSmall(model, backend, given), backend);
      const before = (await createStepRunner(first, mode)).runner;
      runTo(before, 0, at);
      before.pull();

      const second = smallRequest(model, buildSmall(model, backend, given, 99), backend);
      for (const [name, variable] of second.variables)
        variable.assign(first.variables.get(name)?.clone() ?? variable);
      const after = (await createStepRunner(second, mode)).runner;
      runTo(after, at, STEPS);
      expect(after.readMetrics(), `interrupted at ${String(at)}`).toEqual(wholeMetrics.slice(at));
      after.pull();
      expect(valuesOf(second.variables), `interrupted at ${String(at)}`).toEqual(valuesOf(whole.variables));
      for (const each of [runner, before, after]) each.dispose();
    },
  );

  it('trains bit for bit the same with one step per call and with several', async () => {
    const [single, several] = await Promise.all(
      [1, STEPS].map(async (most) => {
        const request = smallRequest(model, buildSmall(model, backend, given), backend);
        const runner = await compileStep(request, native, 8);
        const calls: number[] = [];
        for (let step = 0; step < STEPS; step += calls.at(-1) ?? 1)
          calls.push(runner.run(step, Math.min(most, STEPS - step)));
        const metrics = runner.readMetrics();
        runner.pull();
        runner.dispose();
        return { calls, metrics, values: valuesOf(request.variables) };
      }),
    );
    expect(Math.max(...(single?.calls ?? []))).toBe(1);
    expect(Math.max(...(several?.calls ?? []))).toBeGreaterThan(1);
    expect(several?.metrics).toEqual(single?.metrics);
    expect(several?.values).toEqual(single?.values);
  });

  it.each(['compiled', 'eager'] as const)('%s: leaks no tensors and no sessions', async (mode) => {
    const sessions = native.binding.getNumOfSavedModels();
    const request = smallRequest(model, buildSmall(model, backend, given), backend);
    const { runner } = await createStepRunner(request, mode);
    const settle = () => {
      runner.readMetrics();
      runner.pull();
      // Values that tfjs still holds in JavaScript move to the device when they are first used.
      native.getInputTensorIds([...request.variables.values()]);
      return [tf.memory().numTensors, native.binding.getNumOfTensors(), native.binding.getNumOfSavedModels()];
    };
    runTo(runner, 0, 1);
    const before = settle();
    runTo(runner, 1, STEPS);
    expect(settle()).toEqual(before);
    runner.dispose();
    expect(native.binding.getNumOfSavedModels()).toBe(sessions);
  });
});

it('takes another value of an input without another session, as a step that was compiled with it', async () => {
  const model = MODELS.find(({ info }) => info.id === 'wgan-2d');
  if (model === undefined) throw new Error('There is no such model.');
  const of = (inputs: StepRequest['inputs']) => ({
    ...smallRequest(model, buildSmall(model, backend, { constraint: 'weight-clipping' }), backend),
    inputs,
  });
  const before = { learningRate: 1e-4, clip: 0.01, penalty: 10 };
  const after = { learningRate: 3e-3, clip: 0.05, penalty: 10 };
  const changing = of(before);
  const runner = await compileStep(changing, native);
  const sessions = native.binding.getNumOfSavedModels();
  for (let step = 0; step < 5; step++) runner.run(step, 1);
  runner.pull();
  const [first, second] = [of(before), of(after)];
  const early = await compileStep(first, native);
  for (let step = 0; step < 5; step++) early.run(step, 1);
  early.pull();
  for (const [name, variable] of second.variables)
    variable.assign(first.variables.get(name)?.clone() ?? variable);
  const late = await compileStep(second, native);

  runner.setInputs({ learningRate: after.learningRate, clip: after.clip });
  for (let step = 5; step < 10; step++) {
    runner.run(step, 1);
    late.run(step, 1);
  }
  runner.pull();
  late.pull();
  expect(runner.readMetrics().slice(5)).toEqual(late.readMetrics());
  expect(valuesOf(changing.variables)).toEqual(valuesOf(second.variables));
  expect(native.binding.getNumOfSavedModels()).toBe(sessions + 2);
  for (const each of [runner, early, late]) each.dispose();
});

describe('a step of many updates', () => {
  /** Two critic steps with clipped gradients and weights, then one of the generator. The networks are linear: their
   * gradients do not depend on the weights, so nothing but the order of the program keeps reads before writes. */
  function linearCritic(): StepRequest {
    const random = statelessRandom(7, tf.tensor1d([0], 'int32'), native);
    const critic = network('critic', normalInitializer(random, 0.2));
    const generator = network('generator', normalInitializer(random, 0.2));
    const score = critic.stack('critic', { name: 'image', shape: [SMALL.pixels] }, [dense('score', 1)]);
    const generate = generator.stack('generator', { name: 'z', shape: [4] }, [dense('output', SMALL.pixels)]);
    const optimizers = [rmsprop([critic], { learningRate: 0.01 }), adam([generator], { learningRate: 0.01 })];
    const [criticOptimizer, generatorOptimizer] = optimizers;
    const step: StepRequest['step'] = ({ x: images, random: noise }) => {
      const z = (stream: string) => noise.normal(stream, [SMALL.batchSize, 4]) as Tensor2D;
      let distance = tf.scalar(0);
      for (const turn of ['first', 'second']) {
        const result = gradientsOf([critic], () => ({
          loss: tf.sub<Scalar>(tf.mean(score(generate(z(turn)))), tf.mean(score(images))),
        }));
        criticOptimizer?.apply(clipByValue(result, 0.05));
        clipWeights(critic, 0.15);
        distance = result.parts.loss;
      }
      const result = gradientsOf([generator], () => ({
        loss: tf.neg<Scalar>(tf.mean(score(generate(z('g'))))),
      }));
      generatorOptimizer?.apply(result);
      return { distance, loss: result.parts.loss };
    };
    const variables = trainedVariables({ networks: [critic, generator], optimizers });
    const [model] = MODELS;
    if (model === undefined) throw new Error('No model.');
    return { ...smallRequest(model, buildSmall(model, backend), backend), step, variables };
  }

  it('orders reads and writes like the eager step', async () => {
    const [eagerRequest, compiledRequest] = [linearCritic(), linearCritic()];
    const [eager, compiled] = [eagerStep(eagerRequest), await compileStep(compiledRequest, native)];
    for (let step = 0; step < 60; step++) eager.run(step, 1);
    for (let step = 0; step < 60;) step += compiled.run(step, 60 - step);
    const compiledMetrics = compiled.readMetrics();
    eager.readMetrics().forEach((row, step) => {
      row.forEach((value, i) => {
        const difference = Math.abs((compiledMetrics[step]?.[i] ?? NaN) - value);
        expect(difference, `step ${String(step)}`).toBeLessThan(1e-4 * Math.max(1, Math.abs(value)));
      });
    });
    compiled.pull();
    const weights = eagerRequest.variables.get('critic/score/weights')?.dataSync<'float32'>() ?? [];
    expect(Math.max(...weights)).toBeCloseTo(0.15);
    for (const [name, values] of valuesOf(eagerRequest.variables)) {
      const other = compiledRequest.variables.get(name)?.dataSync<'float32'>() ?? new Float32Array();
      expect(relativeDifference(values, other), name).toBeLessThan(1e-4);
    }
    compiled.dispose();
    eager.dispose();
  });
});

describe('the guard', () => {
  const [model] = MODELS;
  const withStep = (step: StepRequest['step']): StepRequest => {
    if (model === undefined) throw new Error('No model.');
    return { ...smallRequest(model, buildSmall(model, backend), backend), step };
  };
  const loss = (value: ReturnType<typeof tf.scalar>): Record<string, Scalar> => ({ loss: value });

  it("refuses JavaScript's own randomness, naming the operation", async () => {
    const step: StepRequest['step'] = ({ x: images }) =>
      loss(tf.mean(tf.mul(images, tf.randomUniform(images.shape))));
    await expect(compileStep(withStep(step), native)).rejects.toThrow(/constant at Mul input 1/);
  });

  it('refuses a step that reads values back', async () => {
    const step: StepRequest['step'] = ({ x: images }) => loss(tf.scalar(tf.mean(images).dataSync()[0] ?? 0));
    await expect(compileStep(withStep(step), native)).rejects.toThrow(/reads values back/);
  });

  it('refuses a step whose operations differ from step to step', async () => {
    let calls = 0;
    const step: StepRequest['step'] = ({ x: images }) =>
      loss(calls++ === 0 ? tf.mean(images) : tf.mean(tf.square(images)));
    await expect(compileStep(withStep(step), native)).rejects.toThrow(/operations at first/);
  });

  it('leaves weights unchanged', async () => {
    const request = withStep(({ x: images }) => loss(tf.mean(tf.mul(images, Math.random()))));
    const before = valuesOf(request.variables);
    await expect(compileStep(request, native)).rejects.toThrow();
    expect(valuesOf(request.variables)).toEqual(before);
  });

  it('makes `auto` train eagerly and report why, and `compiled` fail', async () => {
    const request = withStep(({ x: images }) => loss(tf.mean(tf.mul(images, Math.random()))));
    const { runner, notCompiled } = await createStepRunner(request, 'auto');
    expect(runner.mode).toBe('eager');
    expect(notCompiled?.problem?.message).toMatch(/differs from one step to the next/);
    await expect(createStepRunner(request, 'compiled')).rejects.toThrow();
  });
});

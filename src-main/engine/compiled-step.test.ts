import { describe, expect, it } from 'vitest';
import { buildSmall, smallRequest, valuesOf } from '../models/fixtures';
import { MODELS } from '../models/registry';
import { compileStep } from './compiled-step';
import { eagerStep } from './eager-step';
import { createStepRunner } from './step-runner';
import type { StepRequest } from './training-step';
import { loadTensorflow } from './backend';
import { tf, type Scalar } from './tensorflow';

const backend = await loadTensorflow();
const native = backend.native;
if (native === null) throw new Error(`These tests are about native TensorFlow. ${backend.why}`);

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

const variants = MODELS.flatMap((model) =>
  model.info.id === 'gan-mlp'
    ? [
        { title: model.info.id, model, given: {} },
        {
          title: 'gan-mlp, joint batch with smoothed labels',
          model,
          given: { jointBatch: true, realLabel: 0.9 },
        },
      ]
    : [{ title: model.info.id, model, given: {} }],
);

describe.each(variants)('$title', ({ model, given }) => {
  it('is after ten compiled steps where ten eager ones lead, in every weight and metric', async () => {
    const eagerRequest = smallRequest(buildSmall(model, backend, given), backend);
    const compiledRequest = smallRequest(buildSmall(model, backend, given), backend);
    const eager = eagerStep(eagerRequest);
    const compiled = await compileStep(compiledRequest, native);
    for (let step = 0; step < 10; step++) {
      eager.run(step);
      compiled.run(step);
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

  it.each(['compiled', 'eager'] as const)(
    '%s: taken up again at a step, goes on bit for bit',
    async (mode) => {
      const whole = smallRequest(buildSmall(model, backend, given), backend);
      const { runner } = await createStepRunner(whole, mode);
      for (let step = 0; step < 17; step++) runner.run(step);
      const wholeMetrics = runner.readMetrics();
      runner.pull();

      const first = smallRequest(buildSmall(model, backend, given), backend);
      const before = (await createStepRunner(first, mode)).runner;
      for (let step = 0; step < 7; step++) before.run(step);
      before.pull();

      const second = smallRequest(buildSmall(model, backend, given, 99), backend);
      for (const [name, variable] of second.variables)
        variable.assign(first.variables.get(name)?.clone() ?? variable);
      const after = (await createStepRunner(second, mode)).runner;
      for (let step = 7; step < 17; step++) after.run(step);
      expect(after.readMetrics()).toEqual(wholeMetrics.slice(7));
      after.pull();
      expect(valuesOf(second.variables)).toEqual(valuesOf(whole.variables));
      for (const each of [runner, before, after]) each.dispose();
    },
  );

  it.each(['compiled', 'eager'] as const)('%s: leaks no tensors', async (mode) => {
    const { runner } = await createStepRunner(smallRequest(buildSmall(model, backend, given), backend), mode);
    runner.run(0);
    runner.readMetrics();
    runner.pull();
    const before = tf.memory().numTensors;
    for (let step = 1; step < 20; step++) runner.run(step);
    runner.readMetrics();
    runner.pull();
    expect(tf.memory().numTensors).toBe(before);
    runner.dispose();
  });
});

describe('the guard', () => {
  const [model] = MODELS;
  const withStep = (step: StepRequest['step']): StepRequest => {
    if (model === undefined) throw new Error('No model.');
    return { ...smallRequest(buildSmall(model, backend), backend), step };
  };
  const loss = (value: ReturnType<typeof tf.scalar>): Record<string, Scalar> => ({ loss: value });

  it("refuses randomness of JavaScript's own, naming the operation", async () => {
    const step: StepRequest['step'] = ({ images }) =>
      loss(tf.mean(tf.mul(images, tf.randomUniform(images.shape))));
    await expect(compileStep(withStep(step), native)).rejects.toThrow(/constant at Mul input 1/);
  });

  it('refuses a step that reads values back', async () => {
    const step: StepRequest['step'] = ({ images }) => loss(tf.scalar(tf.mean(images).dataSync()[0] ?? 0));
    await expect(compileStep(withStep(step), native)).rejects.toThrow(/reads values back/);
  });

  it('refuses a step whose operations differ from step to step', async () => {
    let calls = 0;
    const step: StepRequest['step'] = ({ images }) =>
      loss(calls++ === 0 ? tf.mean(images) : tf.mean(tf.square(images)));
    await expect(compileStep(withStep(step), native)).rejects.toThrow(/operations at first/);
  });

  it('leaves weights as they were', async () => {
    const request = withStep(({ images }) => loss(tf.mean(tf.mul(images, Math.random()))));
    const before = valuesOf(request.variables);
    await expect(compileStep(request, native)).rejects.toThrow();
    expect(valuesOf(request.variables)).toEqual(before);
  });

  it('lets `auto` train eagerly and say why, and `compiled` fail', async () => {
    const request = withStep(({ images }) => loss(tf.mean(tf.mul(images, Math.random()))));
    const { runner, why } = await createStepRunner(request, 'auto');
    expect(runner.mode).toBe('eager');
    expect(why).toMatch(/differs from one step to the next/);
    await expect(createStepRunner(request, 'compiled')).rejects.toThrow();
  });
});

import { describe, expect, it, vi } from 'vitest';
import { statelessRandom, type Random } from '../engine/random';
import { loadTensorflow } from '../engine/backend';
import { trainedVariables } from '../engine/training-step';
import { tf, type Rank, type Tensor, type Tensor1D, type Tensor2D } from '../engine/tensorflow';
import { buildSmall, itemSizeOf, SMALL, valuesOf, type SmallModel } from '../testing/small-models';
import type { BuiltModel } from './model';
import { MODELS, modelById } from './registry';

const backend = await loadTensorflow();
const random = (step: number) => statelessRandom(11, tf.tensor1d([step], 'int32'), backend.native);
const images = (itemSize: number, built?: SmallModel): Tensor2D =>
  random(0).uniform('images', [built?.examplesPerStep ?? SMALL.batchSize, itemSize], 0, 1) as Tensor2D;
const labels = (built?: SmallModel): Tensor1D =>
  tf.tensor1d(
    Array.from({ length: built?.examplesPerStep ?? SMALL.batchSize }, (_, i) => i % SMALL.classes),
    'int32',
  );
const stepOnce = (built: SmallModel, step = 0, itemSize: number = SMALL.pixels, draws?: Random) =>
  tf.tidy(() => {
    const values = built.step({
      x: images(itemSize, built),
      labels: labels(built),
      step: tf.tensor1d([step], 'int32'),
      random: draws ?? random(step),
    });
    return Object.fromEntries(
      Object.entries(values).map(([name, scalar]) => [name, scalar.dataSync()[0] ?? NaN]),
    );
  });

describe.each(MODELS.map((model) => [model.info.id, model] as const))('%s', (_, model) => {
  const itemSize = itemSizeOf(model);
  const stepOf = (built: SmallModel, step = 0) => stepOnce(built, step, itemSize);

  it('describes exactly the metrics that its step returns, and those of validation', () => {
    const built = buildSmall(model, backend);
    const returned = Object.keys(stepOf(built));
    const described = model.info.metrics.map(({ name }) => name);
    expect(described).toEqual(expect.arrayContaining(returned));
    const batch = { x: images(itemSize), labels: labels() };
    const evaluated = tf.tidy(() => Object.keys(built.evaluate?.(batch, random(0)) ?? {}));
    const expected = evaluated.flatMap((name) => [`validation_${name}`, `test_${name}`]);
    expect(model.info.heldOutShare !== undefined).toBe(built.evaluate !== undefined);
    expect(new Set(described)).toEqual(new Set([...returned, ...expected, 'learning_rate']));
    expect(described).toContain(model.info.headlineMetric);
  });

  it('draws latents from the prior that it describes', () => {
    tf.tidy(() => {
      const { generator } = buildSmall(model, backend);
      if (generator === null) return;
      const latents = generator.drawLatents(random(0), 'prior', 2000);
      const [low, high] = [latents.min(), latents.max()].map((one) => one.dataSync()[0] ?? NaN);
      if (low === undefined || high === undefined) throw new Error('There are no latents.');
      const prior = high <= 1 ? 'uniform' : low >= 0 ? 'rectified-normal' : undefined;
      expect(model.info.prior).toBe(prior);
      if (prior !== 'rectified-normal') expect(low).toBeLessThan(prior === 'uniform' ? -0.9 : -2);
    });
  });

  it('decodes latents to images between 0 and 1, or to points, and encodes them to latents', () => {
    tf.tidy(() => {
      const built = buildSmall(model, backend);
      const { generator } = built;
      if (generator === null) return;
      const latents = generator.drawLatents(random(0), 'test', 5);
      expect(latents.shape).toEqual([5, generator.latentSize]);
      const asked = generator.classes === null ? null : tf.tensor1d([0, 1, 2, 0, 1], 'int32');
      const decoded = generator.decode(latents, asked);
      expect(decoded.shape).toEqual([5, itemSize]);
      const values = [...decoded.dataSync()];
      const inRange = (value: number) => value >= 0 && value <= 1;
      expect(values.every(model.info.data === 'images' ? inRange : Number.isFinite)).toBe(true);
      if (built.encode !== undefined)
        expect(built.encode(images(itemSize)).shape).toEqual([SMALL.batchSize, generator.latentSize]);
    });
  });

  /** All outputs for a batch outside of training, by name: one row for each item. */
  const madeOf = (built: BuiltModel, from: number, count: number, source: Random) => {
    const made = new Map<string, number[][]>();
    const add = (name: string, tensor: Tensor | undefined) => {
      if (tensor === undefined) return;
      const values = [...tensor.dataSync()];
      const width = values.length / count;
      made.set(
        name,
        Array.from({ length: count }, (_, i) => values.slice(i * width, (i + 1) * width)),
      );
    };
    tf.tidy(() => {
      const x = tf.slice(images(itemSize), [from, 0], [count, itemSize]);
      const asked = tf.slice(labels(), [from], [count]);
      const { generator, discriminator, encode, reconstruct, evaluate } = built;
      if (generator !== null) {
        const all = generator.drawLatents(random(7), 'made', SMALL.batchSize);
        add('decoded', generator.decode(tf.slice(all, [from, 0], [count, generator.latentSize]), asked));
      }
      add('discriminator', discriminator?.at(x, asked));
      add('encoded', encode?.(x));
      reconstruct?.(x, source).forEach((set, i) => add(`set ${String(i)}`, set));
      for (const [name, ofItems] of Object.entries(evaluate?.({ x, labels: asked }, source) ?? {}))
        add(name, ofItems);
    });
    return made;
  };
  const expectSame = (actual: Map<string, number[][]>, expected: Map<string, number[][]>) => {
    expect([...actual.keys()]).toEqual([...expected.keys()]);
    for (const [name, rows] of expected)
      rows.forEach((row, i) => {
        row.forEach((value, j) => {
          const difference = Math.abs((actual.get(name)?.[i]?.[j] ?? NaN) - value);
          expect(difference, `${name} of item ${String(i)}`).toBeLessThan(1e-4 * (1 + Math.abs(value)));
        });
      });
  };
  /** Noise whose values do not depend on how many are drawn. */
  const still: Random = {
    normal: (_, shape) => tf.zeros([...shape]),
    uniform: (_, shape, min, max) => tf.fill([...shape], (min + max) / 2),
  };

  it('has the same outputs for an item outside of training, whatever else is in the batch', () => {
    const built = buildSmall(model, backend);
    // Moving averages as in the middle of training.
    stepOf(built);
    const together = madeOf(built, 0, 8, still);
    const alone = Array.from({ length: 8 }, (_, i) => madeOf(built, i, 1, still));
    expectSame(
      new Map([...together.keys()].map((name) => [name, alone.flatMap((one) => one.get(name) ?? [])])),
      together,
    );
  });

  if ('dropout' in model.info.fields)
    it('applies no dropout outside of training', () => {
      const [none, most] = [0, 0.8].map((dropout) =>
        madeOf(buildSmall(model, backend, { dropout }), 0, 8, random(3)),
      );
      expect(none?.size).toBeGreaterThan(0);
      expectSame(most ?? new Map<string, number[][]>(), none ?? new Map<string, number[][]>());
    });

  const isEvaluated = model.info.heldOutShare !== undefined;
  const isSemiSupervised = 'labelled' in model.info.fields;
  if (isEvaluated && !isSemiSupervised)
    it('evaluates the same metrics as its step before any update, for the same items and draws', () => {
      const built = buildSmall(model, backend, 'beta' in model.info.fields ? { beta: 2.5 } : {});
      const batch = { x: images(itemSize), labels: labels() };
      const evaluated = tf.tidy(() =>
        Object.entries(built.evaluate?.(batch, random(0)) ?? {}).map(
          ([name, ofItems]) => [name, tf.mean(ofItems).dataSync()[0] ?? NaN] as const,
        ),
      );
      const metrics = stepOf(built);
      expect(evaluated.length).toBeGreaterThan(0);
      for (const [name, value] of evaluated)
        expect(Math.abs((metrics[name] ?? NaN) - value), name).toBeLessThan(1e-5 * (1 + Math.abs(value)));
    });

  if (isSemiSupervised)
    it('predicts one class for each item, and measures accuracy against its label', () => {
      const built = buildSmall(model, backend);
      const ofClass = Array.from({ length: SMALL.classes }, (_, label) =>
        tf.tidy(() => {
          const given = tf.fill<Rank.R1>([SMALL.batchSize], label, 'int32');
          return [
            ...(built.evaluate?.({ x: images(itemSize), labels: given }, still).accuracy?.dataSync() ?? []),
          ];
        }),
      );
      for (let i = 0; i < SMALL.batchSize; i++)
        expect(ofClass.map((right) => right[i]).sort()).toEqual([0, 0, 1]);
    });

  it('derives the examples of a step from its own integer fields, and the held-out items from a fraction', () => {
    const { fields, examplesPerStep, heldOutShare } = model.info;
    for (const name of examplesPerStep) expect(fields[name]).toMatchObject({ kind: 'integer', min: 1 });
    if (heldOutShare !== undefined)
      expect(fields[heldOutShare]).toMatchObject({ kind: 'number', min: 0, max: 0.9 });
  });

  it('offers only figures that it has the functions for', () => {
    const built = buildSmall(model, backend);
    const { figures } = model.info;
    expect(built.generator !== null || !figures.includes('samples')).toBe(true);
    expect(built.reconstruct !== undefined).toBe(figures.includes('reconstructions'));
    expect(built.generator?.classes != null).toBe(model.info.conditional === true);
    expect(built.encode !== undefined || !figures.includes('latent-scatter')).toBe(true);
    expect(figures.includes('points')).toBe(model.info.data === 'points');
    expect(built.discriminator !== undefined).toBe(figures.includes('discriminator'));
    if (built.discriminator !== undefined) {
      const outputs = tf.tidy(() => [
        ...(built.discriminator?.at(images(itemSize), labels()).dataSync() ?? []),
      ]);
      expect(outputs).toHaveLength(SMALL.batchSize);
      const inRange = (value: number) => value >= 0 && value <= 1;
      expect(outputs.every(built.discriminator.output === 'probability' ? inRange : Number.isFinite)).toBe(
        true,
      );
    }
  });

  it('uses each random stream only once in a step', () => {
    const built = buildSmall(model, backend, 'dropout' in model.info.fields ? { dropout: 0.3 } : {});
    const drawn: string[] = [];
    const source = random(0);
    stepOnce(built, 0, itemSize, {
      normal: (stream, shape) => (drawn.push(`normal ${stream}`), source.normal(stream, shape)),
      uniform: (stream, ...given) => (drawn.push(`uniform ${stream}`), source.uniform(stream, ...given)),
    });
    expect(drawn).toEqual([...new Set(drawn)]);
  });

  it('keeps no tensors after a step', () => {
    const built = buildSmall(model, backend);
    stepOf(built);
    const before = tf.memory().numTensors;
    stepOf(built, 1);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('changes the weights of every network by finite amounts in a step', () => {
    const built = buildSmall(model, backend);
    const before = valuesOf(trainedVariables(built));
    const metrics = stepOf(built);
    for (const value of Object.values(metrics)) expect(value).toSatisfy(Number.isFinite);
    for (const { name, variables } of built.networks) {
      const changed = [...variables].filter(([key, variable]) => {
        const values = variable.dataSync();
        expect([...values].every(Number.isFinite)).toBe(true);
        return values.some((value, i) => value !== before.get(`${name}/${key}`)?.[i]);
      });
      expect(changed.length, name).toBeGreaterThan(0);
    }
  });

  it('has an input for each class where it is conditional', () => {
    const summaries = buildSmall(model, backend).networks.flatMap(({ stacks }) => stacks);
    const merged = summaries.filter(({ joined }) => joined !== undefined);
    expect(merged).toHaveLength(model.info.conditional === true ? 2 : 0);
  });

  it('starts from the same weights for the same seed, and from different ones for another seed', () => {
    const weights = (seed: number) => valuesOf(trainedVariables(buildSmall(model, backend, {}, seed)));
    expect(weights(1)).toEqual(weights(1));
    expect(weights(2)).not.toEqual(weights(1));
  });
});

describe('gan-mlp', () => {
  const gan = modelById('gan-mlp');

  it.each([0, 1])("does not change the other network's weights in each network's update (%i)", (frozen) => {
    const built = buildSmall(gan, backend);
    const reference = buildSmall(gan, backend);
    const optimizer = built.optimizers[frozen];
    if (optimizer === undefined) throw new Error('No optimizer.');
    vi.spyOn(optimizer, 'apply').mockReturnValue();
    const before = valuesOf(trainedVariables(built));
    stepOnce(built);
    stepOnce(reference);
    const after = valuesOf(trainedVariables(built));
    const [still, moving] = frozen === 0 ? ['generator', 'discriminator'] : ['discriminator', 'generator'];
    const of = (values: typeof before, name: string) => [...values].filter(([key]) => key.startsWith(name));
    expect(of(after, still)).toEqual(of(before, still));
    expect(of(after, moving)).not.toEqual(of(before, moving));
    // The discriminator is updated first, so the generator's update does not affect it.
    if (frozen === 0) expect(of(after, moving)).toEqual(of(valuesOf(trainedVariables(reference)), moving));
  });

  it('has the closed-form loss while the discriminator can only guess: 2 log 2, or log 2 with a joint batch', () => {
    // Weights and biases of zero make every logit zero.
    const start = { initialDeviation: 0.0001, initialBias: 0 };
    const apart = stepOnce(buildSmall(gan, backend, start));
    expect(apart.d_loss).toBeCloseTo(2 * Math.LN2, 4);
    expect(apart.g_loss).toBeCloseTo(Math.LN2, 2);
    expect(apart.d_real).toBeCloseTo(0.5, 4);
    const joint = stepOnce(buildSmall(gan, backend, { ...start, jointBatch: true, realLabel: 0.9 }));
    expect(joint.d_loss).toBeCloseTo(Math.LN2, 4);
  });
});

describe('vae-mlp', () => {
  const vae = modelById('vae-mlp');

  it('has a loss that is the sum of its terms', () => {
    for (const lossReduction of ['elbo', 'document']) {
      const metrics = stepOnce(buildSmall(vae, backend, { lossReduction }));
      expect(metrics.loss).toBeCloseTo(
        (metrics.reconstruction_loss ?? NaN) + (metrics.kl_divergence ?? NaN),
        4,
      );
    }
  });

  it('has the closed-form loss when all weights are zero: pixels · log 2, and no divergence', () => {
    const built = buildSmall(vae, backend);
    for (const { variables } of built.networks) {
      for (const variable of variables.values()) variable.assign(tf.zerosLike(variable));
    }
    const metrics = stepOnce(built);
    expect(metrics.reconstruction_loss).toBeCloseTo(SMALL.pixels * Math.LN2, 3);
    expect(metrics.kl_divergence).toBeCloseTo(0, 6);
  });

  it('initialises like PyTorch when asked to: weights and biases within 1 / √(inputs)', () => {
    const built = buildSmall(vae, backend, { initializer: 'pytorch', hiddenUnits: '24' });
    for (const { name, variables } of built.networks)
      for (const [key, variable] of variables) {
        const layer = key.replace(/\/\w+$/, '');
        const limit = 1 / Math.sqrt(variables.get(`${layer}/weights`)?.shape[0] ?? NaN);
        const largest = Math.max(...variable.dataSync().map(Math.abs));
        expect(largest, `${name}/${key}`).toBeLessThanOrEqual(limit);
        expect(largest, `${name}/${key}`).toBeGreaterThan(limit / 4);
      }
  });

  it('takes means instead of sums with the document’s loss reduction', () => {
    const [elbo, document] = ['elbo', 'document'].map((lossReduction) =>
      stepOnce(buildSmall(vae, backend, { lossReduction })),
    );
    expect(document?.reconstruction_loss).toBeCloseTo((elbo?.reconstruction_loss ?? NaN) / SMALL.pixels, 4);
    expect(document?.kl_divergence).toBeCloseTo((elbo?.kl_divergence ?? NaN) / 2, 4);
  });
});

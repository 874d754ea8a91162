/**
 * The study's experiments in short form: smaller data, less training, wider bounds. They test that each model learns
 * its task; how well is measured by the study.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { splitPaths } from '../../src-main/datasets/files';
import { generateDataset } from '../../src-main/datasets/generate';
import { encodeIdxImages, encodeIdxLabels } from '../../src-main/datasets/idx';
import { syntheticDigits } from '../../src-main/datasets/synthetic-digits';
import { fitImages } from '../../src-main/images/fit';
import { baselines, scorerOf, keepLabels, trainOnce, type TrialResult } from './train-once';
import type { Classify, Measures } from './measure';

// Each takes seconds, and more on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const folder = mkdtempSync(join(tmpdir(), 'latent-workbench-study-test-'));
const digits = join(folder, 'digits');
/** For convolutional models: a third of the pixels. */
const small = join(folder, 'small-digits');
let beaten: Measures;
let classify: Classify;
let classifySmall: Classify;
let classifier: TrialResult;

const steps = (count: number) => ({ unit: 'steps', count }) as const;
const short = (model: string, count: number, hyperparameters = {}, dataset = digits) =>
  trainOnce(
    { model, dataset, seed: 1, hyperparameters, budget: steps(count) },
    dataset === small ? classifySmall : dataset === digits ? classify : null,
  );

beforeAll(async () => {
  mkdirSync(digits);
  mkdirSync(small);
  for (const [split, count] of [
    ['train', 12_000],
    ['test', 2000],
  ] as const) {
    const paths = splitPaths(digits, split, 'images-idx3-ubyte');
    const { images, labels } = syntheticDigits({ seed: 0, split, offset: 0, count });
    const square = (side: number) => ({ width: side, height: side, channels: 1 }) as const;
    writeFileSync(paths.items, encodeIdxImages({ images, count, width: 28, height: 28 }));
    writeFileSync(paths.labels, encodeIdxLabels(labels));
    const shrunk = splitPaths(small, split, 'images-idx3-ubyte');
    const items = fitImages(images, square(28), square(16), 'stretch');
    writeFileSync(shrunk.items, encodeIdxImages({ images: items, count, width: 16, height: 16 }));
    writeFileSync(shrunk.labels, encodeIdxLabels(labels));
  }
  for (const id of ['ring-8', 'grid-25', 'two-moons']) await generateDataset(id, join(folder, id));
  beaten = await baselines(digits, 32);
  classifier = await trainOnce(
    { model: 'classifier-mlp', dataset: digits, seed: 1, hyperparameters: {}, budget: steps(1500) },
    null,
  );
  classify = await scorerOf(classifier.checkpoint ?? new Uint8Array(), digits);
  const { checkpoint } = await short('classifier-mlp', 1500, {}, small);
  classifySmall = await scorerOf(checkpoint ?? new Uint8Array(), small);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('the study, in short', () => {
  it('classifies digits', () => {
    expect(classifier.measures.test_accuracy).toBeGreaterThan(0.95);
  });

  it('restores images from a code, and from noise', async () => {
    const { measures: coded } = await short('autoencoder', 1500);
    expect(coded.test_loss).toBeLessThan(2 * (beaten.principal_components_error ?? 0));
    const { measures: denoised } = await short('denoising-autoencoder', 1000);
    const factor = (denoised.input_error ?? 0) / (denoised.reconstruction_error ?? Infinity);
    expect(factor).toBeGreaterThan(3);
  });

  it('learns more of digits than their mean image; with the document’s means, only the mean image', async () => {
    const { measures: elbo } = await short('vae-mlp', 500);
    expect(elbo.test_loss).toBeLessThan(0.85 * (beaten.mean_image_nats ?? 0));
    expect(elbo.active_units).toBe(2);
    const { measures: twenty } = await short('vae-mlp', 500, { latentSize: 20 });
    expect(twenty.test_loss).toBeLessThan(0.7 * (beaten.mean_image_nats ?? 0));
    const { measures: means } = await short('vae-mlp', 500, { lossReduction: 'document' });
    expect(means.active_units).toBe(0);
  });

  it('covers the classes of digits', async () => {
    const { measures } = await short('gan-mlp', 5000);
    expect(measures.classes_covered).toBeGreaterThanOrEqual(8);
  });

  /** A higher rate and fewer filters than the defaults, because a few hundred steps must suffice. */
  const QUICK = { filters: 16, learningRate: 0.001 };
  it.each([
    ['dcgan', 300, QUICK],
    ['wgan', 200, { ...QUICK, criticSteps: 2 }],
    ['gan-conv', 400, { ...QUICK, filters: 8, batchSize: 64 }],
  ])('covers the classes of small digits by convolutions: %s', async (model, count, hyperparameters) => {
    const { measures } = await short(model, count, hyperparameters, small);
    expect(measures.classes_covered).toBeGreaterThanOrEqual(6);
    expect(measures.recognised).toBeGreaterThan(0.2);
  });

  it('draws the requested small digits', async () => {
    const { measures } = await short('cgan', 400, QUICK, small);
    expect(measures.class_consistency).toBeGreaterThan(0.5);
  });

  it('covers the modes of a ring, and the requested modes', async () => {
    const ring = join(folder, 'ring-8');
    const { measures: gan } = await short('gan-mlp-2d', 2000, {}, ring);
    expect(gan.modes_covered).toBe(8);
    const { measures: conditional } = await short('cgan-2d', 1000, {}, ring);
    expect(conditional.class_consistency).toBeGreaterThan(0.95);
    const { measures: vae } = await short('vae-mlp-2d', 2000, {}, ring);
    expect(vae.modes_covered).toBe(8);
  });

  it('covers most modes of a grid with a critic', async () => {
    const { measures } = await short('wgan-2d', 1500, {}, join(folder, 'grid-25'));
    expect(measures.modes_covered).toBeGreaterThanOrEqual(12);
  });

  it('scores at the full length, whatever was measured during training', async () => {
    const request = {
      model: 'gan-mlp-2d',
      dataset: join(folder, 'ring-8'),
      seed: 1,
      hyperparameters: {},
      budget: steps(2000),
    };
    const seen: number[] = [];
    const looked = await trainOnce({ ...request, looks: 4 }, null, ({ step }) => seen.push(step));
    expect(looked.looks.map(({ step }) => step)).toEqual([500, 1000, 1500, 2000]);
    expect(seen).toEqual([500, 1000, 1500, 2000]);
    // All modes are covered before the end, and training continues.
    expect(looked.looks[2]?.measures.modes_covered).toBe(8);
    expect([looked.outcome, looked.step]).toEqual(['completed', 2000]);
    expect(looked.looks.at(-1)?.measures).toEqual(looked.measures);
    const { measures, looks } = await trainOnce(request, null);
    expect(measures).toEqual(looked.measures);
    expect(looks).toEqual([]);
  });

  it('classifies moons with twenty labels', async () => {
    const { measures } = await short('sgan-2d', 800, {}, join(folder, 'two-moons'));
    expect(measures.test_accuracy).toBeGreaterThan(0.99);
  });

  it('exceeds a classifier that has only the same hundred labels, whichever they are', async () => {
    const gains: number[] = [];
    for (const seed of [2, 3]) {
      const few = join(folder, `few-${String(seed)}`);
      await keepLabels(small, few, 100, seed);
      const common = { seed, hyperparameters: { validationSplit: 0 } };
      const alone = await trainOnce(
        { ...common, model: 'classifier-mlp', dataset: few, budget: steps(200) },
        null,
      );
      const aided = await trainOnce(
        { ...common, model: 'sgan', dataset: small, hyperparameters: QUICK, budget: steps(300) },
        null,
      );
      expect(alone.measures.test_accuracy).toBeGreaterThan(0.4);
      gains.push((aided.measures.test_accuracy ?? NaN) - (alone.measures.test_accuracy ?? NaN));
    }
    expect((gains[0] ?? NaN) + (gains[1] ?? NaN)).toBeGreaterThan(0);
  });
});

import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { RunConfig } from '../contract/run';
import type { DatasetFiles } from '../datasets/files';
import { configOf, jobFixture, ofType, trained } from '../testing/job-fixture';
import { measureQuality } from './quality';
import type { JobMessage, QualityTask } from './protocol';

vi.setConfig({ testTimeout: 120_000 });

const data = jobFixture();
const folder = mkdtempSync(join(tmpdir(), 'latent-workbench-quality-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function measured(
  dataset: DatasetFiles,
  changes: Partial<RunConfig>,
  {
    samples = 50,
    seed = 1,
    encoder = 'encoder',
    checkpoint = null,
    effort = 'full',
  }: { encoder?: string } & Partial<Pick<QualityTask, 'samples' | 'seed' | 'checkpoint' | 'effort'>> = {},
) {
  const messages: JobMessage[] = [];
  const task = {
    config: configOf(changes),
    dataset,
    checkpoint,
    samples,
    seed,
    effort,
    isInBackground: false,
    encoderFile: join(folder, encoder),
  };
  await measureQuality(task, (message) => messages.push(message));
  const [answer] = ofType(messages, 'measured');
  if (answer === undefined) throw new Error('Nothing was measured.');
  return { messages, quality: answer.quality, closestPng: answer.closestPng };
}

const vae = { model: 'vae-mlp', hyperparameters: { batchSize: 32, hiddenUnits: 16 } };

describe('the quality of images', () => {
  const stripes = data.stripes();

  it('has values with floors, and describes the encoder, which is trained once', async () => {
    const checkpoint = ofType(await trained(stripes, vae), 'checkpoint').at(-1)?.bytes ?? null;
    const first = await measured(stripes, vae, { checkpoint });
    const { quality, messages } = first;
    // There are 47 test items.
    expect(quality).toMatchObject({ step: 25, samples: 47, seed: 1 });
    expect(quality.encoder).toMatchObject({ kind: 'classifier', dimensions: 128, score: 1, scoredOn: 47 });
    expect(quality.encoder?.hash).toMatch(/^[0-9a-f]{12}$/);
    expect(quality.histogram).toHaveLength(2);
    const { clipped_coverage, classes_covered, recognised, copies } = quality.metrics;
    expect(clipped_coverage?.interval?.low).toBeLessThanOrEqual(clipped_coverage?.value ?? NaN);
    expect(classes_covered?.floor).toEqual({ mean: 2, standardDeviation: 0 });
    expect(recognised?.floor?.mean).toBe(1);
    // Each held-out item of the stripes equals some training item.
    expect(copies?.floor).toEqual({ mean: 1, standardDeviation: null });
    const fractions = ofType(messages, 'progress').map(({ done, total }) => done / total);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBeCloseTo(1);

    // Training again would give the same weights, so only the file's time shows whether it was written again.
    const file = join(folder, 'encoder');
    utimesSync(file, 0, 0);
    const before = readFileSync(file);
    const again = await measured(stripes, vae, { checkpoint });
    expect(quality.sampling).toMatchObject({ device: expect.any(String) as string });
    expect(quality.sampling?.msPer1000).toBeGreaterThan(0);
    expect(quality.sampling?.threads).toBeGreaterThan(0);
    // Only the sampling time may differ.
    expect({ ...again.quality, sampling: quality.sampling }).toEqual(quality);
    expect(readFileSync(file)).toEqual(before);
    expect(statSync(file).mtimeMs).toBe(0);
    const other = await measured(stripes, vae, { checkpoint, seed: 2 });
    expect(other.quality.metrics).not.toEqual(quality.metrics);
  });

  it('shows the samples nearest to training images above these, with the distance of held-out images', async () => {
    const { quality, closestPng } = await measured(stripes, vae);
    const { sheet, distances, floorDistance } = quality.closest!;
    expect(sheet).toEqual({ columns: distances.length, rows: 2, tileWidth: 8, tileHeight: 8 });
    // Each held-out image of the stripes equals some training image.
    expect(floorDistance).toBe(0);
    // All images of a stripe are equal.
    expect(distances[0]?.ratio).toBeNull();
    expect(distances[0]?.distance).toBeGreaterThan(0);
    const { width, height, data: pixels } = decode(closestPng!);
    expect([width, height]).toEqual([8 * distances.length, 16]);
    // Training images of the stripes have two values; samples of an untrained model have many.
    const halves = [pixels.subarray(0, pixels.length / 2), pixels.subarray(pixels.length / 2)];
    const [above, below] = halves.map((half) => new Set(half).size);
    expect(below).toBeLessThan(above!);
    const quick = await measured(stripes, vae, { effort: 'quick' });
    expect([quick.quality.closest, quick.closestPng]).toEqual([undefined, undefined]);
  });

  it('measures floors once for equal samples, and again if their file is damaged', async () => {
    const file = join(folder, 'encoder.floors.json');
    const { quality } = await measured(stripes, vae);
    const floors = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, unknown>>;
    const changed = Object.entries(floors).map(([key, values]) => [
      key,
      { ...values, recognised: { mean: 0.25, standardDeviation: null } },
    ]);
    writeFileSync(file, JSON.stringify(Object.fromEntries(changed)));
    const cached = (await measured(stripes, vae)).quality;
    expect(cached.metrics['recognised']?.floor?.mean).toBe(0.25);
    expect((await measured(stripes, vae, { seed: 5 })).quality.metrics['recognised']?.floor?.mean).toBe(1);
    writeFileSync(file, 'no floors');
    const again = (await measured(stripes, vae)).quality;
    expect({ ...again, sampling: quality.sampling }).toEqual(quality);
  });

  it('bounds the likelihood of a model that has one', async () => {
    const checkpoint = ofType(await trained(stripes, vae), 'checkpoint').at(-1)?.bytes ?? null;
    const { metrics } = (await measured(stripes, vae, { checkpoint })).quality;
    const [elbo, bound] = [metrics['negative_elbo'], metrics['importance_weighted_bound']];
    expect(bound?.value).toBeGreaterThan(-(elbo?.value ?? NaN));
    expect(metrics['posterior_divergence']?.value).toBeGreaterThan(0);
    expect(metrics['active_latents']?.value).toBeLessThanOrEqual(2);
    expect(elbo?.floor).toBeNull();
    const quick = (await measured(stripes, vae, { checkpoint, effort: 'quick' })).quality.metrics;
    expect(quick['posterior_divergence']).toEqual(metrics['posterior_divergence']);
    expect(quick).not.toHaveProperty('negative_elbo');
  });

  it('leaves out slow metrics in a quick evaluation', async () => {
    const { quality } = await measured(stripes, vae, { effort: 'quick' });
    expect(quality.effort).toBe('quick');
    expect(quality.metrics).toHaveProperty('clipped_coverage');
    expect(quality.metrics).toHaveProperty('kernel_distance');
    for (const slow of ['frechet_infinity', 'structural_diversity', 'wasserstein'])
      expect(quality.metrics).not.toHaveProperty(slow);
  });

  it('trains a damaged encoder again, to the same weights', async () => {
    const { quality } = await measured(stripes, vae);
    writeFileSync(join(folder, 'encoder'), 'no weights');
    const again = (await measured(stripes, vae)).quality;
    expect({ ...again, sampling: quality.sampling }).toEqual(quality);
  });

  it('uses an autoencoder if there are no labels', async () => {
    const unlabelled = { train: { ...stripes.train, labels: null }, test: { ...stripes.test, labels: null } };
    const { quality } = await measured(unlabelled, vae, { encoder: 'unlabelled' });
    expect(quality.encoder).toMatchObject({ kind: 'autoencoder', dimensions: 64, scoredOn: 47 });
    expect(quality.encoder?.score).toBeLessThan(0.01);
    expect(quality.histogram).toBeNull();
    expect(quality.metrics).not.toHaveProperty('classes_covered');
    expect(quality.metrics).toHaveProperty('clipped_density');
  });
});

it('samples the classes of the data from a conditional model', async () => {
  const changes = { model: 'cgan', hyperparameters: { batchSize: 32, filters: 4 } };
  const { quality } = await measured(data.stripes(), changes);
  expect(quality.metrics).toHaveProperty('kernel_distance');
});

it('measures points without an encoder, and modes if the dataset has some', async () => {
  const points = data.points();
  const changes = { model: 'vae-mlp-2d', hyperparameters: { batchSize: 32, hiddenUnits: 4 } };
  const { quality } = await measured(points, changes, { encoder: 'points' });
  expect(quality.encoder).toBeNull();
  expect(quality.metrics['wasserstein']?.floor?.mean).toBeLessThan(
    quality.metrics['wasserstein']?.value ?? 0,
  );
  expect(quality.metrics).not.toHaveProperty('modes_covered');
  expect(existsSync(join(folder, 'points'))).toBe(false);
  const ring = await measured(points, { ...changes, dataset: 'ring-8' });
  expect(ring.quality.metrics).toHaveProperty('modes_covered');
});

it('refuses a model that generates nothing', async () => {
  const changes = { model: 'classifier-mlp', hyperparameters: { batchSize: 32 } };
  await expect(measured(data.stripes(), changes)).rejects.toMatchObject({
    problem: { code: 'run.no-samples', message: /generates nothing/ },
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { encodeIdxImages, encodeIdxLabels } from '../datasets/idx';
import { syntheticDigits } from '../datasets/synthetic-digits';
import { tf } from '../engine/tensorflow';
import { attributeVector, extremeGroups } from '../latent/attributes';
import { measuredAttributes } from '../latent/measured-attributes';
import { configOf, ofType, trained } from '../testing/job-fixture';
import { findAttributes } from './latent-attributes';
import { prepareInference, type Prepared } from './prepare';
import { itemBatch, matrixOf } from './tensors';

const COUNTS = { train: 4000, test: 1000 };
const SHAPE = { width: 28, height: 28, channels: 1 };
const config = {
  hyperparameters: { batchSize: 64, hiddenUnits: '128', latentSize: 8, validationSplit: 0 },
  budget: { unit: 'steps', count: 500 },
  sampleEvery: 500,
  checkpointEvery: 500,
} as const;

let folder: string;
let prepared: Prepared;
const { slants, penRadii } = syntheticDigits({ seed: 0, split: 'test', offset: 0, count: COUNTS.test });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'latent-workbench-attributes-'));
  const split = (name: 'train' | 'test') => {
    const count = COUNTS[name];
    const { images, labels } = syntheticDigits({ seed: 0, split: name, offset: 0, count });
    const files = { items: join(folder, `${name}-items`), labels: join(folder, `${name}-labels`) };
    writeFileSync(files.items, encodeIdxImages({ images, count, width: 28, height: 28 }));
    writeFileSync(files.labels, encodeIdxLabels(labels));
    return files;
  };
  const dataset = { train: split('train'), test: split('test') };
  const checkpoint = ofType(await trained(dataset, config), 'checkpoint').at(-1)!.bytes;
  prepared = await prepareInference({ config: configOf(config), dataset, checkpoint });
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const cosine = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, value, i) => sum + value * b[i]!, 0);

/** Attributes of the images on the way along a vector from the origin. */
function along(origin: Float64Array, vector: Float64Array) {
  const steps = [-2, -1, 0, 1, 2];
  const rows = steps.flatMap((by) => Array.from(origin, (value, i) => value + by * vector[i]!));
  const images = matrixOf(() =>
    prepared.built.generator!.decode(tf.tensor2d(rows, [steps.length, origin.length]), null),
  );
  return measuredAttributes(images.values, SHAPE);
}
const isRising = (values: Float64Array) => values.every((value, i) => i === 0 || value > values[i - 1]!);

it('finds the slant and the stroke width with which digits were drawn', () => {
  const { origin, vectors } = findAttributes(prepared, prepared.built.generator!, (z) =>
    prepared.built.generator!.decode(z, null),
  );
  const latents = matrixOf(() => prepared.built.encode!(itemBatch(prepared.test, 0, COUNTS.test)));
  const row = (index: number) => vectors.values.subarray(index * 8, (index + 1) * 8);
  for (const [planted, found, attribute] of [
    [penRadii, Float64Array.from(row(1)), 'thickness'],
    [slants, Float64Array.from(row(2)), 'slant'],
  ] as const) {
    const groups = extremeGroups(Float64Array.from(planted));
    const { vector, separation } = attributeVector(latents, groups, prepared.test.labels);
    expect(separation, attribute).toBeGreaterThan(1.5);
    expect(cosine(found, vector), attribute).toBeGreaterThan(0.95);
    expect(isRising(along(origin, found)[attribute]), attribute).toBe(true);
  }
});

it('has a vector for each class, and separates them', () => {
  const { vectors, shares } = findAttributes(prepared, prepared.built.generator!, (z) => z);
  expect(vectors.rows).toBe(4 + 10);
  for (const separation of shares.subarray(4)) expect(separation).toBeGreaterThan(1);
});

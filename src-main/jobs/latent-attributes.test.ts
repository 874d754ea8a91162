import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LatentRequestSchema, type LatentGroup, type Balance } from '../contract/latent';
import { encodeIdxImages, encodeIdxLabels } from '../datasets/idx';
import { syntheticDigits } from '../datasets/synthetic-digits';
import { tf } from '../engine/tensorflow';
import { attributeVector, extremeGroups } from '../latent/attributes';
import { measuredAttributes } from '../latent/measured-attributes';
import { configOf, ofType, trained } from '../testing/job-fixture';
import { latentAnswer } from './latent';
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

describe('groups of test items', () => {
  /** Asks for the direction from b to a. */
  function directionOf(a: Partial<LatentGroup>, b: Partial<LatentGroup>, balance: Balance = 'classes') {
    const group = (given: Partial<LatentGroup>): LatentGroup => ({ classes: [], items: [], ...given });
    const request = LatentRequestSchema.parse({ kind: 'groups', a: group(a), b: group(b), balance });
    const bytes = latentAnswer(prepared, configOf(config), request, new Float32Array(0));
    const [inA, inB, strata, ...rows] = new Float32Array(bytes.slice().buffer);
    return {
      counts: [inA, inB, strata],
      origin: Float64Array.from(rows.slice(1, 9)),
      separation: rows[9]!,
      vector: Float64Array.from(rows.slice(10)),
    };
  }
  const items = Array.from(slants.keys());
  const byPlanted = (planted: Float32Array) => [...items].sort((x, y) => planted[x]! - planted[y]!);
  /** The vector of a planted attribute, from its extreme quarters, balanced over classes. */
  function plantedVector(planted: Float32Array) {
    const latents = matrixOf(() => prepared.built.encode!(itemBatch(prepared.test, 0, COUNTS.test)));
    return attributeVector(latents, extremeGroups(Float64Array.from(planted)), prepared.test.labels).vector;
  }

  it.each([
    ['thickness', penRadii],
    ['slant', slants],
  ] as const)('that were picked by their %s have its vector', (attribute, planted) => {
    const order = byPlanted(planted);
    const { counts, origin, vector, separation } = directionOf(
      { items: order.slice(-200) },
      { items: order.slice(0, 200) },
    );
    expect(counts).toEqual([200, 200, 10]);
    expect(separation).toBeGreaterThan(1.5);
    expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    expect(cosine(vector, plantedVector(planted))).toBeGreaterThan(0.95);
    // Far from the origin, the widest strokes of what was learned are reached.
    expect(isRising(along(origin, vector)[attribute].subarray(0, 4))).toBe(true);
  });

  it('are free of another attribute that goes with theirs, once they are balanced over it', () => {
    // Four of five slanted digits are thick, four of five upright ones are thin.
    const [bySlant, middle] = [byPlanted(slants), byPlanted(penRadii)[COUNTS.test / 2]!];
    const isThick = (item: number) => penRadii[item]! > penRadii[middle]!;
    const pick = (from: readonly number[], thick: number, thin: number) => [
      ...from.filter(isThick).slice(0, thick),
      ...from.filter((item) => !isThick(item)).slice(0, thin),
    ];
    const [a, b] = [pick([...bySlant].reverse(), 96, 24), pick(bySlant, 24, 96)];
    const thickness = plantedVector(penRadii);
    const mixed = directionOf({ items: a }, { items: b }, 'nothing');
    const balanced = directionOf({ items: a }, { items: b }, 'thickness');
    expect(mixed.counts).toEqual([120, 120, 0]);
    expect(balanced.counts[2]).toBeGreaterThan(4);
    const slant = plantedVector(slants);
    // Both planted vectors are not orthogonal to begin with.
    const excess = ({ vector }: typeof mixed) =>
      Math.abs(cosine(vector, thickness) - cosine(slant, thickness));
    expect(excess(balanced)).toBeLessThan(excess(mixed) / 2);
    expect(cosine(balanced.vector, slant)).toBeGreaterThan(cosine(mixed.vector, slant));
    expect(cosine(balanced.vector, slant)).toBeGreaterThan(0.98);
  });

  it('of classes lead from one class to another, and cannot be balanced over classes', () => {
    const { labels } = prepared.test;
    const countOf = (label: number) => labels!.filter((one) => one === label).length;
    const found = directionOf({ classes: [1, 7] }, { classes: [0] });
    expect(found.counts).toEqual([countOf(1) + countOf(7), countOf(0), 0]);
    expect(found.separation).toBeGreaterThan(2);
    expect(directionOf({ classes: [1, 7] }, { classes: [0] }, 'slant').counts[2]).toBeGreaterThan(4);
  });

  it('leave out of a class what was picked for the other group', () => {
    const { labels } = prepared.test;
    const zero = items.filter((item) => labels![item] === 0);
    const { counts } = directionOf({ classes: [0] }, { items: zero.slice(0, 30) });
    expect(counts).toEqual([zero.length - 30, 30, 1]);
    const empty = directionOf({ classes: [0] }, {});
    expect(empty.counts).toEqual([zero.length, 0, 0]);
    expect([empty.separation, ...empty.vector]).toEqual(new Array(9).fill(0));
  });

  it('are refused with an item that the test split does not have', () => {
    expect(() => directionOf({ items: [COUNTS.test] }, { classes: [1] })).toThrow(/the test split/);
  });
});

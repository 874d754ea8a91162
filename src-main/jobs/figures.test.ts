import { decode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { decodeDiscriminatorOutputs } from '../contract/discriminator-outputs';
import { decodePointCloud } from '../contract/point-cloud';
import { MANIFOLD_REACH } from '../contract/figure';
import type { LoadedSplit } from '../datasets/load';
import { loadTensorflow } from '../engine/backend';
import { statelessRandom } from '../engine/random';
import { tf, type Tensor1D, type Tensor2D } from '../engine/tensorflow';
import type { BuiltModel, Generator } from '../models/model';
import { figureMaker, type Figure } from './figures';
import { imagesToBytes, itemBatch, labelBatch } from './tensors';
import { pointFigure } from './point-figure';

const backend = await loadTensorflow();
const random = statelessRandom(2, tf.tensor1d([0], 'int32'), backend.native);

/** Creates images of two pixels: the index of the item, and 100. */
const images = (count: number): LoadedSplit => ({
  width: 2,
  height: 1,
  channels: 1,
  count,
  items: Uint8Array.from({ length: 2 * count }, (_, i) => (i % 2 === 0 ? i / 2 : 100)),
  labels: Uint8Array.from({ length: count }, (_, i) => i % 7),
});
const SHEET = { columns: 3, rows: 2 };
const built = (model: Partial<BuiltModel>) => ({ generator: null, ...model }) as BuiltModel;
const make = (model: Partial<BuiltModel>, info: Parameters<typeof figureMaker>[1], test = images(12)) =>
  figureMaker(built(model), info, SHEET, test, random);

/** Returns the pixels of a sheet, row by row. */
function pixelsOf(figure: Figure | undefined): number[][] {
  const { width, data } = decode(figure?.bytes ?? new Uint8Array());
  return Array.from({ length: data.length / width }, (_, y) => [
    ...data.subarray(y * width, (y + 1) * width),
  ]);
}

describe('outputs of a discriminator', () => {
  // The output for an item is its first value; with classes, it depends on the class.
  const generator = (classes: number | null): Generator => ({
    latentSize: 2,
    classes,
    drawLatents: (source, stream, n) => source.uniform(stream, [n, 2], 0, 1) as Tensor2D,
    decode: (z) => z,
  });
  const info: Parameters<typeof figureMaker>[1] = { figures: ['discriminator'] };
  const outputsOf = (figure: Figure | undefined) =>
    decodeDiscriminatorOutputs(figure?.bytes ?? new Uint8Array());

  it('are of the same test items and of samples from the same latents each time', () => {
    const discriminator: BuiltModel['discriminator'] = {
      output: 'probability',
      at: (items) => tf.squeeze<Tensor1D>(tf.slice(items, [0, 0], [-1, 1]), [1]),
    };
    const maker = make({ generator: generator(null), discriminator }, info, images(100));
    const { numTensors } = tf.memory();
    const [figure] = maker.make('sample');
    expect(figure).toMatchObject({ kind: 'discriminator', sheet: null });
    const outputs = outputsOf(figure);
    expect(outputs?.output).toBe('probability');
    // The first value of test item n is n / 255; a hundred items are two batches.
    expect([...outputs!.real]).toEqual(
      Array.from({ length: 100 }, (_, i) => expect.closeTo(i / 255, 6) as number),
    );
    expect(outputs?.generated).toHaveLength(128);
    expect(new Set(outputs?.generated).size).toBeGreaterThan(100);
    expect(maker.make('sample')[0]?.bytes).toEqual(figure?.bytes);
    expect(tf.memory().numTensors).toBe(numTensors);
    maker.dispose();
  });

  it('use classes: those of test items, and each class in turn for generated items', () => {
    const discriminator: BuiltModel['discriminator'] = {
      output: 'score',
      at: (_items, labels) => tf.cast(labels!, 'float32'),
    };
    const maker = make({ generator: generator(7), discriminator }, info, images(10));
    const outputs = outputsOf(maker.make('sample')[0]);
    expect(outputs?.output).toBe('score');
    expect([...outputs!.real]).toEqual([0, 1, 2, 3, 4, 5, 6, 0, 1, 2]);
    expect([...outputs!.generated.subarray(5, 9)]).toEqual([5, 6, 0, 1]);
    expect([...outputs!.generated.subarray(64, 66)]).toEqual([64 % 7, 65 % 7]);
    maker.dispose();
  });
});

describe('a sheet of samples', () => {
  const generator = (classes: number | null): Generator => ({
    latentSize: 1,
    classes,
    drawLatents: (source, stream, n) => source.uniform(stream, [n, 1], 0, 1) as Tensor2D,
    // The first pixel shows the class, the second the latent.
    decode: (z, labels) =>
      tf.concat<Tensor2D>(
        [
          labels === null
            ? tf.zeros([z.shape[0], 1])
            : tf.div(tf.cast(tf.expandDims(labels, 1), 'float32'), 255),
          z,
        ],
        1,
      ),
  });

  it('has the requested size, and the same latents each time', () => {
    const maker = make({ generator: generator(null) }, { figures: ['samples'] });
    const [first] = maker.make('sample');
    expect(first?.sheet).toEqual({ columns: 3, rows: 2, tileWidth: 2, tileHeight: 1 });
    const pixels = pixelsOf(first);
    expect(pixels.map((row) => row.length)).toEqual([6, 6]);
    expect(new Set(pixels.flat().filter((_, i) => i % 2 === 1)).size).toBeGreaterThan(3);
    expect(maker.make('sample')[0]?.bytes).toEqual(first?.bytes);
    maker.dispose();
  });

  it('shows one row per class for a conditional model', () => {
    const maker = make({ generator: generator(4) }, { figures: ['samples'] });
    const [sheet] = maker.make('sample');
    expect(sheet?.sheet).toMatchObject({ columns: 3, rows: 4 });
    pixelsOf(sheet).forEach((row, label) => {
      expect(row.filter((_, i) => i % 2 === 0)).toEqual([label, label, label]);
    });
    maker.dispose();
  });

  it('leaks no tensors', () => {
    const before = tf.memory().numTensors;
    const maker = make({ generator: generator(4) }, { figures: ['samples'] });
    maker.make('sample');
    maker.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('a sheet of reconstructions', () => {
  /** Reconstructions add 10 to the image, then 20. */
  const reconstruct = (sets: number) => (x: Tensor2D) =>
    Array.from({ length: sets }, (_, i) => tf.add<Tensor2D>(x, (10 * i) / 255));
  const firstPixels = (figure: Figure | undefined) =>
    pixelsOf(figure).map((row) => row.filter((_, i) => i % 2 === 0));

  it('has originals and reconstructions side by side', () => {
    const maker = make({ reconstruct: reconstruct(2) }, { figures: ['reconstructions'] }, images(6));
    const [sheet] = maker.make('sample');
    expect(sheet?.sheet).toMatchObject({ columns: 8, rows: 2 });
    expect(firstPixels(sheet)).toEqual([
      [0, 10, 1, 11, 2, 12, 3, 13],
      [4, 14, 5, 15, 0, 0, 0, 0],
    ]);
  });

  it('has rows of ten below one another if the model chooses that layout', () => {
    const info = { figures: ['reconstructions'], reconstructionLayout: 'rows' } as const;
    const [sheet] = make({ reconstruct: reconstruct(3) }, { ...info, figures: [...info.figures] }).make(
      'sample',
    );
    expect(sheet?.sheet).toMatchObject({ columns: 10, rows: 3 });
    const ten = Array.from({ length: 10 }, (_, i) => i);
    expect(firstPixels(sheet)).toEqual([ten, ten.map((i) => i + 10), ten.map((i) => i + 20)]);
  });

  it('shows at most 32 items', () => {
    const [sheet] = make({ reconstruct: reconstruct(2) }, { figures: ['reconstructions'] }, images(50)).make(
      'sample',
    );
    expect(sheet?.sheet).toMatchObject({ columns: 8, rows: 8 });
    expect(firstPixels(sheet).at(-1)).toEqual([28, 38, 29, 39, 30, 40, 31, 41]);
  });
});

describe('the latent plane', () => {
  const plane: Generator = {
    latentSize: 2,
    classes: null,
    drawLatents: (source, stream, n) => source.normal(stream, [n, 2]) as Tensor2D,
    // Maps −reach … reach to 0 … 1.
    decode: (z) => tf.div(tf.add<Tensor2D>(z, MANIFOLD_REACH), 2 * MANIFOLD_REACH),
  };

  it('is decoded from left to right and from bottom to top', () => {
    const maker = make({ generator: plane }, { figures: ['manifold'] });
    expect(maker.make('sample')).toEqual([]);
    const [sheet] = maker.make('checkpoint');
    expect(sheet?.sheet).toEqual({ columns: 30, rows: 30, tileWidth: 2, tileHeight: 1 });
    const rows = pixelsOf(sheet);
    const [top, bottom] = [rows[0] ?? [], rows[29] ?? []];
    // z₁ = −4 is black and z₁ = 4 is white; the same holds for z₂.
    expect(top.slice(0, 2)).toEqual([0, 255]);
    expect(top.slice(-2)).toEqual([255, 255]);
    expect(bottom.slice(0, 2)).toEqual([0, 0]);
    expect(bottom.slice(-2)).toEqual([255, 0]);
    expect(rows[28]?.[1]).toBe(Math.round(255 / 29));
  });

  it('contains the encoded test items with their labels', () => {
    const encode = (x: Tensor2D) => tf.mul<Tensor2D>(x, 255);
    const [scatter] = make({ generator: plane, encode }, { figures: ['latent-scatter'] }, images(9)).make(
      'sample',
    );
    const triples = [...new Float32Array(scatter?.bytes.slice().buffer ?? new ArrayBuffer(0))];
    expect(scatter?.mediaType).toBe('application/octet-stream');
    const rounded = triples.map(Math.round);
    expect(rounded).toEqual(Array.from({ length: 9 }, (_, i) => [i, 100, i % 7]).flat());
  });

  it('is shown only for a latent space with two dimensions', () => {
    const wide = { ...plane, latentSize: 3 };
    const maker = make({ generator: wide, encode: (x) => x }, { figures: ['manifold', 'latent-scatter'] });
    expect([...maker.make('sample'), ...maker.make('checkpoint')]).toEqual([]);
  });
});

describe('a figure of points', () => {
  const test: LoadedSplit = {
    width: 2,
    height: 1,
    channels: 1,
    count: 4,
    items: Float32Array.of(0, 10, 4, 10, 4, 16, 0, 13),
    labels: null,
  };
  const generator: Generator = {
    latentSize: 1,
    classes: 3,
    drawLatents: (source, stream, n) => source.uniform(stream, [n, 1], 0, 1) as Tensor2D,
    decode: (z, labels) =>
      tf.concat<Tensor2D>([z, tf.cast(tf.expandDims(labels ?? tf.zeros([0]), 1), 'float32')], 1),
  };

  it('views the smallest square around the data, with a margin', () => {
    const figure = pointFigure(generator, undefined, test, random);
    // The data are 4 wide and 6 high around (2, 13); the margin is 30 %.
    expect(figure.make().view).toEqual({ x: 2, y: 13, reach: expect.closeTo(3.9, 6) as number });
    expect([...figure.make().data]).toEqual([0, 10, 4, 10, 4, 16, 0, 13]);
    figure.dispose();
  });

  it('generates all classes in turn, or one class, and labels each point', () => {
    const each = pointFigure(generator, undefined, test, random, { stream: 's', count: 5, label: null });
    const thirds = (points: Float32Array, from: number) => [...points].filter((_, i) => i % 3 === from);
    expect(thirds(each.make().generated, 2)).toEqual([0, 1, 2, 0, 1]);
    expect(thirds(each.make().generated, 1)).toEqual([0, 1, 2, 0, 1]);
    const one = pointFigure(generator, undefined, test, random, { stream: 's', count: 4, label: 2 });
    expect(thirds(one.make().generated, 2)).toEqual([2, 2, 2, 2]);
    expect(thirds(one.make().generated, 0)).toEqual(thirds(each.make().generated, 0).slice(0, 4));
  });

  it('has points without classes if the model has none', () => {
    const unconditional: Generator = {
      ...generator,
      classes: null,
      decode: (z) => tf.concat<Tensor2D>([z, z], 1),
    };
    const { generated } = pointFigure(unconditional, undefined, test, random, {
      stream: 's',
      count: 3,
      label: null,
    }).make();
    expect([generated[2], generated[5], generated[8]]).toEqual([-1, -1, -1]);
  });

  it('contains the score of each cell of the plane, in rows from top to bottom', () => {
    // The score is y + x / 100.
    const at = (p: Tensor2D) => tf.squeeze<Tensor1D>(tf.matMul(p, tf.tensor2d([[0.01], [1]])), [1]);
    const scores = pointFigure(generator, { output: 'score', at }, test, random).make().field;
    const side = scores?.side ?? 0;
    expect(scores?.values).toHaveLength(side * side);
    const [first = NaN, second = NaN] = scores?.values ?? [];
    const belowFirst = scores?.values[side] ?? NaN;
    const cell = (2 * 3.9) / side;
    expect(first).toBeCloseTo(13 + 3.9 - cell / 2 + 0.01 * (2 - 3.9 + cell / 2), 4);
    expect(second - first).toBeCloseTo(0.01 * cell, 4);
    expect(first - belowFirst).toBeCloseTo(cell, 4);
    expect(scores?.low).toBe(Math.min(...(scores?.values ?? [])));
    expect(scores?.high).toBe(Math.max(...(scores?.values ?? [])));
    const probabilities = pointFigure(generator, { output: 'probability', at }, test, random).make().field;
    expect(probabilities).toMatchObject({ low: 0, high: 1 });
  });

  it('has the images of a grid of latents with two dimensions, and none of others', () => {
    const doubled: Generator = {
      latentSize: 2,
      classes: null,
      drawLatents: (source, stream, n) => source.uniform(stream, [n, 2], 0, 1) as Tensor2D,
      decode: (z) => tf.mul<Tensor2D>(z, 2),
    };
    const { grid, arrows } = pointFigure(doubled, undefined, test, random).make();
    expect(arrows).toBeUndefined();
    expect(grid?.points).toHaveLength(2 * (grid?.side ?? 0) ** 2);
    expect([...(grid?.points.subarray(0, 2) ?? [])]).toEqual(
      [-3.92, 3.92].map((v) => expect.closeTo(v, 5) as number),
    );
    expect(pointFigure(generator, undefined, test, random).make().grid).toBeUndefined();
  });

  it('has the gradient of the score, or of the log probability, at generated points', () => {
    const at = (p: Tensor2D) => tf.squeeze<Tensor1D>(tf.matMul(p, tf.tensor2d([[0.25], [0.5]])), [1]);
    const scores = pointFigure(generator, { output: 'score', at }, test, random).make();
    expect([...(scores.arrows?.subarray(0, 4) ?? [])]).toEqual([
      ...scores.generated.subarray(0, 2),
      0.25,
      0.5,
    ]);
    const sigmoid = (p: Tensor2D) => tf.sigmoid(at(p));
    const logs = pointFigure(generator, { output: 'probability', at: sigmoid }, test, random).make();
    const [x = NaN, y = NaN, dx = NaN] = logs.arrows ?? [];
    // The derivative of log σ(s) is 1 − σ(s).
    expect(dx).toBeCloseTo(0.25 * (1 - 1 / (1 + Math.exp(-(0.25 * x + 0.5 * y)))), 4);
  });

  it('has a view around data at a single point', () => {
    const one = { ...test, count: 1, items: Float32Array.of(3, 4) };
    expect(pointFigure(generator, undefined, one, random).make().view).toEqual({ x: 3, y: 4, reach: 1 });
  });

  it('is recorded as a point cloud', () => {
    const [figure] = make({ generator }, { figures: ['points'] }, test).make('sample');
    const cloud = decodePointCloud(figure?.bytes ?? new Uint8Array());
    expect(cloud?.generated).toHaveLength(3000);
    expect(cloud?.field).toBeNull();
  });
});

describe('batches of items', () => {
  it('begin at a given item, scaled to 0 … 1', () => {
    const split = images(6);
    expect([...itemBatch(split, 2, 3).dataSync()].map((value) => Math.round(255 * value))).toEqual([
      2, 100, 3, 100, 4, 100,
    ]);
    expect([...(labelBatch(split, 2, 3)?.dataSync() ?? [])]).toEqual([2, 3, 4]);
    expect(labelBatch({ ...split, labels: null }, 0, 2)).toBeNull();
  });

  it('become bytes, clipped to 0 … 255', () => {
    const values = tf.tensor2d([[-0.2, 0, 0.5, 0.999, 1, 1.7]]);
    expect([...imagesToBytes(() => values)]).toEqual([0, 0, 128, 255, 255, 255]);
  });
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { decode } from 'fast-png';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../contract/dataset';
import { datasetFiles, itemsName, splitPaths } from '../../datasets/files';
import { encodeFloats, encodeIdxHeader, itemDimensions } from '../../datasets/idx';
import { importFixture } from '../../testing/import-fixture';
import { optionsFor } from '../registry';
import { classFolders } from './dataset-zip';
import { datasetExporterById, datasetFormat } from './registry';

const fixture = importFixture();
const COUNTS = { train: 30, test: 12 };
const NAMES = ['T-shirt/top', '한글', 'bag'];

const IMAGES: Dataset = {
  ...{ id: 'clothes', kind: 'images', name: 'Clothes', summary: '', source: 'imported', state: 'ready' },
  ...{ progress: null, problem: null, width: 8, height: 9, channels: 3, classNames: NAMES },
  ...{ trainCount: COUNTS.train, testCount: COUNTS.test, fingerprint: null, sizeBytes: 0 },
};
const POINTS: Dataset = { ...IMAGES, kind: 'points', width: 2, height: 1, channels: 1, classNames: [] };

/** Bytes that differ from item to item. */
const itemBytes = (index: number, size: number) =>
  Uint8Array.from({ length: size }, (_, i) => (index * 7 + i) % 251);
const labelOf = (index: number) => index % NAMES.length;

/** Writes the files of a dataset. */
function filesOf(dataset: Dataset) {
  const folder = fixture.at(dataset.kind);
  mkdirSync(folder);
  for (const split of ['train', 'test'] as const) {
    const count = COUNTS[split];
    const dimensions = itemDimensions(dataset, count);
    const { items, labels } = splitPaths(folder, split, itemsName(dimensions));
    const size = dataset.width * dataset.height * dataset.channels;
    const values = Array.from({ length: count }, (_, i) => [...itemBytes(i, size)]).flat();
    const bytes =
      dataset.kind === 'points'
        ? encodeFloats(Float32Array.from(values, (v) => v / 8))
        : Uint8Array.from(values);
    writeFileSync(items, Buffer.concat([encodeIdxHeader(dimensions), bytes]));
    if (dataset.classNames.length > 0)
      writeFileSync(
        labels,
        Buffer.concat([encodeIdxHeader([count]), Uint8Array.from({ length: count }, (_, i) => labelOf(i))]),
      );
  }
  return datasetFiles(folder);
}

function exportOf(dataset: Dataset, id: string, given: Record<string, unknown> = {}) {
  const fractions: number[] = [];
  const source = { dataset, files: filesOf(dataset), onProgress: (done: number) => fractions.push(done) };
  const exporter = datasetExporterById(id);
  const options = optionsFor(datasetFormat(exporter, dataset), given);
  const bytes = Buffer.concat([...exporter.parts(source, options)]);
  expect(fractions.at(-1)).toBe(1);
  return { bytes, files: unzipSync(bytes), name: exporter.title(options) };
}

describe('a dataset as images', () => {
  it('has folders by split and class, and a table with a row for each image', () => {
    const { files, name } = exportOf(IMAGES, 'dataset-zip');
    expect(name).toBe('');
    expect(Object.keys(files)).toHaveLength(COUNTS.train + COUNTS.test + 1);
    const { width, height, channels, data } = decode(files['train/T-shirt-top/00004.png']!);
    expect([width, height, channels]).toEqual([8, 9, 3]);
    expect(new Uint8Array(data.buffer, data.byteOffset, data.length)).toEqual(itemBytes(3, 216));
    const rows = Buffer.from(files['labels.csv']!).toString().split('\n');
    expect(rows.slice(0, 3)).toEqual([
      'file,split,label,class',
      'train/T-shirt-top/00001.png,train,0,T-shirt/top',
      'train/한글/00002.png,train,1,한글',
    ]);
    expect(rows).toHaveLength(COUNTS.train + COUNTS.test + 2);
  });

  it('is of the chosen split, and of so many images', () => {
    const { files, name } = exportOf(IMAGES, 'dataset-zip', { split: 'test', most: 2 });
    expect(name).toBe('test');
    expect(Object.keys(files)).toEqual(['test/T-shirt-top/00001.png', 'test/한글/00002.png', 'labels.csv']);
  });

  it('imports again as it was', async () => {
    const { bytes } = exportOf(IMAGES, 'dataset-zip');
    const { train, test, dataset } = await fixture.imported([fixture.given('clothes.zip', bytes)]);
    expect([train.count, test.count]).toEqual([COUNTS.train, COUNTS.test]);
    expect(dataset.classNames).toEqual(['bag', 'T-shirt-top', '한글']);
    expect(train.items).toHaveLength(COUNTS.train * 216);
  });

  it('has only the table for points', () => {
    const { files } = exportOf(POINTS, 'dataset-zip');
    expect(Object.keys(files)).toEqual(['labels.csv']);
    expect(Buffer.from(files['labels.csv']!).toString()).toMatch(/^x,y,split,label,class\n0,0.125,train,,\n/);
  });

  it('starts with all images, also of datasets as large as MNIST', () => {
    const many = { ...IMAGES, trainCount: 60_000, testCount: 10_000 };
    const format = datasetFormat(datasetExporterById('dataset-zip'), many);
    expect(optionsFor(format, {})).toEqual({ split: 'all', most: 60_000 });
  });

  it('gives classes folders that every file system accepts, and each its own', () => {
    expect(classFolders(['a/b', 'a:b', 'A-B', '..', '', 'x. '])).toEqual([
      'a-b',
      'a-b-1',
      'A-B-2',
      '3',
      '4',
      'x',
    ]);
  });
});

describe('a dataset as arrays', () => {
  it('imports again with the same items and labels', async () => {
    const { bytes, files } = exportOf(IMAGES, 'dataset-npz');
    expect(Object.keys(files)).toEqual(
      ['x_train', 'y_train', 'x_test', 'y_test', 'class_names'].map((n) => `${n}.npy`),
    );
    const { train, test } = await fixture.imported([fixture.given('clothes.npz', bytes)]);
    expect(train.labels).toEqual(Uint8Array.from({ length: COUNTS.train }, (_, i) => labelOf(i)));
    expect([...train.items.subarray(216, 432)]).toEqual([...itemBytes(1, 216)]);
    expect(test.count).toBe(COUNTS.test);
  });

  it('holds points as 32-bit floats, without labels where there are none', () => {
    const { files } = exportOf(POINTS, 'dataset-npz', { split: 'train' });
    expect(Object.keys(files)).toEqual(['x_train.npy']);
    expect(Buffer.from(files['x_train.npy']!.subarray(10, 70)).toString()).toContain(
      "'<f4', 'fortran_order': False, 'shape': (30, 2,)",
    );
  });
});

describe('a dataset as IDX files', () => {
  it('imports again with the names of its classes', async () => {
    const { bytes, name } = exportOf(IMAGES, 'dataset-idx');
    expect(name).toBe('idx');
    const { dataset, train, test } = await fixture.imported([fixture.given('clothes.zip', bytes)]);
    expect(dataset.classNames).toEqual(NAMES);
    expect([train.count, test.count]).toEqual([COUNTS.train, COUNTS.test]);
    expect([...train.items.subarray(216, 432)]).toEqual([...itemBytes(1, 216)]);
  });
});

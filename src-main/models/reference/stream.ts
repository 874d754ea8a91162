import type { Random } from '../../engine/random';
import { tf, type Tensor } from '../../engine/tensorflow';

/**
 * Pseudorandom numbers in [0, 1), the same as those of `stream` in layers.py: a hash of the stream's name (FNV-1a) and
 * the index (MurmurHash3's finalizer). They are multiples of 2⁻¹², so that float32 holds them exactly.
 */
export function stream(name: string, length: number): Float32Array {
  let key = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) key = Math.imul(key ^ name.charCodeAt(i), 0x01000193);
  return Float32Array.from({ length }, (_, i) => {
    let mixed = (key + Math.imul(i, 0x9e3779b9)) | 0;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 20) / 4096;
  });
}

/**
 * Deterministic replacement of `Random`: every stream has fixed numbers. Normal draws are replaced by uniform ones of
 * similar scale.
 */
export const streamRandom: Random = {
  uniform: (name, shape, min, max) => scaled(name, shape, max - min, min),
  normal: (name, shape) => scaled(name, shape, 4, -2),
};

function scaled(name: string, shape: readonly number[], factor: number, offset: number): Tensor {
  const length = shape.reduce((product, size) => product * size, 1);
  const values = stream(name, length).map((value) => value * factor + offset);
  return tf.tensor(values, [...shape], 'float32');
}

import { tf, type NativeBackend, type Tensor, type Tensor1D } from './tensorflow';

/**
 * Random numbers without state: a draw depends on nothing but (seed, stream, step), so an eager, a compiled and a
 * resumed run draw the same numbers, and the order of draws does not matter. A stream is named after its use.
 */
export interface Random {
  /** N(0, 1), float32 of `shape`. */
  normal(stream: string, shape: readonly number[]): Tensor;
  /** U(min, max), float32 of `shape`. */
  uniform(stream: string, shape: readonly number[], min: number, max: number): Tensor;
}

/**
 * @param step int32 of shape [1]: a tensor, so that a recorded step can be fed another one
 * @param native if null, the seeded generators of tfjs draw: equally reproducible, but other numbers
 */
export function statelessRandom(seed: number, step: Tensor1D, native: NativeBackend | null): Random {
  const draw = (op: string, stream: string, shape: readonly number[], backend: NativeBackend): Tensor => {
    const { TF_ATTR_TYPE: type, TF_FLOAT: float, TF_INT32: int32 } = backend.binding;
    const key = tf.concat([tf.tensor1d([streamKey(seed, stream)], 'int32'), step]);
    return backend.executeSingleOutput(
      op,
      [
        { name: 'dtype', type, value: float },
        { name: 'T', type, value: int32 },
        { name: 'Tseed', type, value: int32 },
      ],
      [tf.tensor1d([...shape], 'int32'), key],
    );
  };
  const jsSeed = (stream: string) => streamKey(streamKey(seed, stream), String(step.dataSync()[0]));
  return {
    normal: (stream, shape) =>
      native === null
        ? tf.randomNormal([...shape], 0, 1, 'float32', jsSeed(stream))
        : tf.tidy(() => draw('StatelessRandomNormal', stream, shape, native)),
    uniform: (stream, shape, min, max) =>
      native === null
        ? tf.randomUniform([...shape], min, max, 'float32', jsSeed(stream))
        : tf.tidy(() =>
            tf.add(tf.mul(draw('StatelessRandomUniform', stream, shape, native), max - min), min),
          ),
  };
}

/** FNV-1a over the seed's bytes and the stream's name, as int32: streams of one seed are unrelated. */
export function streamKey(seed: number, stream: string): number {
  let hash = 0x811c9dc5;
  const mix = (byte: number) => {
    hash = Math.imul(hash ^ byte, 0x01000193);
  };
  for (let shift = 0; shift < 32; shift += 8) mix((seed >>> shift) & 0xff);
  for (let i = 0; i < stream.length; i++) mix(stream.charCodeAt(i));
  // Finalizer of MurmurHash3: FNV alone leaves neighbouring seeds close to each other.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) | 0;
}

/** Mulberry32: a small generator in JavaScript for uses outside of the device, such as the order of images. */
export function mulberry32(key: number): () => number {
  let state = key | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

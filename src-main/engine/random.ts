import { streamKey } from '../contract/pseudo-random';
import { tf, type NativeBackend, type Tensor, type Tensor1D } from './tensorflow';

/**
 * Random numbers without state: a draw depends only on (seed, stream, step), so an eager, a compiled and a resumed run
 * draw the same numbers, and the order of draws does not matter. A stream is named after its use.
 */
export interface Random {
  /** N(0, 1), float32 of `shape`. */
  normal(stream: string, shape: readonly number[]): Tensor;
  /** U(min, max), float32 of `shape`. */
  uniform(stream: string, shape: readonly number[], min: number, max: number): Tensor;
}

/**
 * @param step int32 of shape [1]: a tensor, so that a recorded step can be fed another value
 * @param native if null, the seeded generators of tfjs are used: equally reproducible, but with different numbers
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

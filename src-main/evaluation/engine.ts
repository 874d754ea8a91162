/** The only file of this folder that uses the engine: TensorFlow's kernels, and the project's seeded random numbers. */
import { mulberry32, streamKey } from '../contract/pseudo-random';
import type { NativeBackend, NativeBinding, OpAttribute, TensorHandle } from '../engine/tensorflow';
import { javascriptAlgebra, transpose, type LinearAlgebra } from './linear-algebra';
import type { Matrix } from './matrix';

/** TensorFlow's `DataType` of doubles. tfjs has none, so doubles cross its boundary as pairs of int32. */
const TF_DOUBLE = 2;

/** @param native the loaded native backend; null if training runs in JavaScript too */
export function linearAlgebra(native: NativeBackend | null): LinearAlgebra {
  return native === null ? javascriptAlgebra : nativeAlgebra(native.binding);
}

function nativeAlgebra(binding: NativeBinding): LinearAlgebra {
  const type = (name: string, value: number): OpAttribute => ({ name, type: binding.TF_ATTR_TYPE, value });
  const flag = (name: string, value: boolean): OpAttribute => ({ name, type: binding.TF_ATTR_BOOL, value });
  const ofDoubles = type('T', TF_DOUBLE);

  /** Runs `compute` and disposes of every tensor that it has noted. */
  function scoped<T>(compute: (note: (id: number) => number) => T): T {
    const ids: number[] = [];
    const note = (id: number) => {
      ids.push(id);
      return id;
    };
    try {
      return compute(note);
    } finally {
      for (const id of ids) binding.deleteTensor(id);
    }
  }
  type Note = (id: number) => number;

  function run(note: Note, op: string, attributes: OpAttribute[], inputs: number[], outputs = 1) {
    const handles = binding.executeOp(op, attributes, inputs, outputs);
    for (const { id } of handles) note(id);
    return handles;
  }

  function upload(note: Note, { values, rows, columns }: Matrix): number {
    const doubles = values instanceof Float64Array ? values : Float64Array.from(values);
    const halves = new Int32Array(doubles.buffer, doubles.byteOffset, doubles.length * 2);
    const pairs = note(binding.createTensor([rows, columns, 2], binding.TF_INT32, halves));
    return idOf(run(note, 'Bitcast', [type('T', binding.TF_INT32), type('type', TF_DOUBLE)], [pairs]));
  }

  function download(note: Note, doubles: number): Float64Array {
    const kinds = [ofDoubles, type('type', binding.TF_INT32)];
    const halves = binding.tensorDataSync(idOf(run(note, 'Bitcast', kinds, [doubles])));
    return new Float64Array(halves.buffer, halves.byteOffset, halves.length / 2);
  }

  const product = (a: Matrix, b: Matrix, isGram: boolean) =>
    scoped((note) => {
      const attributes = [ofDoubles, flag('transpose_a', isGram), flag('transpose_b', !isGram)];
      const left = upload(note, a);
      const right = isGram ? left : upload(note, b);
      return download(note, idOf(run(note, 'MatMul', attributes, [left, right])));
    });

  return {
    products: (a, b) => product(a, b, false),
    gram: (a) => product(a, a, true),
    eigen: (symmetric) =>
      scoped((note) => {
        const attributes = [ofDoubles, flag('compute_v', true)];
        const found = run(note, 'SelfAdjointEigV2', attributes, [upload(note, symmetric)], 2);
        const [values, columns] = found.map(({ id }) => download(note, id));
        if (values === undefined || columns === undefined)
          throw new Error('SelfAdjointEigV2 without outputs');
        return { values, vectors: transpose({ ...symmetric, values: columns }).values as Float64Array };
      }),
    singularValues: (a) =>
      scoped((note) => {
        const attributes = [ofDoubles, flag('compute_uv', false), flag('full_matrices', false)];
        return download(note, idOf(run(note, 'Svd', attributes, [upload(note, a)], 3)));
      }),
  };
}

function idOf([first]: TensorHandle[]): number {
  if (first === undefined) throw new Error('An op without outputs');
  return first.id;
}

/** Returns a generator of random numbers in [0, 1) that depends only on the seed and the use. */
export function seededNumbers(seed: number, use: string): () => number {
  return mulberry32(streamKey(seed, use));
}

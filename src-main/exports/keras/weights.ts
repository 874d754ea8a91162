import type { TracedConstant } from '../../engine/trace';

const FILE = '/weights.h5';

/** The bytes of `model.weights.h5`. @param weights by the names of groups */
export async function kerasWeights(
  weights: ReadonlyMap<string, readonly TracedConstant[]>,
): Promise<Uint8Array> {
  // 4 MB, read where it is used; it writes to a file system in memory.
  const hdf5 = await import('h5wasm');
  const { FS } = await hdf5.ready;
  const file = new hdf5.File(FILE, 'w');
  try {
    file.create_group('layers');
    for (const [group, values] of weights) {
      file.create_group(`layers/${group}`);
      file.create_group(`layers/${group}/vars`);
      for (const [i, { shape, values: data }] of values.entries())
        file.create_dataset({
          name: `layers/${group}/vars/${String(i)}`,
          data,
          shape: [...shape],
          dtype: '<f4',
        });
    }
  } finally {
    file.close();
  }
  const bytes = FS.readFile(FILE);
  FS.unlink(FILE);
  return bytes;
}

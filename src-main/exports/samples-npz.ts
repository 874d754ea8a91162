import type { JobSource } from './exporter';
import { npyHeader } from './npy';
import type { SampleRequest, SampleSet } from './samples';
import { samplesArchive } from './samples-archive';
import type { ZipEntry } from './zip';

const bytesOf = ({ buffer, byteOffset, byteLength }: Uint8Array | Int32Array | Float32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

function* entries(
  { latents, latentSize, labels, shape, blocks }: SampleSet,
  { count, seed, step }: SampleRequest,
  onProgress: JobSource['onProgress'],
): Generator<ZipEntry, void, void> {
  const entry = (name: string, parts: Iterable<Uint8Array>): ZipEntry => ({
    name: `${name}.npy`,
    isCompressible: true,
    parts,
  });
  function* samples() {
    let done = 0;
    yield npyHeader(shape.length === 1 ? '<f4' : '|u1', [count, ...shape]);
    for (const block of blocks) {
      yield bytesOf(block);
      done += block.length;
      onProgress(done / (count * shape.reduce((product, size) => product * size, 1)));
    }
  }
  yield entry('samples', samples());
  yield entry('latents', [npyHeader('<f4', [count, latentSize]), bytesOf(latents)]);
  if (labels !== null) yield entry('labels', [npyHeader('<i4', [count]), bytesOf(labels)]);
  yield entry('seed', [npyHeader('<i4', []), bytesOf(Int32Array.of(seed))]);
  yield entry('step', [npyHeader('<i4', []), bytesOf(Int32Array.of(step))]);
}

export const samplesNpzExporter = samplesArchive(
  {
    id: 'samples-npz',
    name: 'Samples (NumPy)',
    help: 'New samples of a checkpoint with their latents and classes, as arrays for numpy.load.',
    extension: 'npz',
  },
  entries,
);
